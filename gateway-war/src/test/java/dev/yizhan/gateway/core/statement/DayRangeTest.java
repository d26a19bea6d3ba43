package dev.yizhan.gateway.core.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which days of a month can be asked for. */
class DayRangeTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-01, 2026-12-31, 2026-11-01, 2026-11-30",
    "2026-11-05, 2026-11-21, 2026-11-05, 2026-11-21",
    "2026-11-30, 2026-11-30, 2026-11-30, 2026-11-30",
    "2026-12-01, 2026-12-31, 2026-11-01, 2026-11-30",
    "2026-01-01, 2026-10-31, 2026-11-01, 2026-11-30"
  })
  void hasTheDaysOfAMonthThatThereAre(
      LocalDate first, LocalDate last, LocalDate from, LocalDate to) {
    assertThat(DayRange.of(YearMonth.of(2026, 11), first, last)).isEqualTo(new DayRange(from, to));
  }
}
