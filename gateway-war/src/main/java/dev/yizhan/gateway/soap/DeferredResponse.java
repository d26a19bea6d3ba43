package dev.yizhan.gateway.soap;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The response of an operation that may end later.
 *
 * @param outcome of the operation; one that ends later is completed on a thread of the answers
 * @param conversion makes the response of it, on the same thread
 * @param release called once when the response is made, or there will be none
 * @param <T> what the operation returns
 */
public record DeferredResponse<T>(
    CompletionStage<T> outcome, Function<T, Object> conversion, Runnable release) {

  /** The response of an operation that has ended. */
  static DeferredResponse<Object> of(Object response) {
    return new DeferredResponse<>(
        CompletableFuture.completedFuture(response), Function.identity(), () -> {});
  }
}
