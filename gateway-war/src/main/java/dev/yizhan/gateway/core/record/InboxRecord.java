package dev.yizhan.gateway.core.record;

import java.time.Instant;
import java.util.Optional;

/** A record as its consumer gets it. */
public sealed interface InboxRecord permits InboxReport, InboxMessage {

  /**
   * What reports and messages have in common.
   *
   * @param position among the consumer's records of this kind, from 1
   * @param account the account that it came from
   * @param number the phone
   * @param receivedAt when the gateway got it
   * @param vendorTime the vendor's time
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
   * A submission that a record is about.
   *
   * @param submission its id
   * @param reference the client's reference of it
   * @param channel over which the message was sent
   */
  record About(Optional<Long> submission, Optional<String> reference, Optional<String> channel) {}

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

  default Optional<String> reference() {
    return head().about().reference();
  }

  default Optional<String> channel() {
    return head().about().channel();
  }
}
