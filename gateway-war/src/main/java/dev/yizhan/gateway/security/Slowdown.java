package dev.yizhan.gateway.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Failures of one name from one address: after the third, the next try is looked at only after a
 * second, then two, four, up to a minute. Ten minutes without one, and all is forgotten.
 */
final class Slowdown {

  private static final int FREE = 3;
  private static final int LONGEST_SECONDS = 60;
  private static final int DOUBLINGS = 6;
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Map<String, Failures> pairs = new LinkedHashMap<>(16, 0.75f, true);

  private record Failures(int count, Instant last) {

    Instant until() {
      return count < FREE
          ? last
          : last.plusSeconds(Math.min(LONGEST_SECONDS, 1L << Math.min(DOUBLINGS, count - FREE)));
    }
  }

  Slowdown(Clock clock) {
    this.clock = clock;
  }

  /** How long a try must wait; nothing, if it need not. */
  synchronized Duration pause(String name, String address) {
    Failures failures = pairs.get(pair(name, address));
    Instant now = clock.instant();
    if (failures == null || failures.last().plus(FORGOTTEN).isBefore(now)) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, failures.until());
    return left.isNegative() ? Duration.ZERO : left;
  }

  synchronized void failed(String name, String address) {
    Instant now = clock.instant();
    pairs.merge(
        pair(name, address),
        new Failures(1, now),
        (known, one) ->
            known.last().plus(FORGOTTEN).isBefore(now)
                ? one
                : new Failures(known.count() + 1, now));
    if (pairs.size() > MOST) {
      pairs.remove(pairs.keySet().iterator().next());
    }
  }

  synchronized void succeeded(String name, String address) {
    pairs.remove(pair(name, address));
  }

  private static String pair(String name, String address) {
    return address + ' ' + name;
  }
}
