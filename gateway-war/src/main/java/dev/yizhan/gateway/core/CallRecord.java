package dev.yizhan.gateway.core;

import dev.yizhan.vendor.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One call to a vendor that has ended, as it is written down.
 *
 * @param number which of the submission's calls it was, from 1
 * @param channel over which channel
 * @param outcome what came of it
 * @param vendorId the vendor's id
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
    Optional<String> vendorId,
    Optional<String> vendorCode,
    Optional<String> meaning,
    OptionalInt billedParts,
    Optional<BigDecimal> charge,
    Optional<BigDecimal> balanceAfter,
    Instant at,
    Duration took) {

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
   * Writes an outcome down.
   *
   * @param call the call
   * @param outcome what came of it
   * @param at when it began
   * @param took how long it took
   * @return the record
   */
  public static CallRecord of(PendingCall call, Outcome outcome, Instant at, Duration took) {
    CallRecord bare =
        new CallRecord(
            call.number(),
            call.channel(),
            Result.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            at,
            took);
    if (outcome instanceof Outcome.Accepted accepted) {
      return new CallRecord(
          bare.number,
          bare.channel,
          Result.ACCEPTED,
          accepted.vendorId(),
          Optional.empty(),
          Optional.empty(),
          accepted.billedParts(),
          accepted.charge(),
          accepted.balanceAfter(),
          at,
          took);
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      return bare.with(
          Result.REJECTED, Optional.of(rejected.code().code()), rejected.code().english());
    }
    if (outcome instanceof Outcome.NotSent notSent) {
      return bare.with(Result.NOT_SENT, Optional.empty(), notSent.reason());
    }
    return bare.with(Result.UNKNOWN, Optional.empty(), ((Outcome.Unknown) outcome).reason());
  }

  private CallRecord with(Result result, Optional<String> code, String why) {
    return new CallRecord(
        number,
        channel,
        result,
        vendorId,
        code,
        Optional.of(why),
        billedParts,
        charge,
        balanceAfter,
        at,
        took);
  }
}
