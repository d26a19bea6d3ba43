package dev.yizhan.gateway.core.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for asynchronous results. */
public final class Awaited {

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final long LOOK_NANOS = 10_000_000;

  private Awaited() {}

  /** Reads repeatedly until the value is as expected. */
  public static <T> T await(Supplier<T> read, Predicate<T> wanted) {
    long end = System.nanoTime() + LONGEST.toNanos();
    T found = read.get();
    while (!wanted.test(found) && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_NANOS);
      found = read.get();
    }
    assertThat(found).matches(wanted, "as awaited");
    return found;
  }
}
