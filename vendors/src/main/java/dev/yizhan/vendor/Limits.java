package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.SegmentLength;

/**
 * What one call may contain.
 *
 * @param recipientsPerCall the maximum number of recipients
 * @param longestQuery by GET: the maximum number of characters after the question mark, encoded
 * @param segmentLength characters of a billed segment
 */
public record Limits(int recipientsPerCall, int longestQuery, SegmentLength segmentLength) {

  /** What IIS accepts by default, on which most of the vendors' services run. */
  public static final int USUAL_QUERY = 2048;

  /** Checks that a call may have at least one recipient. */
  public Limits {
    if (recipientsPerCall < 1) {
      throw new IllegalArgumentException(
          "recipientsPerCall must be 1 or more: " + recipientsPerCall);
    }
    if (longestQuery < 1) {
      throw new IllegalArgumentException("longestQuery must be 1 or more: " + longestQuery);
    }
    requireNonNull(segmentLength, "segmentLength");
  }

  /**
   * The usual length of queries and segments.
   *
   * @param recipientsPerCall the maximum number of recipients
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
    return new Limits(most, longestQuery, segmentLength);
  }

  /**
   * The same with another length of queries.
   *
   * @param characters after the question mark
   * @return a copy
   */
  public Limits withLongestQuery(int characters) {
    return new Limits(recipientsPerCall, characters, segmentLength);
  }

  /**
   * The same with segments of another length.
   *
   * @param length characters of a billed segment
   * @return a copy
   */
  public Limits withSegmentLength(SegmentLength length) {
    return new Limits(recipientsPerCall, longestQuery, length);
  }
}
