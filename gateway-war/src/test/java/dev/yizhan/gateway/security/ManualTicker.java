package dev.yizhan.gateway.security;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/** A time source that a test moves. */
final class ManualTicker implements Ticker {

  private long nanos = -5;

  void advance(Duration time) {
    nanos += time.toNanos();
  }

  @Override
  public long read() {
    return nanos;
  }
}
