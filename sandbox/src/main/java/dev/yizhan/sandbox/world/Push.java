package dev.yizhan.sandbox.world;

import java.util.List;

/**
 * A request that a vendor simulator sends to its client.
 *
 * @param json the body
 * @param putBack keeps the records for the next push; to be called if this one fails
 */
public record Push(String json, Runnable putBack) {

  /** How a vendor writes the body of a push. */
  @FunctionalInterface
  public interface Format<T> {

    /** {@return the body} */
    String json(String account, List<T> records);
  }
}
