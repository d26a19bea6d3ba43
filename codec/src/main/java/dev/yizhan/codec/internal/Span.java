package dev.yizhan.codec.internal;

/**
 * Operations on a range of a text, without copying it. White space around a field is ignored, and
 * so is a byte order mark, which .NET writes before plain text too (vendor-rules §8).
 */
public final class Span {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Span() {}

  public static boolean isBlank(String text, int from, int to) {
    return start(text, from, to) == to;
  }

  /** The index of the first character that is no white space, or {@code to}. */
  public static int start(String text, int from, int to) {
    int i = from;
    while (i < to && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The index after the last character that is no white space, or {@code from}. */
  public static int end(String text, int from, int to) {
    int i = to;
    while (i > from && isSpace(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  public static String trimmed(String text) {
    return trimmed(text, 0, text.length());
  }

  public static String trimmed(String text, int from, int to) {
    int start = start(text, from, to);
    return text.substring(start, end(text, start, to));
  }

  /** Whether the range is decimal digits, {@code least} to {@code most} of them. */
  public static boolean isDigits(String text, int from, int to, int least, int most) {
    int start = start(text, from, to);
    int end = end(text, start, to);
    if (end - start < least || end - start > most) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Whether the range is a phone number: 3 to 24 digits, optionally with {@code +}. */
  public static boolean isNumber(String text, int from, int to) {
    int start = start(text, from, to);
    return isDigits(text, start < to && text.charAt(start) == '+' ? start + 1 : start, to, 3, 24);
  }

  /**
   * The index of the first separator that lies wholly inside the range, or -1. Nothing outside the
   * range is read: many searches of one long text must not take quadratic time.
   */
  public static int find(String text, String separator, int from, int to) {
    char first = separator.charAt(0);
    for (int i = from, last = to - separator.length(); i <= last; i++) {
      if (text.charAt(i) == first && text.startsWith(separator, i)) {
        return i;
      }
    }
    return -1;
  }

  /** The index of the last separator that lies wholly inside the range, or -1. */
  public static int findLast(String text, String separator, int from, int to) {
    char first = separator.charAt(0);
    for (int i = to - separator.length(); i >= from; i--) {
      if (text.charAt(i) == first && text.startsWith(separator, i)) {
        return i;
      }
    }
    return -1;
  }

  /** The index of the first such character in the range, or -1. */
  public static int find(String text, char separator, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == separator) {
        return i;
      }
    }
    return -1;
  }

  /** The index of the last such character in the range, or -1. */
  public static int findLast(String text, char separator, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (text.charAt(i) == separator) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSpace(char c) {
    return c == ' '
        || c == '\t'
        || c == '\r'
        || c == '\n'
        || c == 0x3000
        || c == 0xA0
        || c == BYTE_ORDER_MARK;
  }
}
