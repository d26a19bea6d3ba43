package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.SegmentLength;

/**
 * What one call may contain.
 *
 * @param recipientsPerCall the maximum number of recipients
 * @param longestQuery by GET: the maximum number of characters after the question mark, encoded
 * @param segmentLength characters of a billed segment
 * @param maxSegments the maximum number of segments of a text
 */
public record Limits(
    int recipientsPerCall, int longestQuery, SegmentLength segmentLength, int maxSegments) {

  /** What IIS accepts by default, on which most of the vendors' services run. */
  public static final int USUAL_QUERY = 2048;

  /** A text of more segments is hardly ever meant: each is billed. */
  public static final int USUAL_SEGMENTS = 10;

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
    if (maxSegments < 1) {
      throw new IllegalArgumentException("maxSegments must be 1 or more: " + maxSegments);
    }
  }

  /**
   * The usual length of queries and segments.
   *
   * @param recipientsPerCall the maximum number of recipients
   * @return the limits
   */
  public static Limits of(int recipientsPerCall) {
    return new Limits(recipientsPerCall, USUAL_QUERY, SegmentLength.DEFAULT, USUAL_SEGMENTS);
  }

  /**
   * The same with another number of recipients.
   *
   * @param most in one call
   * @return a copy
   */
  public Limits withRecipientsPerCall(int most) {
    return new Limits(most, longestQuery, segmentLength, maxSegments);
  }

  /**
   * The same with another length of queries.
   *
   * @param characters after the question mark
   * @return a copy
   */
  public Limits withLongestQuery(int characters) {
    return new Limits(recipientsPerCall, characters, segmentLength, maxSegments);
  }

  /**
   * The same with segments of another length.
   *
   * @param length characters of a billed segment
   * @return a copy
   */
  public Limits withSegmentLength(SegmentLength length) {
    return new Limits(recipientsPerCall, longestQuery, length, maxSegments);
  }

  /**
   * The same with texts of more or fewer segments.
   *
   * @param most in a text
   * @return a copy
   */
  public Limits withMaxSegments(int most) {
    return new Limits(recipientsPerCall, longestQuery, segmentLength, most);
  }
}
