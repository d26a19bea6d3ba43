package dev.yizhan.sandbox.world;

import java.time.Instant;

/**
 * A message from a pretend phone, waiting to be handed out.
 *
 * @param id the vendor's of it
 * @param phone who wrote
 * @param text what
 * @param to the number, port or extension that was written to
 * @param at when
 * @param customId the caller's id of what is answered, empty where there is none
 */
record Answered(String id, String phone, String text, String to, Instant at, String customId) {}
