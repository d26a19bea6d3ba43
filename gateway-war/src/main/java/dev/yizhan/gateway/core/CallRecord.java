package dev.yizhan.gateway.core;

import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Sent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One call to a vendor that has ended, as it is written down.
 *
 * @param number which of the submission's calls it was, from 1
 * @param channel over which channel
 * @param outcome what came of it
 * @param vendorIds the vendor's: none, one for the call, or one for each recipient that it took
 * @param vendorCode the vendor's code, where it refused
 * @param meaning what the code means, or why the outcome is what it is
 * @param billedParts how many parts the vendor billed
 * @param charge what it took, in yuan
 * @param balanceAfter what is left, in yuan
 * @param at when it began
 * @param took how long it took
 */
public record CallRecord(
    int number,
    String channel,
    Result outcome,
    List<String> vendorIds,
    Optional<String> vendorCode,
    Optional<String> meaning,
    OptionalInt billedParts,
    Optional<BigDecimal> charge,
    Optional<BigDecimal> balanceAfter,
    Instant at,
    Duration took) {

  /** Copies the list; times are cut to the millisecond. */
  public CallRecord {
    vendorIds = List.copyOf(vendorIds);
    at = at.truncatedTo(ChronoUnit.MILLIS);
    took = took.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The forms of an outcome, and what they make of a delivery. */
  public enum Result {
    /** The vendor took it. */
    ACCEPTED(DeliveryState.SUBMITTED),
    /** The vendor refused it. */
    REJECTED(DeliveryState.REJECTED),
    /** The vendor surely did not get it. */
    NOT_SENT(DeliveryState.QUEUED),
    /** Nobody knows. */
    UNKNOWN(DeliveryState.UNKNOWN);

    private final DeliveryState delivery;

    Result(DeliveryState delivery) {
      this.delivery = delivery;
    }

    /**
     * What becomes of the recipients.
     *
     * @return their state
     */
    public DeliveryState delivery() {
      return delivery;
    }
  }

  /**
   * When it ended.
   *
   * @return to the millisecond, as it is written down
   */
  public Instant end() {
    return at.plus(took);
  }

  /**
   * Writes an outcome down.
   *
   * @param call the call
   * @param outcome what came of it
   * @param at when it began
   * @param took how long it took
   * @return the record
   */
  public static CallRecord of(PendingCall call, Outcome<Sent> outcome, Instant at, Duration took) {
    CallRecord bare =
        new CallRecord(
            call.number(),
            call.channel(),
            Result.UNKNOWN,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            at,
            took);
    if (outcome instanceof Outcome.Accepted<Sent> accepted) {
      return bare.with(accepted.value());
    }
    if (outcome instanceof Outcome.Rejected<Sent> rejected) {
      return bare.with(
          Result.REJECTED, Optional.of(rejected.code().code()), rejected.code().english());
    }
    if (outcome instanceof Outcome.NotSent<Sent> notSent) {
      return bare.with(Result.NOT_SENT, Optional.empty(), notSent.reason());
    }
    return bare.with(Result.UNKNOWN, Optional.empty(), ((Outcome.Unknown<Sent>) outcome).reason());
  }

  /** A call of which nobody but us has spoken. */
  static CallRecord of(PendingCall call, Result result, String why, Instant at) {
    return of(call, new Outcome.Unknown<>(why), at, Duration.ZERO)
        .with(result, Optional.empty(), why);
  }

  private CallRecord with(Sent sent) {
    return new CallRecord(
        number,
        channel,
        sent.refused() == 0 ? Result.ACCEPTED : Result.UNKNOWN,
        sent.ids(),
        vendorCode,
        sent.refused() == 0
            ? Optional.empty()
            : Optional.of(
                "the vendor refused " + sent.refused() + " of the numbers and does not say which"),
        sent.billedParts(),
        sent.charge(),
        sent.balanceAfter(),
        at,
        took);
  }

  private CallRecord with(Result result, Optional<String> code, String why) {
    return new CallRecord(
        number,
        channel,
        result,
        vendorIds,
        code,
        Optional.of(why),
        billedParts,
        charge,
        balanceAfter,
        at,
        took);
  }
}
