package dev.yizhan.sandbox.server;

import dev.yizhan.codec.answer.Answer;
import java.util.List;
import java.util.function.Function;

/**
 * One operation of a service, over any transport.
 *
 * @param parameters all of them, in the document's order
 * @param answerer gives the text of the answer
 */
public record Operation(List<String> parameters, Answerer answerer) {

  /** The request attribute with the code to answer instead of carrying out the operation. */
  public static final String ANSWER_CODE = "dev.yizhan.sandbox.code";

  /** Copies the list. */
  public Operation {
    parameters = List.copyOf(parameters);
  }

  /** Carries out an operation. */
  @FunctionalInterface
  public interface Answerer {

    /**
     * Carries out the operation.
     *
     * @param raw the request that brought the form
     * @return the answer in the vendor's format, not yet encoded
     */
    String answer(Form form, RawRequest raw);
  }

  /**
   * An operation.
   *
   * @param parameters their names, separated by single spaces
   */
  public static Operation of(String parameters, Answerer answerer) {
    return new Operation(List.of(parameters.split(" ", -1)), answerer);
  }

  /** The value's text, or the code of the refusal. */
  public static <T> String text(Answer<T> answer, Function<T, String> format) {
    return answer instanceof Answer.Given<T> given
        ? format.apply(given.value())
        : ((Answer.Refused<T>) answer).code().code();
  }
}
