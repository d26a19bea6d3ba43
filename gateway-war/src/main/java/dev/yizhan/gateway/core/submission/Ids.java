package dev.yizhan.gateway.core.submission;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time-ordered ids: milliseconds since 2020 in the upper 41 of 63 bits, then 22 bits that begin at
 * random in each millisecond, so that two nodes hardly ever give the same; the store's key catches
 * the case where they do.
 */
public final class Ids {

  private static final long YEAR_2020 = 1_577_836_800_000L;
  private static final int COUNT_BITS = 22;

  private final Clock clock;
  private final AtomicLong last = new AtomicLong();

  /**
   * Makes ids.
   *
   * @param clock for their times
   */
  public Ids(Clock clock) {
    this.clock = clock;
  }

  /**
   * The next id.
   *
   * @return above all that this object gave before
   */
  public long next() {
    long start =
        (clock.millis() - YEAR_2020) << COUNT_BITS
            | ThreadLocalRandom.current().nextInt(1 << COUNT_BITS - 1);
    return last.updateAndGet(
        before -> start >>> COUNT_BITS > before >>> COUNT_BITS ? start : before + 1);
  }

  /**
   * Where the ids of a time begin.
   *
   * @param time not before 2020
   * @return no id of before reaches it, and all ids of that millisecond and later do
   */
  public static long lowestAt(Instant time) {
    return Math.max(0, time.toEpochMilli() - YEAR_2020) << COUNT_BITS;
  }
}
