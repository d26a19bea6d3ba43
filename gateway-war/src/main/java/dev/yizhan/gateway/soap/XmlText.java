package dev.yizhan.gateway.soap;

/** Texts that phones, vendors and callers wrote, as XML 1.0 and a fault can carry them. */
final class XmlText {

  private static final char REPLACEMENT = '\uFFFD';

  private static final int LONGEST_NAME = 100;

  private XmlText() {}

  /** Control characters and halves of characters become U+FFFD. */
  static String of(String text) {
    StringBuilder carried = new StringBuilder(text.length());
    text.codePoints().forEach(c -> carried.appendCodePoint(isCarried(c) ? c : REPLACEMENT));
    return carried.toString();
  }

  /** What a caller named, for a fault: no longer than is of use. */
  static String cut(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
  }

  private static boolean isCarried(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c >= ' ' && c < Character.MIN_SURROGATE
        || c > Character.MAX_SURROGATE && c < 0xFFFE
        || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
  }
}
