package dev.yizhan.codec;

import java.time.LocalDateTime;
import java.time.YearMonth;

/**
 * Times as vendors write them: {@code 2016/10/13 13:51:08}, {@code 2015-10-8 6:08:05}; China time,
 * padded or not. Read by hand and into one {@code long}: half of the cost of a list is its times,
 * each is looked at twice (does a record end here? and what is its time?), and a broken one must
 * not cost an exception.
 */
final class ChinaTime {

  /** The length of {@code 2016-10-13 13:51:08}. */
  static final int LONGEST = 19;

  /** What {@link #scan} gives where there is no time. */
  static final long NONE = -1;

  private static final int SHORTEST = 14;
  private static final int PARTS = 6;
  private static final int BITS = 8;
  private static final int MASK = (1 << BITS) - 1;

  private ChinaTime() {}

  /**
   * The time between two indexes, white space around it aside, for {@link #of}; or {@link #NONE}.
   */
  static long scan(String text, int from, int to) {
    int start = Span.start(text, from, to);
    int end = Span.end(text, start, to);
    if (end - start < SHORTEST || end - start > LONGEST) {
      return NONE;
    }
    char separator = text.charAt(start + 4);
    if (separator != '-' && separator != '/') {
      return NONE;
    }
    long time = 0;
    int at = start;
    for (int part = 0; part < PARTS; part++) {
      int behind = Math.min(end, at + (part == 0 ? 4 : 2));
      int value = 0;
      int first = at;
      while (at < behind && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        value = value * 10 + text.charAt(at++) - '0';
      }
      boolean last = part == PARTS - 1;
      if (at == first
          || last != (at == end)
          || !last && text.charAt(at++) != behind(part, separator)) {
        return NONE;
      }
      time = time << BITS | value;
    }
    return isTime(time) ? time : NONE;
  }

  static boolean is(String text, int from, int to) {
    return scan(text, from, to) != NONE;
  }

  /** What {@link #scan} found. */
  static LocalDateTime of(long time) {
    return LocalDateTime.of(
        (int) (time >>> 5 * BITS),
        part(time, 1),
        part(time, 2),
        part(time, 3),
        part(time, 4),
        part(time, 5));
  }

  private static int part(long time, int part) {
    return (int) (time >>> (PARTS - 1 - part) * BITS) & MASK;
  }

  private static char behind(int part, char separator) {
    if (part < 2) {
      return separator;
    }
    return part == 2 ? ' ' : ':';
  }

  private static boolean isTime(long time) {
    int year = (int) (time >>> 5 * BITS);
    int month = part(time, 1);
    int day = part(time, 2);
    return year >= 1000
        && month >= 1
        && month <= 12
        && day >= 1
        && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth())
        && part(time, 3) <= 23
        && part(time, 4) <= 59
        && part(time, 5) <= 59;
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
