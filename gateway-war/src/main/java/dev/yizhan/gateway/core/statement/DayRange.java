package dev.yizhan.gateway.core.statement;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Days of China time.
 *
 * @param from the first day
 * @param to the last day
 */
public record DayRange(LocalDate from, LocalDate to) {

  private static final int MOST = 31;

  /**
   * Reads two days as callers write them.
   *
   * @throws GatewayException {@link FaultCode#INVALID_REQUEST} if one is no day
   */
  public static DayRange parse(Optional<String> from, Optional<String> to) {
    return new DayRange(day("from", from), day("to", to));
  }

  /**
   * The days of a month.
   *
   * @param first earlier days are left out
   * @param last later days are left out
   * @return all days of the month if none of them would be left
   */
  static DayRange of(YearMonth month, LocalDate first, LocalDate last) {
    LocalDate from = month.atDay(1);
    LocalDate to = month.atEndOfMonth();
    return first.isAfter(to) || last.isBefore(from)
        ? new DayRange(from, to)
        : new DayRange(from.isBefore(first) ? first : from, to.isAfter(last) ? last : to);
  }

  private static LocalDate day(String name, Optional<String> text) {
    try {
      return LocalDate.parse(text.orElse("").strip());
    } catch (DateTimeParseException e) {
      throw invalid(name + ": give a day of China time, such as 2026-11-01");
    }
  }

  Stream<LocalDate> days() {
    return from.datesUntil(to.plusDays(1));
  }

  /**
   * Checks that there can be figures of them.
   *
   * @param first the first day with figures
   * @param setting by which earlier ones are removed
   */
  void requireWithin(LocalDate first, LocalDate today, String setting) {
    if (to.isBefore(from)) {
      throw invalid("to: " + to + " is before from: " + from);
    } else if (ChronoUnit.DAYS.between(from, to) >= MOST) {
      throw invalid("from, to: they may be up to " + MOST + " days. Ask for fewer at a time");
    } else if (from.isBefore(first)) {
      throw invalid(
          "from: there are figures since "
              + first
              + ". Earlier ones are removed ("
              + setting
              + "). Begin with that day");
    } else if (to.isAfter(today)) {
      throw invalid(
          "to: " + to + " has not begun. Today is " + today + " (China time): end with that day");
    }
  }

  private static GatewayException invalid(String detail) {
    return GatewayException.of(FaultCode.INVALID_REQUEST, detail);
  }
}
