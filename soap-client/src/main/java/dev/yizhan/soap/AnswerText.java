package dev.yizhan.soap;

import dev.yizhan.codec.charset.CharsetDetector;
import dev.yizhan.http.VendorResponse;
import java.nio.charset.StandardCharsets;

/**
 * Repairs a server's answer so that an XML parser can read it: the charset is decided by evidence,
 * of which the header and the declaration are a part; blanks before the declaration are removed;
 * references that XML forbids become the characters that they mean, or U+FFFD.
 */
final class AnswerText {

  private static final int LONGEST_REFERENCE = 10;
  private static final char REPLACEMENT = '\uFFFD';

  private static final CharsetDetector DETECTOR = CharsetDetector.expecting(StandardCharsets.UTF_8);

  private AnswerText() {}

  /**
   * The text of an answer.
   *
   * @throws dev.yizhan.codec.CodecException if no charset fits
   */
  static String of(VendorResponse response) {
    return repaired(withoutLeadingBlanks(DETECTOR.text(response.body(), response.contentType())));
  }

  private static String withoutLeadingBlanks(String text) {
    int start = 0;
    while (start < text.length()
        && (Character.isWhitespace(text.charAt(start)) || text.charAt(start) == '\uFEFF')) {
      start++;
    }
    return text.substring(start);
  }

  private static String repaired(String text) {
    int at = text.indexOf("&#");
    if (at < 0) {
      return text;
    }
    StringBuilder repaired = new StringBuilder(text.length());
    int copied = 0;
    for (; at >= 0; at = text.indexOf("&#", at + 1)) {
      int end = text.indexOf(';', at);
      if (end < 0 || end - at > LONGEST_REFERENCE) {
        continue;
      }
      int character = codePoint(text, at + 2, end);
      if (isForbidden(character)) {
        // Two references to surrogates may be one character; a lone surrogate is replaced below.
        repaired
            .append(text, copied, at)
            .append(Character.isSurrogate((char) character) ? (char) character : REPLACEMENT);
        copied = end + 1;
      }
    }
    return withoutLoneSurrogates(repaired.append(text, copied, text.length()));
  }

  /** Not control characters: the parser is configured to accept references to those. */
  private static boolean isForbidden(int character) {
    return character == 0
        || character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE
        || character == 0xFFFE
        || character == 0xFFFF;
  }

  /** The code point of a numeric reference; -1 if it is none. */
  private static int codePoint(String text, int start, int end) {
    boolean hexadecimal = start < end && (text.charAt(start) | 0x20) == 'x';
    try {
      return Integer.parseUnsignedInt(
          text, hexadecimal ? start + 1 : start, end, hexadecimal ? 16 : 10);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return -1;
    }
  }

  private static String withoutLoneSurrogates(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i))
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(text.charAt(i))) {
        text.setCharAt(i, REPLACEMENT);
      }
    }
    return text.toString();
  }
}
