package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/**
 * Converts chosen ASCII characters to their full-width forms, which look the same in Chinese text
 * and mean nothing to a vendor's parser, and back. Nothing else changes, and no index moves: each
 * character is one UTF-16 unit before and after.
 *
 * <pre>{@code
 * FullWidth.WINIC.widen("50%&#*")     // "50％＆＃＊"
 * FullWidth.WINIC.narrow("50％＆")      // "50%&"
 * FullWidth.of("'").widen("it's")     // "it＇s"
 * }</pre>
 */
public final class FullWidth {

  /** The characters that a winic message must not contain: {@code % $ & # *} (document 1, 1.1). */
  public static final FullWidth WINIC = of("%$&#*");

  private static final int SHIFT = 0xFEE0;

  private final long low;
  private final long high;

  private FullWidth(long low, long high) {
    this.low = low;
    this.high = high;
  }

  /**
   * Chooses the characters.
   *
   * @param characters ASCII from {@code !} to {@code ~}; may be empty
   * @throws IllegalArgumentException if one of them has no full-width form
   */
  public static FullWidth of(String characters) {
    requireNonNull(characters, "characters");
    long low = 0;
    long high = 0;
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      if (c < '!' || c > '~') {
        throw new IllegalArgumentException(
            String.format("U+%04X at index %d has no full-width form: give ! to ~", (int) c, i));
      }
      if (c < 64) {
        low |= 1L << c;
      } else {
        high |= 1L << c;
      }
    }
    return new FullWidth(low, high);
  }

  /** Converts the chosen characters to full width. */
  public String widen(String text) {
    for (int i = 0, n = text.length(); i < n; i++) {
      if (chosen(text.charAt(i))) {
        return shifted(text, i, 0, SHIFT);
      }
    }
    return text;
  }

  /** Converts the full-width forms of the chosen characters to ASCII. */
  public String narrow(String text) {
    for (int i = 0, n = text.length(); i < n; i++) {
      if (chosen(text.charAt(i) - SHIFT)) {
        return shifted(text, i, SHIFT, -SHIFT);
      }
    }
    return text;
  }

  private String shifted(String text, int from, int above, int shift) {
    char[] out = text.toCharArray();
    for (int i = from; i < out.length; i++) {
      if (chosen(out[i] - above)) {
        out[i] = (char) (out[i] + shift);
      }
    }
    return new String(out);
  }

  private boolean chosen(int c) {
    return c >= 0 && c < 128 && ((c < 64 ? low : high) >>> c & 1) != 0;
  }
}
