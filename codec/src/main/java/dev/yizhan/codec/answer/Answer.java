package dev.yizhan.codec.answer;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.code.ResultCode;
import java.util.Optional;
import java.util.function.Function;

/**
 * A vendor's answer to a call: the result, or a code that refuses it.
 *
 * @param <T> the result of the call
 */
public sealed interface Answer<T> {

  /**
   * Applies the function of this answer's kind.
   *
   * @throws NullPointerException if that function is {@code null}
   */
  <R> R match(
      Function<? super Given<T>, ? extends R> given,
      Function<? super Refused<T>, ? extends R> refused);

  /** Converts the result; a refusal keeps its content. */
  default <R> Answer<R> map(Function<? super T, ? extends R> function) {
    return match(
        given -> new Given<>(function.apply(given.value())),
        refused -> new Refused<>(refused.code(), refused.word()));
  }

  /** The vendor accepted the call. */
  record Given<T>(T value) implements Answer<T> {

    /** Checks that nothing is {@code null}. */
    public Given {
      requireNonNull(value, "value");
    }

    @Override
    public <R> R match(
        Function<? super Given<T>, ? extends R> given,
        Function<? super Refused<T>, ? extends R> refused) {
      return given.apply(this);
    }
  }

  /**
   * The vendor refused the call.
   *
   * @param word what the vendor adds to the code, for example the forbidden word
   */
  record Refused<T>(ResultCode code, Optional<String> word) implements Answer<T> {

    /** Checks that nothing is {@code null}. */
    public Refused {
      requireNonNull(code, "code");
      requireNonNull(word, "word");
    }

    /** A code without a word. */
    public Refused(ResultCode code) {
      this(code, Optional.empty());
    }

    @Override
    public <R> R match(
        Function<? super Given<T>, ? extends R> given,
        Function<? super Refused<T>, ? extends R> refused) {
      return refused.apply(this);
    }
  }
}
