package dev.yizhan.codec;

import java.nio.charset.Charset;

/** A charset as {@link FormEncoding} needs it. */
interface TextCoder {

  /** For error messages. */
  String name();

  Charset charset();

  /** Whether the charset has the character; never for a lone surrogate. */
  boolean has(int codePoint);

  /** The most bytes of form that one UTF-16 unit takes. */
  int longestUnit();

  /**
   * Writes the text as a form component.
   *
   * @param to room for {@code text.length() * longestUnit()} bytes and eight more
   * @return the number of bytes written, or the complement of the index of the first character that
   *     the charset lacks
   */
  int write(String text, byte[] to);

  /**
   * Decodes a form component on the fast path.
   *
   * @param form ASCII only
   * @param to room for as many characters
   * @return the number of characters, or -1 if the slow path must decide
   */
  int readForm(byte[] form, char[] to);
}
