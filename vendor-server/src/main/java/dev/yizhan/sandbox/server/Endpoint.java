package dev.yizhan.sandbox.server;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What answers at one address of a vendor's.
 *
 * @param <S> what carries out the operations
 */
interface Endpoint<S> {

  /** Carries out the operation that a form is for. */
  @FunctionalInterface
  interface Performer<S> {

    /** The answer in the vendor's format, not yet encoded. */
    CompletionStage<String> perform(Operation<S> operation, Form form);
  }

  /**
   * Answers a request.
   *
   * @param rest what follows the endpoint's own path, without its slash; empty for nothing
   * @param performer called once at most; if it fails, so does the answer
   */
  CompletionStage<HttpAnswer> answer(HttpCall call, String rest, Performer<S> performer);

  /** The same endpoint, whose operations are carried out by what another service stands for. */
  default <T> Endpoint<T> on(Function<T, S> service) {
    return (call, rest, performer) ->
        answer(call, rest, (operation, form) -> performer.perform(operation.on(service), form));
  }
}
