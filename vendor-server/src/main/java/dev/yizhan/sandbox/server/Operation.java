package dev.yizhan.sandbox.server;

import dev.yizhan.codec.answer.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One operation of a service, over any transport.
 *
 * @param parameters all of them, in the document's order
 * @param answerer gives the text of the answer
 * @param <S> what carries out the operation
 */
public record Operation<S>(List<String> parameters, LaterAnswerer<S> answerer) {

  /** The request attribute with the code to answer instead of carrying out the operation. */
  public static final String ANSWER_CODE = "dev.yizhan.sandbox.code";

  /** Copies the list. */
  public Operation {
    parameters = List.copyOf(parameters);
  }

  /** Carries out an operation that needs no service. */
  @FunctionalInterface
  public interface FormAnswerer {

    /**
     * Carries out the operation.
     *
     * @param raw the request that brought the form
     * @return the answer in the vendor's format, not yet encoded
     */
    String answer(Form form, RawRequest raw);
  }

  /** Carries out an operation at once. */
  @FunctionalInterface
  public interface Answerer<S> {

    /**
     * Carries out the operation.
     *
     * @param raw the request that brought the form
     * @return the answer in the vendor's format, not yet encoded
     */
    String answer(S service, Form form, RawRequest raw);
  }

  /** Carries out an operation that may end later. */
  @FunctionalInterface
  public interface LaterAnswerer<S> {

    /**
     * Carries out the operation.
     *
     * @param raw the request that brought the form
     * @return the answer in the vendor's format, not yet encoded
     */
    CompletionStage<String> answer(S service, Form form, RawRequest raw);
  }

  /**
   * An operation.
   *
   * @param parameters their names, separated by single spaces
   */
  public static <S> Operation<S> of(String parameters, FormAnswerer answerer) {
    return of(parameters, (service, form, raw) -> answerer.answer(form, raw));
  }

  /**
   * An operation of a service.
   *
   * @param parameters their names, separated by single spaces
   */
  public static <S> Operation<S> of(String parameters, Answerer<S> answerer) {
    return later(
        parameters,
        (service, form, raw) ->
            CompletableFuture.completedFuture(answerer.answer(service, form, raw)));
  }

  /**
   * An operation of a service that may end later.
   *
   * @param parameters their names, separated by single spaces
   */
  public static <S> Operation<S> later(String parameters, LaterAnswerer<S> answerer) {
    return new Operation<>(List.of(parameters.split(" ", -1)), answerer);
  }

  /** The same operation, carried out by what another service stands for. */
  <T> Operation<T> on(Function<T, S> service) {
    return new Operation<>(
        parameters, (other, form, raw) -> answerer.answer(service.apply(other), form, raw));
  }

  /** The value's text, or the code of the refusal. */
  public static <T> String text(Answer<T> answer, Function<T, String> format) {
    return answer instanceof Answer.Given<T> given
        ? format.apply(given.value())
        : ((Answer.Refused<T>) answer).code().code();
  }
}
