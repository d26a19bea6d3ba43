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

  /** What caused the failure. */
  private enum Cause {
    STORE,
    DATA
  }

  private final Certainty certainty;
  private final Cause cause;

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
    this(message, cause, certainty, Cause.STORE);
  }

  private StoreException(String message, Throwable failure, Certainty certainty, Cause cause) {
    super(message, failure);
    this.certainty = certainty;
    this.cause = cause;
  }

  /**
   * An operation that was not done and never will be, however well the store works: its data are
   * not accepted.
   *
   * @param message without values of the data
   */
  public static StoreException ofData(String message, Throwable failure) {
    return new StoreException(message, failure, Certainty.NOT_DONE, Cause.DATA);
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
          ? new StoreException(
              String.valueOf(failure.getMessage()), e, failure.certainty(), failure.cause)
          : new StoreException("The store failed", e, Certainty.IN_DOUBT);
    }
  }

  /** Whether the operation may have been done. */
  public Certainty certainty() {
    return certainty;
  }

  /** Whether the data cannot be stored, rather than the store not being able to. */
  public boolean isAboutData() {
    return cause == Cause.DATA;
  }
}
