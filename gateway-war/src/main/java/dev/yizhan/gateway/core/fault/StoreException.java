package dev.yizhan.gateway.core.fault;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A store operation failed, or its result is unknown. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** How sure it is that nothing was changed. */
  public enum Certainty {
    /** The operation was certainly not done. */
    NOT_DONE,
    /** The operation may have been done. */
    IN_DOUBT
  }

  private final Certainty certainty;

  /**
   * An operation that was certainly not done.
   *
   * @param message without values of the data
   */
  public StoreException(String message, Throwable cause) {
    this(message, cause, Certainty.NOT_DONE);
  }

  /**
   * A failed operation.
   *
   * @param message without values of the data
   */
  public StoreException(String message, Throwable cause, Certainty certainty) {
    super(message, cause);
    this.certainty = certainty;
  }

  /**
   * Waits for a store operation.
   *
   * @throws StoreException if it failed
   */
  public static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreException failure
          ? new StoreException(String.valueOf(failure.getMessage()), e, failure.certainty())
          : new StoreException("The store failed", e, Certainty.IN_DOUBT);
    }
  }

  /** Whether the operation may have been done. */
  public Certainty certainty() {
    return certainty;
  }
}
