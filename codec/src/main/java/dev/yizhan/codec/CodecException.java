package dev.yizhan.codec;

/**
 * Text that does not fit its format: a character that a charset lacks, a bad escape, an answer of
 * no known form. The message contains the index but never the text, so that it may be logged.
 */
public final class CodecException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final int index;
  private final int codePoint;

  private CodecException(String message, int index, int codePoint) {
    super(message);
    this.index = index;
    this.codePoint = codePoint;
  }

  /**
   * An error at an index of a text. Parsers of vendors outside this module use it, too.
   *
   * @param index UTF-16 units of the original input
   * @param reason without any of the text
   */
  public static CodecException at(int index, String reason) {
    return new CodecException(reason + " at index " + index, index, -1);
  }

  static CodecException unencodable(String charset, int codePoint, int index) {
    return new CodecException(
        String.format("%s cannot encode U+%04X at index %d", charset, codePoint, index),
        index,
        codePoint);
  }

  /**
   * Where the error begins in the original input: UTF-16 units of a text, bytes of a byte array.
   */
  public int index() {
    return index;
  }

  /**
   * The code point that a charset lacks (of a lone surrogate, its value), or -1 for any other
   * error.
   */
  public int codePoint() {
    return codePoint;
  }
}
