package dev.yizhan.gateway.core.record;

import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.vendor.record.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A record as received from a vendor. */
public sealed interface IncomingRecord {

  /**
   * The common part of reports and messages.
   *
   * @param identity equal for a record that is received again; distinguishes equal records of one
   *     answer
   * @param numbers the phone, in every form in which a delivery may have it; the first is displayed
   * @param mayMatch whether the record may be about a message of this gateway
   * @param vendorId the vendor's id: of the message that a report is about, or of the inbound
   *     message
   * @param customId the gateway's id of a call
   */
  record Head(
      String identity,
      List<String> numbers,
      boolean mayMatch,
      Optional<Instant> time,
      Optional<String> vendorId,
      Optional<String> customId) {

    /** Copies the list. */
    public Head {
      numbers = List.copyOf(numbers);
    }

    Head withIdentity(String newIdentity) {
      return new Head(newIdentity, numbers, mayMatch, time, vendorId, customId);
    }
  }

  /**
   * A delivery report as received.
   *
   * @param verdict of the status
   * @param status the vendor's status text
   */
  record DeliveryReport(Head head, Report.Verdict verdict, String status)
      implements IncomingRecord {

    /** The resulting state of an open delivery; empty if the report settles nothing. */
    public Optional<DeliveryState> state() {
      return switch (verdict) {
        case DELIVERED -> Optional.of(DeliveryState.DELIVERED);
        case FAILED -> Optional.of(DeliveryState.FAILED);
        case NONE -> Optional.empty();
      };
    }

    @Override
    public <R> R match(
        Function<? super DeliveryReport, ? extends R> report,
        Function<? super InboundMessage, ? extends R> message) {
      return report.apply(this);
    }

    /** Shows no number. */
    @Override
    public String toString() {
      return "Report[" + status + "]";
    }
  }

  /**
   * An inbound message as received.
   *
   * @param to the number or extension to which it was sent, if the vendor reports it
   */
  record InboundMessage(Head head, Optional<String> to, String text) implements IncomingRecord {

    @Override
    public <R> R match(
        Function<? super DeliveryReport, ? extends R> report,
        Function<? super InboundMessage, ? extends R> message) {
      return message.apply(this);
    }

    /** Shows neither number nor text. */
    @Override
    public String toString() {
      return "Message";
    }
  }

  Head head();

  <R> R match(
      Function<? super DeliveryReport, ? extends R> report,
      Function<? super InboundMessage, ? extends R> message);

  default String identity() {
    return head().identity();
  }

  default List<String> numbers() {
    return head().numbers();
  }

  /** The phone in normalized form, or as the vendor wrote it. */
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
