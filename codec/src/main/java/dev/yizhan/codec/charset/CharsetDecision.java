package dev.yizhan.codec.charset;

import static java.util.Objects.requireNonNull;

import java.nio.charset.Charset;

/**
 * The charset of some bytes, as {@link CharsetDetector} decided. All of them are valid in it.
 *
 * @param charset for code page 936, {@code x-mswin-936}; for ASCII, UTF-8
 * @param start the index of the first byte after the byte order marks, 0 if there is none
 * @param contradicted whether charsets were declared and the bytes are in none of them; never for
 *     ASCII
 */
public record CharsetDecision(Charset charset, int start, boolean contradicted) {

  /** Checks that nothing is {@code null}. */
  public CharsetDecision {
    requireNonNull(charset, "charset");
  }

  /**
   * Decodes the bytes that were decided upon.
   *
   * @return without a byte order mark
   */
  public String text(byte[] bytes) {
    return new String(bytes, start, bytes.length - start, charset);
  }
}
