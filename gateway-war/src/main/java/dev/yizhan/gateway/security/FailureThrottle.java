package dev.yizhan.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * Delays after wrong passwords, for each pair of name and address: after the third failure one
 * second, then two, four, up to a minute. Ten minutes without a failure reset it.
 */
final class FailureThrottle {

  private static final int FAILURES_WITHOUT_DELAY = 3;
  private static final int MAX_DOUBLINGS = 6;
  private static final Duration MAX_DELAY = Duration.ofMinutes(1);
  private static final Duration RESET_AFTER = Duration.ofMinutes(10);
  private static final int MAX_SOURCES = 10_000;

  private final Ticker ticker;
  private final Cache<Source, Failures> failures;

  private record Source(String name, String address) {}

  private record Failures(int count, long lastNanos) {

    Duration delay() {
      if (count < FAILURES_WITHOUT_DELAY) {
        return Duration.ZERO;
      }
      Duration delay =
          Duration.ofSeconds(1L << Math.min(MAX_DOUBLINGS, count - FAILURES_WITHOUT_DELAY));
      return delay.compareTo(MAX_DELAY) < 0 ? delay : MAX_DELAY;
    }
  }

  FailureThrottle(Ticker ticker) {
    this.ticker = ticker;
    failures =
        Caffeine.newBuilder()
            .expireAfterWrite(RESET_AFTER)
            .maximumSize(MAX_SOURCES)
            .ticker(ticker)
            // Not in the server's common pool, which outlives the application.
            .executor(Runnable::run)
            .build();
  }

  /** How long the next attempt must wait from now; zero where it need not. */
  Duration remainingDelay(String name, String address) {
    Failures past = failures.getIfPresent(new Source(name, address));
    if (past == null) {
      return Duration.ZERO;
    }
    Duration left = past.delay().minusNanos(ticker.read() - past.lastNanos());
    return left.isNegative() ? Duration.ZERO : left;
  }

  void failed(String name, String address) {
    failures
        .asMap()
        .merge(
            new Source(name, address),
            new Failures(1, ticker.read()),
            (past, one) -> new Failures(past.count() + 1, one.lastNanos()));
  }

  void succeeded(String name, String address) {
    failures.invalidate(new Source(name, address));
  }
}
