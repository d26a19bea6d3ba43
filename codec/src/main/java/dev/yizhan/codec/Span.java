package dev.yizhan.codec;

/**
 * Looks at pieces of a text without copying them; what is white space around a field is a matter of
 * two indexes.
 */
final class Span {

  private Span() {}

  static boolean isBlank(String text, int from, int to) {
    return start(text, from, to) == to;
  }

  /** The first index from {@code from} on that is no white space, or {@code to}. */
  static int start(String text, int from, int to) {
    int i = from;
    while (i < to && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The index behind the last character before {@code to} that is no white space. */
  static int end(String text, int from, int to) {
    int i = to;
    while (i > from && isSpace(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  static String trimmed(String text, int from, int to) {
    int start = start(text, from, to);
    return text.substring(start, end(text, start, to));
  }

  /** Whether there are just decimal digits, and so many, white space around them aside. */
  static boolean isDigits(String text, int from, int to, int least, int most) {
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

  /** Whether it can be a sender's number: 3 to 24 digits, perhaps with {@code +}. */
  static boolean isNumber(String text, int from, int to) {
    int start = start(text, from, to);
    return isDigits(text, start < to && text.charAt(start) == '+' ? start + 1 : start, to, 3, 24);
  }

  /**
   * Where the separator stands at or behind {@code from} and wholly before {@code to}, or -1.
   * Nothing outside is looked at: many small looks into one long text must not add up.
   */
  static int find(String text, String separator, int from, int to) {
    char first = separator.charAt(0);
    for (int i = from, last = to - separator.length(); i <= last; i++) {
      if (text.charAt(i) == first && text.startsWith(separator, i)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Where the last separator stands, wholly before {@code to} and not before {@code from}, or -1.
   */
  static int findLast(String text, String separator, int from, int to) {
    char first = separator.charAt(0);
    for (int i = to - separator.length(); i >= from; i--) {
      if (text.charAt(i) == first && text.startsWith(separator, i)) {
        return i;
      }
    }
    return -1;
  }

  /** As {@link #find(String, String, int, int)}, for one character. */
  static int find(String text, char separator, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == separator) {
        return i;
      }
    }
    return -1;
  }

  /** As {@link #findLast(String, String, int, int)}, for one character. */
  static int findLast(String text, char separator, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (text.charAt(i) == separator) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0x3000 || c == 0xA0;
  }
}
