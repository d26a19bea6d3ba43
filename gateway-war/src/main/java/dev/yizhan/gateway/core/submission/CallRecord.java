package dev.yizhan.gateway.core.submission;

import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Billing;
import dev.yizhan.vendor.Sent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * One call to a vendor that has ended.
 *
 * @param number which of the submission's calls, from 1
 * @param channel over which it was made
 * @param outcome of the call
 * @param answer of the vendor
 * @param billing of the vendor
 * @param at when it began
 * @param took how long it took
 */
public record CallRecord(
    int number,
    String channel,
    Result outcome,
    VendorAnswer answer,
    Billing billing,
    Instant at,
    Duration took) {

  /** Cuts times to the millisecond. */
  public CallRecord {
    at = at.truncatedTo(ChronoUnit.MILLIS);
    took = took.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * What the vendor answered.
   *
   * @param ids none, one for the call, or one for each recipient that the vendor accepted
   * @param code if the vendor rejected the call
   * @param meaning of the code, or the reason of the outcome
   */
  public record VendorAnswer(List<String> ids, Optional<String> code, Optional<String> meaning) {

    /** Copies the list. */
    public VendorAnswer {
      ids = List.copyOf(ids);
    }

    private static VendorAnswer because(String reason) {
      return new VendorAnswer(List.of(), Optional.empty(), Optional.of(reason));
    }
  }

  /** The outcomes of a call, and the delivery states that they cause. */
  public enum Result {
    /** The vendor accepted it. */
    ACCEPTED(DeliveryState.SUBMITTED),
    /** The vendor rejected it. */
    REJECTED(DeliveryState.REJECTED),
    /** The vendor certainly did not process it. */
    NOT_SENT(DeliveryState.QUEUED),
    /** It is not known whether the vendor processed it. */
    UNKNOWN(DeliveryState.UNKNOWN);

    private final DeliveryState delivery;

    Result(DeliveryState delivery) {
      this.delivery = delivery;
    }

    /** The state of the recipients. */
    public DeliveryState delivery() {
      return delivery;
    }
  }

  /** When it ended, to the millisecond. */
  public Instant end() {
    return at.plus(took);
  }

  public static CallRecord of(PendingCall call, Outcome<Sent> outcome, Instant at, Duration took) {
    return outcome.match(
        accepted -> of(call, accepted.value(), at, took),
        rejected ->
            new CallRecord(
                call.number(),
                call.channel(),
                Result.REJECTED,
                new VendorAnswer(
                    List.of(),
                    Optional.of(rejected.code().code()),
                    Optional.of(rejected.code().english())),
                Billing.NONE,
                at,
                took),
        notSent -> of(call, Result.NOT_SENT, notSent.reason(), at, took),
        unknown -> of(call, Result.UNKNOWN, unknown.reason(), at, took));
  }

  private static CallRecord of(PendingCall call, Sent sent, Instant at, Duration took) {
    boolean whole = sent.refused() == 0;
    return new CallRecord(
        call.number(),
        call.channel(),
        whole ? Result.ACCEPTED : Result.UNKNOWN,
        new VendorAnswer(
            sent.ids(),
            Optional.empty(),
            whole
                ? Optional.empty()
                : Optional.of(
                    "the vendor refused "
                        + sent.refused()
                        + " of the numbers and does not say which")),
        sent.billing(),
        at,
        took);
  }

  /** A call without an answer of the vendor. */
  public static CallRecord of(
      PendingCall call, Result result, String reason, Instant at, Duration took) {
    return new CallRecord(
        call.number(),
        call.channel(),
        result,
        VendorAnswer.because(reason),
        Billing.NONE,
        at,
        took);
  }
}
