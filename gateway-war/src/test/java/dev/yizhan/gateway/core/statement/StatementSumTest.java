package dev.yizhan.gateway.core.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sums of lines. */
class StatementSumTest {

  private static final StatementLine.Key ALL = new StatementLine.Key("", "");

  private static StatementLine line(
      long submissions,
      Map<DeliveryState, Long> deliveries,
      StatementLine.Calls calls,
      Map<Long, Long> seconds) {
    return new StatementLine(
        new StatementLine.Key("shop", "winic"),
        "winic",
        submissions,
        2 * submissions,
        deliveries,
        calls,
        new StatementLine.OptedOut(1, 3),
        new StatementLine.Seconds(new TreeMap<>(seconds)));
  }

  @Test
  void addsEachFigure() {
    StatementLine sum =
        StatementSum.of(
            ALL,
            "",
            List.of(
                line(
                    4,
                    Map.of(DeliveryState.DELIVERED, 3L, DeliveryState.UNKNOWN, 1L),
                    new StatementLine.Calls(
                        Map.of(CallRecord.Result.ACCEPTED, 3L), 6, new BigDecimal("0.15")),
                    Map.of(2L, 3L)),
                line(
                    10,
                    Map.of(DeliveryState.DELIVERED, 7L, DeliveryState.FAILED, 3L),
                    new StatementLine.Calls(
                        Map.of(CallRecord.Result.ACCEPTED, 5L, CallRecord.Result.REJECTED, 2L),
                        1,
                        new BigDecimal("0.5")),
                    Map.of(2L, 1L, 40L, 6L))));
    assertThat(sum.key()).isEqualTo(ALL);
    assertThat(sum.submissions()).isEqualTo(14);
    assertThat(sum.segments()).isEqualTo(28);
    assertThat(sum.recipients()).isEqualTo(14);
    assertThat(sum.deliveries())
        .isEqualTo(
            Map.of(
                DeliveryState.DELIVERED, 10L, DeliveryState.UNKNOWN, 1L, DeliveryState.FAILED, 3L));
    assertThat(sum.calls())
        .isEqualTo(
            new StatementLine.Calls(
                Map.of(CallRecord.Result.ACCEPTED, 8L, CallRecord.Result.REJECTED, 2L),
                7,
                new BigDecimal("0.65")));
    assertThat(sum.optedOut()).isEqualTo(new StatementLine.OptedOut(2, 6));
    assertThat(sum.seconds().percentile(40)).isEqualTo(2);
    assertThat(sum.seconds().percentile(41)).isEqualTo(40);
  }

  @Test
  void isNothingWithoutLines() {
    StatementLine sum = StatementSum.of(ALL, "", List.of());
    assertThat(sum.recipients()).isZero();
    assertThat(sum.calls().charge()).isEqualByComparingTo("0");
    assertThat(sum.seconds().percentile(50)).isEqualTo(-1);
  }
}
