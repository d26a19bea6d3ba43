package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a vendor says to a call: the thing that was asked for, or a code.
 *
 * @param <T> what the call asks for
 */
public sealed interface Answer<T> {

  /**
   * Turns what was asked for into something else; a refusal stays.
   *
   * @param function what to do with it
   * @param <R> what comes out
   * @return the other answer
   */
  default <R> Answer<R> map(Function<? super T, ? extends R> function) {
    return this instanceof Given<T> given
        ? new Given<>(function.apply(given.value()))
        : new Refused<>(((Refused<T>) this).code(), ((Refused<T>) this).word());
  }

  /**
   * The vendor did what was asked.
   *
   * @param value what it gave
   * @param <T> what the call asks for
   */
  record Given<T>(T value) implements Answer<T> {

    /** Checks that the value is not {@code null}. */
    public Given {
      requireNonNull(value, "value");
    }
  }

  /**
   * The vendor refused.
   *
   * @param code why
   * @param word what the vendor adds to the code: the forbidden word, for one
   * @param <T> what the call asks for
   */
  record Refused<T>(ResultCode code, Optional<String> word) implements Answer<T> {

    /** Checks that nothing is {@code null}. */
    public Refused {
      requireNonNull(code, "code");
      requireNonNull(word, "word");
    }

    /**
     * A code that stands alone.
     *
     * @param code why
     */
    public Refused(ResultCode code) {
      this(code, Optional.empty());
    }
  }
}
