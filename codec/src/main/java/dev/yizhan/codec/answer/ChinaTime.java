package dev.yizhan.codec.answer;

import dev.yizhan.codec.internal.Span;
import java.time.LocalDateTime;
import java.time.YearMonth;

/**
 * Times in China as vendors write them, padded or not: {@code 2016/10/13 13:51:08}, {@code
 * 2015-10-8 6:08:05}. A time is read into one {@code long} without a formatter, since half of the
 * cost of reading a list is its times, and a broken one must not cost an exception.
 */
final class ChinaTime {

  /** The length of {@code 2016-10-13 13:51:08}. */
  static final int LONGEST = 19;

  /** What {@link #scan} returns if there is no time. */
  static final long NONE = -1;

  private static final int SHORTEST = 14;
  private static final int FIELDS = 6;
  private static final int BITS = 8;
  private static final int MASK = (1 << BITS) - 1;

  private ChinaTime() {}

  /** Reads a time for {@link #of}, ignoring white space around it; or {@link #NONE}. */
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
    for (int field = 0; field < FIELDS; field++) {
      int longest = Math.min(end, at + (field == 0 ? 4 : 2));
      int value = 0;
      int first = at;
      while (at < longest && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        value = value * 10 + text.charAt(at++) - '0';
      }
      boolean last = field == FIELDS - 1;
      if (at == first
          || last != (at == end)
          || !last && text.charAt(at++) != separatorAfter(field, separator)) {
        return NONE;
      }
      time = time << BITS | value;
    }
    return isTime(time) ? time : NONE;
  }

  static boolean is(String text, int from, int to) {
    return scan(text, from, to) != NONE;
  }

  /** Converts what {@link #scan} returned. */
  static LocalDateTime of(long time) {
    return LocalDateTime.of(
        (int) (time >>> 5 * BITS),
        field(time, 1),
        field(time, 2),
        field(time, 3),
        field(time, 4),
        field(time, 5));
  }

  private static int field(long time, int field) {
    return (int) (time >>> (FIELDS - 1 - field) * BITS) & MASK;
  }

  private static char separatorAfter(int field, char separator) {
    if (field < 2) {
      return separator;
    }
    return field == 2 ? ' ' : ':';
  }

  private static boolean isTime(long time) {
    int year = (int) (time >>> 5 * BITS);
    int month = field(time, 1);
    int day = field(time, 2);
    return year >= 1000
        && month >= 1
        && month <= 12
        && day >= 1
        && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth())
        && field(time, 3) <= 23
        && field(time, 4) <= 59
        && field(time, 5) <= 59;
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

  /** Writes a time with every number padded. */
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
