package dev.yizhan.gateway.core.polling;

import dev.yizhan.gateway.core.channel.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * When balances are queried by themselves: at the interval of those that are watched, and of each
 * account once after midnight of China time, so that the balance at the end of a day is known.
 */
final class BalanceTimes {

  /** A vendor that does not answer is asked a few times only. */
  private static final Duration AFTER_MIDNIGHT = Duration.ofMinutes(5);

  private BalanceTimes() {}

  /**
   * Whether a balance is to be queried.
   *
   * @param answeredAt when the vendor answered last
   * @param every the interval; empty if the balance is not watched
   */
  static boolean isDue(Optional<Instant> answeredAt, Optional<Duration> every, Instant now) {
    Instant midnight =
        LocalDate.ofInstant(now, QuietHours.CHINA).atStartOfDay(QuietHours.CHINA).toInstant();
    boolean isDayEnd =
        now.isBefore(midnight.plus(AFTER_MIDNIGHT))
            && answeredAt.filter(at -> !at.isBefore(midnight)).isEmpty();
    return isDayEnd
        || every
            .filter(interval -> answeredAt.filter(at -> now.isBefore(at.plus(interval))).isEmpty())
            .isPresent();
  }
}
