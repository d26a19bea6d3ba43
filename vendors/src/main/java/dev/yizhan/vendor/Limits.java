package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.SegmentLength;

/**
 * How much goes into one call.
 *
 * @param recipientsPerCall the most numbers
 * @param longestQuery by GET: the most characters behind the question mark, encoded
 * @param parts how long a billed part is
 */
public record Limits(int recipientsPerCall, int longestQuery, SegmentLength parts) {

  /** What IIS takes by default, on which most of the vendors' services run. */
  public static final int USUAL_QUERY = 2048;

  /** Checks that a call takes at least one number. */
  public Limits {
    if (recipientsPerCall < 1) {
      throw new IllegalArgumentException(
          "recipientsPerCall must be 1 or more: " + recipientsPerCall);
    }
    if (longestQuery < 1) {
      throw new IllegalArgumentException("longestQuery must be 1 or more: " + longestQuery);
    }
    requireNonNull(parts, "parts");
  }

  /**
   * The usual length of queries and parts.
   *
   * @param recipientsPerCall the most numbers
   * @return the limits
   */
  public static Limits of(int recipientsPerCall) {
    return new Limits(recipientsPerCall, USUAL_QUERY, SegmentLength.DEFAULT);
  }

  /**
   * The same with another number of recipients.
   *
   * @param most in one call
   * @return a copy
   */
  public Limits withRecipientsPerCall(int most) {
    return new Limits(most, longestQuery, parts);
  }

  /**
   * The same with another length of queries.
   *
   * @param characters behind the question mark
   * @return a copy
   */
  public Limits withLongestQuery(int characters) {
    return new Limits(recipientsPerCall, characters, parts);
  }

  /**
   * The same with other parts.
   *
   * @param length of a billed part
   * @return a copy
   */
  public Limits withParts(SegmentLength length) {
    return new Limits(recipientsPerCall, longestQuery, length);
  }
}
