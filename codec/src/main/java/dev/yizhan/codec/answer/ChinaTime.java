package dev.yizhan.codec.answer;

import dev.yizhan.codec.internal.Span;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Times in China as vendors write them. Their servers follow regional settings, so every form is
 * read for every vendor (vendor-rules §8):
 *
 * <ul>
 *   <li>{@code 2015-10-8 12:06:56}, {@code 2016/10/13 13:51:08}: padded or not;
 *   <li>{@code 2015-10-08T12:06:56}, with {@code Z} or {@code +08:00} too, which is converted;
 *   <li>{@code 2015-10-08 12:06:56.123}: digits after those of a microsecond are dropped;
 *   <li>{@code 2015-10-8}, since VBScript leaves out 00:00:00;
 *   <li>{@code 20151008120656}, from 2000 to 2099 only: such digits may be something else.
 * </ul>
 *
 * <p>A time is read into one {@code long} without a formatter, since half of the cost of reading a
 * list is its times, and a broken one must not cost an exception.
 */
public final class ChinaTime {

  /** More characters than any form has. */
  static final int LONGEST = 40;

  /** What {@link #scan} returns if there is no time. */
  static final long NONE = -1;

  private static final int SHORTEST = 8;
  private static final int DIGITS_ALONE = 14;
  private static final int YEAR_DIGITS = 4;

  private static final int SECOND_BITS = 6;
  private static final int MINUTE_BITS = 6;
  private static final int HOUR_BITS = 5;
  private static final int DAY_BITS = 5;
  private static final int MONTH_BITS = 4;
  private static final int MICRO_BITS = 20;
  private static final int MINUTE_AT = MICRO_BITS + SECOND_BITS;
  private static final int HOUR_AT = MINUTE_AT + MINUTE_BITS;
  private static final int DAY_AT = HOUR_AT + HOUR_BITS;
  private static final int MONTH_AT = DAY_AT + DAY_BITS;
  private static final int YEAR_AT = MONTH_AT + MONTH_BITS;

  private ChinaTime() {}

  /**
   * Reads a time.
   *
   * @param text white space around the time is ignored
   * @return empty if the text is anything but a time
   */
  public static Optional<LocalDateTime> read(String text) {
    long time = scan(text, 0, text.length());
    return time == NONE ? Optional.empty() : Optional.of(of(time));
  }

  /** Reads a time for {@link #of}, ignoring white space around it; or {@link #NONE}. */
  static long scan(String text, int from, int to) {
    int start = Span.start(text, from, to);
    int end = Span.end(text, start, to);
    return end - start < SHORTEST || end - start > LONGEST
        ? NONE
        : new Scanner(text, start, end).read();
  }

  static boolean is(String text, int from, int to) {
    return scan(text, from, to) != NONE;
  }

  /**
   * Whether a time shows hours and minutes with colons between them. What does not, a date or 14
   * digits, may be something else.
   */
  static boolean hasClock(String text, int from, int to) {
    return Span.find(text, ':', from, to) >= 0;
  }

  /** Converts what {@link #scan} returned. */
  static LocalDateTime of(long time) {
    return LocalDateTime.of(
        (int) (time >>> YEAR_AT),
        field(time, MONTH_AT, MONTH_BITS),
        field(time, DAY_AT, DAY_BITS),
        field(time, HOUR_AT, HOUR_BITS),
        field(time, MINUTE_AT, MINUTE_BITS),
        field(time, MICRO_BITS, SECOND_BITS),
        field(time, 0, MICRO_BITS) * 1000);
  }

  private static int field(long time, int at, int bits) {
    return (int) (time >>> at) & (1 << bits) - 1;
  }

  private static long packed(LocalDateTime time) {
    return (long) time.getYear() << YEAR_AT
        | (long) time.getMonthValue() << MONTH_AT
        | (long) time.getDayOfMonth() << DAY_AT
        | (long) time.getHour() << HOUR_AT
        | (long) time.getMinute() << MINUTE_AT
        | (long) time.getSecond() << MICRO_BITS
        | time.getNano() / 1000;
  }

