package dev.yizhan.sandbox.server;

import dev.yizhan.codec.Answer;
import java.util.List;

/**
 * One operation of a service, whatever transport brings it.
 *
 * @param parameters all of them, in the document's order
 * @param answerer gives the text that is the answer
 */
record Operation(List<String> parameters, Answerer answerer) {

  /** Does what is asked. */
  @FunctionalInterface
  interface Answerer {

    /** Gives the vendor's text. */
    String answer(Form form, RawRequest raw);
  }

  /** Where a request holds the code that is to be answered in place of what the operation says. */
  static final String CODE = "dev.yizhan.sandbox.code";

  static Operation of(String parameters, Answerer answerer) {
    return new Operation(List.of(parameters.split(" ", -1)), answerer);
  }

  /** The text of what was given, or the code. */
  static <T> String text(Answer<T> answer, java.util.function.Function<T, String> format) {
    return answer instanceof Answer.Given<T> given
        ? format.apply(given.value())
        : ((Answer.Refused<T>) answer).code().code();
  }
}
