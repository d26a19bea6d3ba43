package dev.yizhan.codec;

/** The form encoding of single bytes. */
final class FormBytes {

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };

  private static final byte[] DIGITS = digits();

  private FormBytes() {}

  /** Whether a form leaves a byte unescaped: {@code A-Z a-z 0-9 - _ . *}. */
  static boolean isUnescaped(int b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || b == '-'
        || b == '_'
        || b == '.'
        || b == '*';
  }

  /**
   * The characters of one byte's form, the first in the lowest byte, their number in the top byte.
   */
  static long packed(int b) {
    if (isUnescaped(b)) {
      return b | 1L << 56;
    }
    if (b == ' ') {
      return '+' | 1L << 56;
    }
    return '%' | (long) HEX[b >> 4 & 15] << 8 | (long) HEX[b & 15] << 16 | 3L << 56;
  }

  /** As {@link #packed(int)}, for two consecutive bytes. */
  static long packed(int first, int second) {
    long a = packed(first);
    long b = packed(second);
    int length = length(a);
    return a & CHARACTERS | (b & CHARACTERS) << 8 * length | (long) (length + length(b)) << 56;
  }

  static final long CHARACTERS = 0x00FF_FFFF_FFFF_FFFFL;

  static int length(long packed) {
    return (int) (packed >>> 56);
  }

  /** The value of a hexadecimal digit in either case, or -1. */
  static int digit(int c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  /**
   * Unescapes a form in place.
   *
   * @return the new length, or the complement of the index of a bad {@code %}
   */
  static int unescape(byte[] form) {
    int to = 0;
    int n = form.length;
    for (int i = 0; i < n; i++) {
      byte b = form[i];
      if (b == '%') {
        int value = escaped(form, i);
        if (value < 0) {
          return ~i;
        }
        b = (byte) value;
        i += 2;
      } else if (b == '+') {
        b = ' ';
      }
      form[to++] = b;
    }
    return to;
  }

  /** The byte of the two digits after a {@code %}, or a negative number. */
  static int escaped(byte[] form, int percent) {
    return percent + 2 < form.length
        ? DIGITS[form[percent + 1]] << 4 | DIGITS[form[percent + 2]]
        : -1;
  }

  /** The value of each ASCII character as a hexadecimal digit, or -1. */
  private static byte[] digits() {
    byte[] digits = new byte[0x80];
    for (int c = 0; c < digits.length; c++) {
      digits[c] = (byte) digit(c);
    }
    return digits;
  }
}
