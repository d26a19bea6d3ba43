package dev.yizhan.sandbox.world;

import java.time.Instant;

/**
 * A message from a simulated phone.
 *
 * @param id the vendor's id for it
 * @param phone the sender
 * @param to the number, port or extension that it was sent to; may be empty
 * @param customId the client's id of the last message to this phone; empty for none
 */
public record InboundMessage(
    String id, String phone, String text, String to, Instant at, String customId) {}
