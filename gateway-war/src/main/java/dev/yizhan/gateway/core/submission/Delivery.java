package dev.yizhan.gateway.core.submission;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.fault.FaultCode;
import java.time.Instant;
import java.util.Optional;

/**
 * The delivery to one recipient of a submission.
 *
 * @param vendorMessageId the vendor's id of the message
 * @param vendorStatus the vendor's last status text
 * @param at of the last change of its state
 * @param reference the client's, for this recipient
 * @param matchedByNumber whether its last report was matched by account and number alone
 * @param code why the gateway itself has ended it
 */
public record Delivery(
    PhoneNumber number,
    DeliveryState state,
    Optional<String> vendorMessageId,
    Optional<String> vendorStatus,
    Instant at,
    Optional<String> reference,
    boolean matchedByNumber,
    Optional<FaultCode> code) {

  /** One that the gateway has not ended itself. */
  public Delivery(
      PhoneNumber number,
      DeliveryState state,
      Optional<String> vendorMessageId,
      Optional<String> vendorStatus,
      Instant at,
      Optional<String> reference,
      boolean matchedByNumber) {
    this(
        number,
        state,
        vendorMessageId,
        vendorStatus,
        at,
        reference,
        matchedByNumber,
        Optional.empty());
  }
}
