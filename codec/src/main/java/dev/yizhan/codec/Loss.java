package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A character of a text that a charset lacks.
 *
 * @param index in UTF-16 units
 * @param codePoint of a lone surrogate, its value
 * @param replacement what {@link FormEncoding#substituting()} writes instead, if there is a
 *     harmless substitute
 */
public record Loss(int index, int codePoint, Optional<String> replacement) {

  /** Checks that nothing is {@code null}. */
  public Loss {
    requireNonNull(replacement, "replacement");
  }
}
