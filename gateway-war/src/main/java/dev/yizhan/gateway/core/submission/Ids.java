package dev.yizhan.gateway.core.submission;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time-ordered ids: milliseconds since 2020 in the upper 41 of 63 bits, then 22 bits that start at
 * random in each millisecond. Two nodes hardly ever generate the same id; a primary key rejects it
 * if they do.
 */
public final class Ids {

  private static final long YEAR_2020 = 1_577_836_800_000L;
  private static final int COUNT_BITS = 22;

  private final Clock clock;
  private final AtomicLong last = new AtomicLong();

  public Ids(Clock clock) {
    this.clock = clock;
  }

  /** Greater than all ids that this object returned before. */
  public long next() {
    long start =
        (clock.millis() - YEAR_2020) << COUNT_BITS
            | ThreadLocalRandom.current().nextInt(1 << COUNT_BITS - 1);
    return last.updateAndGet(
        before -> start >>> COUNT_BITS > before >>> COUNT_BITS ? start : before + 1);
  }

  /**
   * The lower bound of the ids of a millisecond and all later ones.
   *
   * @param time not before 2020
   */
  public static long lowestAt(Instant time) {
    return Math.max(0, time.toEpochMilli() - YEAR_2020) << COUNT_BITS;
  }

  /** When an id was made, to the millisecond. */
  public static Instant time(long id) {
    return Instant.ofEpochMilli((id >> COUNT_BITS) + YEAR_2020);
  }
}
