package dev.yizhan.it;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for effects in another process. */
final class Await {

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private Await() {}

  /**
   * Waits until a condition holds.
   *
   * @param event names the condition in the error after a minute
   */
  static void until(String event, BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within a minute: " + event);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
