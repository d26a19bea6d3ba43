package dev.yizhan.gateway.security;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A token bucket for each consumer, on this node alone: a burst may take one second's calls. */
final class RateLimiter {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Ticker ticker;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  private record Bucket(double tokens, long atNanos, boolean granted) {

    Bucket next(int callsPerSecond, long nowNanos) {
      double filled =
          Math.min(
              callsPerSecond, tokens + (nowNanos - atNanos) / NANOS_PER_SECOND * callsPerSecond);
      return filled < 1
          ? new Bucket(filled, nowNanos, false)
          : new Bucket(filled - 1, nowNanos, true);
    }
  }

  RateLimiter(Ticker ticker) {
    this.ticker = ticker;
  }

  boolean tryAcquire(String consumer, int callsPerSecond) {
    long now = ticker.read();
    return buckets
        .merge(
            consumer,
            new Bucket(callsPerSecond - 1.0, now, true),
            (bucket, full) -> bucket.next(callsPerSecond, now))
        .granted();
  }
}
