package dev.yizhan.gateway.core.submission;

import dev.yizhan.codec.PhoneNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * One recipient of a submission.
 *
 * @param number whom it goes to
 * @param state what has become of it
 * @param vendorMessageId the vendor's id of it
 * @param vendorStatus the vendor's last word on it
 * @param at when it came into its state
 * @param reference the consumer's own word on this recipient
 */
public record Delivery(
    PhoneNumber number,
    DeliveryState state,
    Optional<String> vendorMessageId,
    Optional<String> vendorStatus,
    Instant at,
    Optional<String> reference) {}
