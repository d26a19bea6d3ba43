package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/**
 * How long a billed part of a message is, in UTF-16 units as networks count them. It is the
 * channel's: vendors differ (vendor-rules §1).
 *
 * <pre>{@code
 * PartLength.DEFAULT.parts("短信")               // 1
 * PartLength.DEFAULT.parts("长".repeat(71))      // 2
 * }</pre>
 *
 * @param single the longest text that goes out as one part
 * @param joined the length of each part of a longer text
 */
public record PartLength(int single, int joined) {

  /** 70 units alone, 67 in a longer text. */
  public static final PartLength DEFAULT = new PartLength(70, 67);

  /** Checks that both are above 0 and that joining parts does not make them longer. */
  public PartLength {
    if (joined < 1 || single < joined) {
      throw new IllegalArgumentException(
          "single and joined must be 1 or more, single not below joined: "
              + single
              + ", "
              + joined);
    }
  }

  /**
   * Counts the parts of a text.
   *
   * @param text any text
   * @return 0 for an empty text
   */
  public int parts(String text) {
    int units = requireNonNull(text, "text").length();
    if (units <= single) {
      return units == 0 ? 0 : 1;
    }
    return (units + joined - 1) / joined;
  }
}
