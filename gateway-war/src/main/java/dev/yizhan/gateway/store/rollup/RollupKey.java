package dev.yizhan.gateway.store.rollup;

import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.submission.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * Whose sums they are.
 *
 * @param day of the submissions, days since 1970, China time
 */
public record RollupKey(long day, String consumer, String channel)
    implements Comparable<RollupKey> {

  private static final Comparator<RollupKey> ORDER =
      Comparator.comparingLong(RollupKey::day)
          .thenComparing(RollupKey::consumer)
          .thenComparing(RollupKey::channel);

  /** Of a submission, whose id says when it was made. */
  public static RollupKey of(long submission, String consumer, String channel) {
    return new RollupKey(dayOf(Ids.time(submission)), consumer, channel);
  }

  public static long dayOf(Instant at) {
    return LocalDate.ofInstant(at, QuietHours.CHINA).toEpochDay();
  }

  @Override
  public int compareTo(RollupKey other) {
    return ORDER.compare(this, other);
  }
}
