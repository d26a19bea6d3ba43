package dev.yizhan.gateway.core;

/** The store could not do what was asked; what was asked is not done. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what failed.
   *
   * @param message without values of the data
   * @param cause the database's own words
   */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
