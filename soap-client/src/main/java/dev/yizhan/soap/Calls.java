package dev.yizhan.soap;

import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import java.util.List;
import java.util.function.Function;

/** Calls a service's operations over one binding and one transport. Thread-safe. */
interface Calls extends AutoCloseable {

  /**
   * Calls once.
   *
   * @param parameters all of them, in the document's order, empty where unused
   * @param reader of the text that is the result
   */
  <T> Outcome<T> call(
      String operation, List<Parameter> parameters, Function<String, Answer<T>> reader);

  /** A view over another transport; it shares what is expensive, so closing either closes both. */
  Calls via(Transport transport);

  @Override
  void close();
}
