package dev.yizhan.codec;

import java.nio.charset.Charset;

/** What {@link FormEncoding} needs to know of a charset. */
interface TextCoder {

  /** The name for messages. */
  String name();

  Charset charset();

  /** Whether the charset has the character; never for a lone surrogate. */
  boolean has(int codePoint);

  /** How many bytes of form one UTF-16 unit takes at the most. */
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
   * Reads a form component in one go.
   *
   * @param form ASCII only
   * @param to room for as many characters
   * @return the number of characters read, or -1 where there is anything to be looked at more
   *     closely
   */
  int readForm(byte[] form, char[] to);
}
