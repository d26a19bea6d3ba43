package dev.yizhan.soap;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.FormEncoding;

/**
 * Makes of a server's bytes a document that a parser reads: the charset is what the bytes are, not
 * what a header or a declaration says; blanks before the declaration fall away; references that XML
 * forbids become the characters that they stand for, where a string can hold them.
 */
final class AnswerText {

  private static final int LONGEST_REFERENCE = 10;
  private static final char REPLACEMENT = '\uFFFD';

  private AnswerText() {}

  static String of(byte[] body) {
    return repaired(withoutBlanksBefore(decoded(body)));
  }

  /** Nothing else is valid UTF-8 by accident; what is not is code page 936, or unreadable. */
  private static String decoded(byte[] body) {
    try {
      return FormEncoding.UTF_8.text(body);
    } catch (CodecException e) {
      return FormEncoding.GB2312.text(body);
    }
  }

  private static String withoutBlanksBefore(String text) {
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
      int character = character(text, at + 2, end);
      if (isForbidden(character)) {
        // A pair of references to surrogates makes one character; a lone one is replaced below.
        repaired
            .append(text, copied, at)
            .append(Character.isSurrogate((char) character) ? (char) character : REPLACEMENT);
        copied = end + 1;
      }
    }
    return withoutLoneSurrogates(repaired.append(text, copied, text.length()));
  }

  /** Control characters are not among them: the parser is told to take references to those. */
  private static boolean isForbidden(int character) {
    return character == 0
        || character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE
        || character == 0xFFFE
        || character == 0xFFFF;
  }

  /** The number that a reference names; -1 where it names none. */
  private static int character(String text, int start, int end) {
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
