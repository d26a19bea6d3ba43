package dev.yizhan.codec;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Times as vendors write them: {@code 2016/10/13 13:51:08}, {@code 2015-10-8 6:08:05}; China time,
 * padded or not. Read by hand: half of the cost of a list is its times, and a broken one must not
 * cost an exception.
 */
final class ChinaTime {

  /** {@code 2016-10-13 13:51:08}. */
  static final int LONGEST = 19;

  private static final int SHORTEST = 14;

  private ChinaTime() {}

  /** The time that stands between two indexes, white space around it aside. */
  static Optional<LocalDateTime> parse(String text, int from, int to) {
    int start = Span.start(text, from, to);
    int end = Span.end(text, start, to);
    if (end - start < SHORTEST || end - start > LONGEST) {
      return Optional.empty();
    }
    char separator = text.charAt(start + 4);
    if (separator != '-' && separator != '/') {
      return Optional.empty();
    }
    int[] parts = new int[6];
    int at = start;
    for (int i = 0; i < parts.length; i++) {
      int most = i == 0 ? 4 : 2;
      int value = 0;
      int digits = 0;
      while (at < end && digits < most && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        value = value * 10 + text.charAt(at++) - '0';
        digits++;
      }
      boolean last = i == parts.length - 1;
      if (digits == 0
          || last != (at == end)
          || !last && text.charAt(at++) != behind(i, separator)) {
        return Optional.empty();
      }
      parts[i] = value;
    }
    return of(parts);
  }

  static boolean is(String text, int from, int to) {
    return parse(text, from, to).isPresent();
  }

  private static char behind(int part, char separator) {
    if (part < 2) {
      return separator;
    }
    return part == 2 ? ' ' : ':';
  }

  private static Optional<LocalDateTime> of(int[] parts) {
    if (parts[0] < 1000
        || parts[1] < 1
        || parts[1] > 12
        || parts[2] < 1
        || parts[2] > 28 && parts[2] > YearMonth.of(parts[0], parts[1]).lengthOfMonth()
        || parts[3] > 23
        || parts[4] > 59
        || parts[5] > 59) {
      return Optional.empty();
    }
    return Optional.of(
        LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]));
  }

  /** Writes a time without padding, as winic does. */
  static String unpadded(LocalDateTime time, char separator) {
    return ""
        + time.getYear()
        + separator
        + time.getMonthValue()
        + separator
        + time.getDayOfMonth()
        + ' '
        + time.getHour()
        + ':'
        + twoDigits(time.getMinute())
        + ':'
        + twoDigits(time.getSecond());
  }

  /** Writes a time with every part padded. */
  static String padded(LocalDateTime time, char separator) {
    return ""
        + time.getYear()
        + separator
        + twoDigits(time.getMonthValue())
        + separator
        + twoDigits(time.getDayOfMonth())
        + ' '
        + twoDigits(time.getHour())
        + ':'
        + twoDigits(time.getMinute())
        + ':'
        + twoDigits(time.getSecond());
  }

  private static String twoDigits(int value) {
    return value < 10 ? "0" + value : Integer.toString(value);
  }
}
