package dev.yizhan.gateway.core.statement;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A call that the vendor billed otherwise than the gateway counts, or may have.
 *
 * @param segments of the call, as the gateway counts them
 * @param billedParts by the vendor's answer, if it says so
 */
public record BillingDifference(Call call, Kind kind, long segments, OptionalLong billedParts) {

  /** Why it is listed. */
  public enum Kind {
    /** The vendor's answer has another number of segments. */
    BILLED_OTHERWISE,
    /** Nobody knows what became of it. */
    OUTCOME_UNKNOWN,
    /** The vendor's answer bills something that was not accepted. */
    BILLED_NOT_ACCEPTED
  }

  /**
   * Which call it is.
   *
   * @param number of the submission's call
   */
  public record Call(
      long submission, String consumer, Optional<String> requestId, int number, String channel) {}
}
