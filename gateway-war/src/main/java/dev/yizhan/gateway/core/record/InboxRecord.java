package dev.yizhan.gateway.core.record;

import java.time.Instant;
import java.util.Optional;

/** A record as its consumer receives it. */
public sealed interface InboxRecord permits InboxReport, InboxMessage {

  /**
   * The common part of reports and messages.
   *
   * @param position among the consumer's records of this kind, from 1
   * @param number the phone
   * @param receivedAt when the gateway received it
   * @param vendorId the vendor's id: of the message that a report is about, or of the inbound
   *     message
   * @param about the submission that it is about
   */
  record Head(
      long position,
      String account,
      String number,
      Instant receivedAt,
      Optional<Instant> vendorTime,
      Optional<String> vendorId,
      About about) {}

  /**
   * The submission that a record is about.
   *
   * @param submission its id
   * @param requestId the client's, if the record was stored with it
   * @param reference the client's
   * @param channel over which the message was sent
   * @param matchedByNumber whether only account and number say so
   */
  record About(
      Optional<Long> submission,
      Optional<String> requestId,
      Optional<String> reference,
      Optional<String> channel,
      boolean matchedByNumber) {}

  Head head();

  default long position() {
    return head().position();
  }

  default String account() {
    return head().account();
  }

  default String number() {
    return head().number();
  }

  default Instant receivedAt() {
    return head().receivedAt();
  }

  default Optional<Instant> vendorTime() {
    return head().vendorTime();
  }

  default Optional<String> vendorId() {
    return head().vendorId();
  }

  default Optional<Long> submission() {
    return head().about().submission();
  }

  default Optional<String> requestId() {
    return head().about().requestId();
  }

  default Optional<String> reference() {
    return head().about().reference();
  }

  default Optional<String> channel() {
    return head().about().channel();
  }

  default boolean matchedByNumber() {
    return head().about().matchedByNumber();
  }
}
