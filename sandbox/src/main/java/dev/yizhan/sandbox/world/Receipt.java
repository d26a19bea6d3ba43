package dev.yizhan.sandbox.world;

import java.time.Instant;

/**
 * A vendor's word on a delivery, waiting to be handed out.
 *
 * @param id the vendor's of the message
 * @param phone to whom it went
 * @param delivered whether the phone has it
 * @param at from when on it can be had
 * @param customId the caller's id, empty without
 */
record Receipt(String id, String phone, boolean delivered, Instant at, String customId) {}
