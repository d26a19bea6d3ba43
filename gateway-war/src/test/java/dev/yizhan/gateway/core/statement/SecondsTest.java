package dev.yizhan.gateway.core.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Percentiles by nearest rank. */
class SecondsTest {

  private static StatementLine.Seconds seconds(Map<Long, Long> counts) {
    return new StatementLine.Seconds(new TreeMap<>(counts));
  }

  @Test
  void hasNoPercentileOfNothing() {
    assertThat(seconds(Map.of()).percentile(50)).isEqualTo(-1);
  }

  @Test
  void givesTheOnlyTimeForAnyShare() {
    assertThat(seconds(Map.of(7L, 1L)).percentile(1)).isEqualTo(7);
    assertThat(seconds(Map.of(7L, 1L)).percentile(100)).isEqualTo(7);
  }

  @Test
  void givesTheLeastTimeThatTheShareKept() {
    TreeMap<Long, Long> counts = new TreeMap<>();
    for (long second = 1; second <= 20; second++) {
      counts.put(second, 1L);
    }
    assertThat(seconds(counts).percentile(50)).isEqualTo(10);
    assertThat(seconds(counts).percentile(95)).isEqualTo(19);
    assertThat(seconds(counts).percentile(96)).isEqualTo(20);
    assertThat(seconds(Map.of(1L, 94L, 900L, 6L)).percentile(95)).isEqualTo(900);
  }
}
