package dev.yizhan.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.series.OutcomeCount;
import dev.yizhan.gateway.core.submission.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {

  private static final Instant NOW = Instant.parse("2026-11-21T04:07:30Z");
  private static final Chart.Scale SCALE = new Chart.Scale(Duration.ofMinutes(5), 4, 2);

  private static OutcomeCount count(String time, CallRecord.Result outcome, long calls) {
    return new OutcomeCount(Instant.parse("2026-11-21T" + time + ":00Z"), "", outcome, calls);
  }

  @Test
  void stacksTheBarsOfEachTime() {
    Chart chart =
        Chart.of(
            SCALE,
            NOW,
            List.of(
                count("03:50", CallRecord.Result.ACCEPTED, 1),
                count("04:05", CallRecord.Result.UNKNOWN, 2),
                count("04:05", CallRecord.Result.ACCEPTED, 1),
                count("04:07", CallRecord.Result.ACCEPTED, 1)));
    assertThat(chart.start()).isEqualTo("2026-11-21T03:50:00Z");
    assertThat(chart.most()).isEqualTo(4);
    assertThat(chart.layers())
        .containsExactly(
            new Chart.Layer(
                CallRecord.Result.ACCEPTED, 3, "M0 100h120v-25h-120zM450 100h120v-50h-120z"),
            new Chart.Layer(CallRecord.Result.UNKNOWN, 2, "M450 50h120v-50h-120z"));
    assertThat(chart.rows())
        .containsExactly(
            new Chart.TableRow(Instant.parse("2026-11-21T03:50:00Z"), List.of(1L, 0L)),
            new Chart.TableRow(Instant.parse("2026-11-21T04:00:00Z"), List.of(2L, 2L)));
  }

  @Test
  void leavesOutOtherTimes() {
    Chart chart =
        Chart.of(
            SCALE,
            NOW,
            List.of(
                count("03:49", CallRecord.Result.ACCEPTED, 1),
                count("04:10", CallRecord.Result.ACCEPTED, 1)));
    assertThat(chart.most()).isZero();
    assertThat(chart.layers()).isEmpty();
  }
}
