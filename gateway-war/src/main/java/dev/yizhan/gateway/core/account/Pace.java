package dev.yizhan.gateway.core.account;

import java.time.Duration;

/**
 * The pause between the end of one poll and the next: short after records, growing without records,
 * growing further after failures.
 *
 * @param shortest the shortest
 * @param longest the longest without records
 */
public record Pace(Duration shortest, Duration longest) {

  /** What the documents allow: 5 s to 30 s. */
  public static final Pace DEFAULT = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30));

  private static final Duration LONGEST_FAILING = Duration.ofMinutes(5);

  /** Checks that there is a pause, and that the longest is no shorter. */
  public Pace {
    if (shortest.isNegative() || shortest.isZero() || longest.compareTo(shortest) < 0) {
      throw new IllegalArgumentException("least must be above 0, and longest not below it");
    }
  }

  /** The pause after an answer without a new record. */
  public Duration afterNothing(Duration before) {
    return clamp(before.multipliedBy(3).dividedBy(2), longest);
  }

  /** The pause after a refusal, such as "too fast", or without an answer. */
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
