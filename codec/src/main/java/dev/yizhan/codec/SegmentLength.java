package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/**
 * The length of a billed segment of a message, in UTF-16 units as networks count them. It differs
 * from vendor to vendor (vendor-rules §1).
 *
 * <pre>{@code
 * SegmentLength.DEFAULT.segments("短信")               // 1
 * SegmentLength.DEFAULT.segments("长".repeat(71))      // 2
 * }</pre>
 *
 * @param single the longest text that is one segment
 * @param joined the length of each segment of a longer text
 */
public record SegmentLength(int single, int joined) {

  /** 70 units alone, 67 in a longer text. */
  public static final SegmentLength DEFAULT = new SegmentLength(70, 67);

  /** Checks that both are above 0 and that joined segments are not longer. */
  public SegmentLength {
    if (joined < 1 || single < joined) {
      throw new IllegalArgumentException(
          "single and joined must be 1 or more, single not below joined: "
              + single
              + ", "
              + joined);
    }
  }

  /** The number of segments; 0 for an empty text. */
  public int segments(String text) {
    int units = requireNonNull(text, "text").length();
    if (units <= single) {
      return units == 0 ? 0 : 1;
    }
    return (units + joined - 1) / joined;
  }
}
