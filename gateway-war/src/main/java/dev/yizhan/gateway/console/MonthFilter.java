package dev.yizhan.gateway.console;

import dev.yizhan.gateway.answer.Answer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;

/** The month of a page, which its address has. */
final class MonthFilter {

  private MonthFilter() {}

  /** The month of a form, else that of today. */
  static YearMonth of(Form form, LocalDate today) {
    try {
      return YearMonth.parse(form.find("month").orElse(""));
    } catch (DateTimeException e) {
      return YearMonth.from(today);
    }
  }

  /** A file of CSV to be kept. */
  static Answer file(String name, String csv) {
    return new Answer(
        200,
        "text/csv; charset=utf-8",
        csv.getBytes(StandardCharsets.UTF_8),
        Map.of("Content-Disposition", "attachment; filename=\"" + name + ".csv\""));
  }
}
