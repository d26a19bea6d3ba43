package dev.yizhan.gateway.core.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A record as it came from a vendor. */
public sealed interface IncomingRecord permits IncomingReport, IncomingMessage {

  /**
   * What reports and messages have in common.
   *
   * @param identity equal for a record that comes again; counts equal records of one answer
   * @param numbers the phone, in every form in which a delivery may have it; the first is shown
   * @param ours whether the record may be about a message of ours
   * @param time the vendor's
   * @param vendorId the vendor's id: of the message that a report is about, or of the inbound
   *     message
   * @param customId our id of a call
   */
  record Head(
      String identity,
      List<String> numbers,
      boolean ours,
      Optional<Instant> time,
      Optional<String> vendorId,
      Optional<String> customId) {

    /** Copies the list. */
    public Head {
      numbers = List.copyOf(numbers);
    }

    Head withIdentity(String other) {
      return new Head(other, numbers, ours, time, vendorId, customId);
    }
  }

  Head head();

  <R> R match(
      Function<? super IncomingReport, ? extends R> report,
      Function<? super IncomingMessage, ? extends R> message);

  default String identity() {
    return head().identity();
  }

  default List<String> numbers() {
    return head().numbers();
  }

  /** The phone in our form, or as the vendor wrote it. */
  default String number() {
    return head().numbers().get(0);
  }

  default Optional<Instant> time() {
    return head().time();
  }

  default Optional<String> vendorId() {
    return head().vendorId();
  }

  default Optional<String> customId() {
    return head().customId();
  }
}
