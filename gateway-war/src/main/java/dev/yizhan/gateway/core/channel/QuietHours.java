package dev.yizhan.gateway.core.channel;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Hours of each day, China time, in which a channel sends nothing.
 *
 * @param from when they begin
 * @param to when they end; before {@code from} where they go over midnight
 */
public record QuietHours(LocalTime from, LocalTime to) {

  /** The time zone of days and hours. */
  public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  /** Checks that they are some. */
  public QuietHours {
    if (from.equals(to)) {
      throw new IllegalArgumentException("quiet hours end when they begin: " + from);
    }
  }

  /**
   * Reads them.
   *
   * @param text for example {@code 21:00-08:00}
   * @return the hours
   * @throws RuntimeException where it is not of that form
   */
  public static QuietHours of(String text) {
    String[] times = text.split("\\s*-\\s*", -1);
    if (times.length != 2) {
      throw new IllegalArgumentException("HH:MM-HH:MM");
    }
    return new QuietHours(LocalTime.parse(times[0]), LocalTime.parse(times[1]));
  }

  /**
   * When the hours end that a moment lies in.
   *
   * @param moment which
   * @return their end; empty where it lies in none
   */
  public Optional<Instant> endAfter(Instant moment) {
    ZonedDateTime chinaTime = moment.atZone(CHINA);
    LocalTime time = chinaTime.toLocalTime();
    boolean overMidnight = to.isBefore(from);
    boolean evening = overMidnight && !time.isBefore(from);
    boolean inside =
        overMidnight ? evening || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
    return inside
        ? Optional.of(
            chinaTime.toLocalDate().plusDays(evening ? 1 : 0).atTime(to).atZone(CHINA).toInstant())
        : Optional.empty();
  }
}
