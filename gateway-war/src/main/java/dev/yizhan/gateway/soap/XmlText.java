package dev.yizhan.gateway.soap;

/** Texts that phones and vendors wrote, as XML 1.0 can carry them. */
final class XmlText {

  private static final char REPLACEMENT = '\uFFFD';

  private XmlText() {}

  /** Control characters and halves of characters become U+FFFD. */
  static String of(String text) {
    StringBuilder carried = new StringBuilder(text.length());
    text.codePoints().forEach(c -> carried.appendCodePoint(isCarried(c) ? c : REPLACEMENT));
    return carried.toString();
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
