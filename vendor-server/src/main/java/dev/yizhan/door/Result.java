package dev.yizhan.door;

import java.util.function.Function;

/**
 * What became of a call to a desk.
 *
 * @param <T> what the call returns
 */
public sealed interface Result<T> {

  /** It was carried out. */
  record Given<T>(T value) implements Result<T> {}

  /** It was not carried out, and has changed nothing. */
  record Refused<T>(Reason reason) implements Result<T> {}

  /** Converts what the call returns. */
  default <R> Result<R> map(Function<? super T, ? extends R> function) {
    return match(value -> new Given<>(function.apply(value)), Refused::new);
  }

  /** Applies the function of this result's kind. */
  default <R> R match(
      Function<? super T, ? extends R> given, Function<Reason, ? extends R> refused) {
    return this instanceof Given<T> each
        ? given.apply(each.value())
        : refused.apply(((Refused<T>) this).reason());
  }
}
