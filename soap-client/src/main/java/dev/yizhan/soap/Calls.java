package dev.yizhan.soap;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.Parameter;
import dev.yizhan.http.Outcome;
import java.util.List;
import java.util.function.Function;

/** Calls a service's operations over one of its bindings. Thread-safe. */
interface Calls extends AutoCloseable {

  /**
   * Calls once.
   *
   * @param operation its name
   * @param parameters all of them, in the document's order, empty where unused
   * @param reader of the text that is the result
   */
  <T> Outcome<T> call(
      String operation, List<Parameter> parameters, Function<String, Answer<T>> reader);

  @Override
  void close();
}
