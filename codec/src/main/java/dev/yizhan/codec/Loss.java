package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A character that a charset lacks.
 *
 * @param index where it stands, in UTF-16 units
 * @param codePoint which one it is; a lone surrogate stands for itself
 * @param replacement what {@link FormEncoding#substituting()} writes in its place, if there is
 *     something harmless
 */
public record Loss(int index, int codePoint, Optional<String> replacement) {

  /** Checks that the replacement is not {@code null}. */
  public Loss {
    requireNonNull(replacement, "replacement");
  }
}
