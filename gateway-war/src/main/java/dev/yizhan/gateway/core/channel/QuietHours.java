package dev.yizhan.gateway.core.channel;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Daily hours, China time, in which a channel sends nothing.
 *
 * @param to before {@code from} if they include midnight
 */
public record QuietHours(LocalTime from, LocalTime to) {

  /** The time zone of days and hours. */
  public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  /** Checks that they are not empty. */
  public QuietHours {
    if (from.equals(to)) {
      throw new IllegalArgumentException(
          "quiet hours must not begin and end at the same time: " + from);
    }
  }

  /**
   * Parses {@code HH:MM-HH:MM}, for example {@code 21:00-08:00}.
   *
   * @throws RuntimeException if the text is not of that form
   */
  public static QuietHours of(String text) {
    String[] times = text.split("\\s*-\\s*", -1);
    if (times.length != 2) {
      throw new IllegalArgumentException("HH:MM-HH:MM");
    }
    return new QuietHours(LocalTime.parse(times[0]), LocalTime.parse(times[1]));
  }

  /** The end of the quiet hours that contain a moment; empty outside of them. */
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
