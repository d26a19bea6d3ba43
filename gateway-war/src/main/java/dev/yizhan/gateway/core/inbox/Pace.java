package dev.yizhan.gateway.core.inbox;

import java.time.Duration;

/**
 * How long a vendor is left alone between the end of one question and the next: little where there
 * was something, longer and longer where there was nothing, longer still where it failed.
 *
 * @param least never less
 * @param longest where there is nothing
 */
public record Pace(Duration least, Duration longest) {

  /** What the documents allow: 5 s to 30 s. */
  public static final Pace DEFAULT = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30));

  private static final Duration LONGEST_FAILING = Duration.ofMinutes(5);

  /** Checks that there is a pause, and that the longest is no shorter. */
  public Pace {
    if (least.isNegative() || least.isZero() || longest.compareTo(least) < 0) {
      throw new IllegalArgumentException("least must be above 0, and longest not below it");
    }
  }

  /** Behind an answer with nothing new in it. */
  Duration behindNothing(Duration before) {
    return within(before.multipliedBy(3).dividedBy(2), longest);
  }

  /** Behind a refusal, "too fast" among them, or no answer. */
  Duration behindFailure(Duration before) {
    return within(
        before.multipliedBy(2), longest.compareTo(LONGEST_FAILING) > 0 ? longest : LONGEST_FAILING);
  }

  private Duration within(Duration pause, Duration most) {
    if (pause.compareTo(least) < 0) {
      return least;
    }
    return pause.compareTo(most) < 0 ? pause : most;
  }
}
