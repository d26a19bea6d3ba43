package dev.yizhan.gateway.soap.request;

/** Text from outside, in a form that XML 1.0 and a fault can carry. */
public final class XmlText {

  private static final char REPLACEMENT = '\uFFFD';

  private static final int LONGEST_NAME = 100;

  private XmlText() {}

  /** Replaces control characters and unpaired surrogates by U+FFFD. */
  public static String sanitized(String text) {
    StringBuilder sanitized = new StringBuilder(text.length());
    text.codePoints().forEach(c -> sanitized.appendCodePoint(isXmlCharacter(c) ? c : REPLACEMENT));
    return sanitized.toString();
  }

  /** The first 100 UTF-16 code units of a name, for a fault. */
  static String abbreviated(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
  }

  private static boolean isXmlCharacter(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c >= ' ' && c < Character.MIN_SURROGATE
        || c > Character.MAX_SURROGATE && c < 0xFFFE
        || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
  }
}
