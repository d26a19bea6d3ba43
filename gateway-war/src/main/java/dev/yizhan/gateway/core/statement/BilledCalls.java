package dev.yizhan.gateway.core.statement;

import java.math.BigDecimal;
import java.util.List;

/**
 * The calls over an account for the submissions of one day.
 *
 * @param sent what the vendor has accepted or delivered
 * @param unknown what still is UNKNOWN
 * @param answered those of the sent segments whose answers say what was billed
 * @param billedParts in the vendor's answers
 * @param charge in the vendor's answers, in yuan
 * @param differing how many calls differ
 * @param differences the first of these, in the order of submissions
 */
public record BilledCalls(
    Count sent,
    Count unknown,
    long answered,
    long billedParts,
    BigDecimal charge,
    long differing,
    List<BillingDifference> differences) {

  /**
   * Calls.
   *
   * @param segments of their recipients, as the gateway counts them
   */
  public record Count(long calls, long segments) {}

  /** Copies the list. */
  public BilledCalls {
    differences = List.copyOf(differences);
  }
}