  /** Reads one time. A field that is missing or too big is {@link #MISSING}. */
  private static final class Scanner {

    private static final int MISSING = -1;
    private static final int HOURS_OF_CHINA = 8;
    private static final int MOST_OFFSET_HOURS = 14;
    private static final int FRACTION_DIGITS = 9;
    private static final int MICRO_DIGITS = 6;

    private final String text;
    private final int start;
    private final int end;
    private int at;

    Scanner(String text, int start, int end) {
      this.text = text;
      this.start = start;
      this.end = end;
      this.at = start;
    }

    long read() {
      int year = number(YEAR_DIGITS, 9999);
      if (year < 1000) {
        return NONE;
      }
      if (end - start == DIGITS_ALONE && isDigit()) {
        return year >= 2000 && year < 2100 ? clock(date(year, '\0'), '\0') : NONE;
      }
      char separator = at < end ? text.charAt(at) : '\0';
      if (separator != '-' && separator != '/') {
        return NONE;
      }
      long date = date(year, separator);
      if (date == NONE || at == end) {
        return date;
      }
      return take('T') || skipBlanks() ? clock(date, ':') : NONE;
    }

    /** Month and day; no separator is {@code NUL}. */
    private long date(int year, char separator) {
      int month = after(separator) ? number(2, 12) : MISSING;
      int day = after(separator) ? number(2, 31) : MISSING;
      boolean exists =
          month > 0 && day > 0 && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
      return exists
          ? (long) year << YEAR_AT | (long) month << MONTH_AT | (long) day << DAY_AT
          : NONE;
    }

    private long clock(long date, char separator) {
      int hour = number(2, 23);
      int minute = after(separator) ? number(2, 59) : MISSING;
      int second = after(separator) ? number(2, 59) : MISSING;
      int micros = separator == ':' && take('.') ? micros() : 0;
      if (date == NONE || (hour | minute | second | micros) < 0) {
        return NONE;
      }
      long time =
          date
              | (long) hour << HOUR_AT
              | (long) minute << MINUTE_AT
              | (long) second << MICRO_BITS
              | micros;
      if (at == end) {
        return time;
      }
      return separator == ':' ? withOffset(time) : NONE;
    }

    private int micros() {
      int first = at;
      int micros = 0;
      while (isDigit() && at - first < FRACTION_DIGITS) {
        micros = at - first < MICRO_DIGITS ? micros * 10 + digit() : micros;
        at++;
      }
      for (int digits = at - first; digits < MICRO_DIGITS; digits++) {
        micros *= 10;
      }
      return at == first ? MISSING : micros;
    }

    /** {@code Z}, or hours and minutes with a sign; the time in China at that moment. */
    private long withOffset(long time) {
      if (take('Z')) {
        return at == end ? inChina(time, 0) : NONE;
      }
      boolean west = take('-');
      if (!west && !take('+')) {
        return NONE;
      }
      int hours = number(2, MOST_OFFSET_HOURS);
      int minutes = take(':') || isDigit() ? number(2, 59) : MISSING;
      if ((hours | minutes) < 0 || at < end) {
        return NONE;
      }
      return inChina(time, (west ? -1 : 1) * (hours * 60 + minutes));
    }

    private static long inChina(long time, int offsetMinutes) {
      return packed(of(time).minusMinutes(offsetMinutes).plusHours(HOURS_OF_CHINA));
    }

    /** One digit to so many. */
    private int number(int longest, int most) {
      int first = at;
      int value = 0;
      while (at - first < longest && isDigit()) {
        value = value * 10 + digit();
        at++;
      }
      return at == first || value > most ? MISSING : value;
    }

    private boolean isDigit() {
      return at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private int digit() {
      return text.charAt(at) - '0';
    }

    private boolean after(char separator) {
      return separator == '\0' || take(separator);
    }

    private boolean take(char expected) {
      if (at < end && text.charAt(at) == expected) {
        at++;
        return true;
      }
      return false;
    }

    private boolean skipBlanks() {
      int first = at;
      at = Span.start(text, at, end);
      return at > first;
    }
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
