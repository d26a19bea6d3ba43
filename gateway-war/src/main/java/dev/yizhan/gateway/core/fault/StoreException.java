package dev.yizhan.gateway.core.fault;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The store could not do what was asked. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** How sure it is that nothing was changed. */
  public enum Certainty {
    /** What was asked is surely not done. */
    NOT_DONE,
    /** It may have been done. */
    IN_DOUBT
  }

  private final Certainty certainty;

  /**
   * Something that is surely not done.
   *
   * @param message without values of the data
   * @param cause the database's own words
   */
  public StoreException(String message, Throwable cause) {
    this(message, cause, Certainty.NOT_DONE);
  }

  /**
   * Says what failed.
   *
   * @param message without values of the data
   * @param cause the database's own words
   * @param certainty whether it may have been done
   */
  public StoreException(String message, Throwable cause, Certainty certainty) {
    super(message, cause);
    this.certainty = certainty;
  }

  /**
   * Waits for what a store was asked to do.
   *
   * @param future what
   * @param <T> the result's type
   * @return the result
   * @throws StoreException where it failed
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

  /**
   * How sure it is that nothing was changed.
   *
   * @return the certainty
   */
  public Certainty certainty() {
    return certainty;
  }
}
