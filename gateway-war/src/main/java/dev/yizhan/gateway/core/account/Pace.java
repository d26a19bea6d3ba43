package dev.yizhan.gateway.core.account;

import java.time.Duration;

/**
 * The pause between the end of one poll and the next: shortest after records, longer after each
 * poll without records, longer still after failures.
 *
 * @param longest without failures
 */
public record Pace(Duration shortest, Duration longest) {

  /** Within the vendors' documented limits: 5 s to 30 s. */
  public static final Pace DEFAULT = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30));

  private static final Duration LONGEST_FAILING = Duration.ofMinutes(5);

  /** Checks that the pauses are positive and in order. */
  public Pace {
    if (shortest.isNegative() || shortest.isZero() || longest.compareTo(shortest) < 0) {
      throw new IllegalArgumentException("shortest must be positive, and longest not below it");
    }
  }

  /** The pause after an answer without a new record. */
  public Duration afterNothing(Duration before) {
    return clamp(before.multipliedBy(3).dividedBy(2), longest);
  }

  /** The pause after a rejection, such as "too fast", or without an answer. */
  public Duration afterFailure(Duration before) {
    return clamp(
        before.multipliedBy(2), longest.compareTo(LONGEST_FAILING) > 0 ? longest : LONGEST_FAILING);
  }

  private Duration clamp(Duration pause, Duration max) {
    if (pause.compareTo(shortest) < 0) {
      return shortest;
    }
    return pause.compareTo(max) < 0 ? pause : max;
  }
}
