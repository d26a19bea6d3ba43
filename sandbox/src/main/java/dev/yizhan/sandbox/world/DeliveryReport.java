package dev.yizhan.sandbox.world;

import java.time.Instant;

/**
 * Whether a message reached its phone.
 *
 * @param id the vendor's id of the message
 * @param phone the recipient
 * @param at from when on the report can be fetched
 * @param customId the client's id of the message; empty for none
 */
public record DeliveryReport(
    String id, String phone, boolean delivered, Instant at, String customId) {}
