package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.series.OutcomeCount;
import dev.yizhan.gateway.core.series.SeriesStore;
import dev.yizhan.gateway.core.submission.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts of outcomes, on both databases. */
abstract class SeriesContract {

  private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
  private static final Instant LATER = NOON.plus(Duration.ofMinutes(1));

  private GatewayStore store;

  abstract GatewayStore store();

  @BeforeEach
  void start() {
    store = store();
  }

  @AfterEach
  void end() {
    store.close();
  }

  private static OutcomeCount accepted(Instant minute, String channel, long calls) {
    return new OutcomeCount(minute, channel, CallRecord.Result.ACCEPTED, calls);
  }

  private static OutcomeCount unknown(Instant minute, String channel, long calls) {
    return new OutcomeCount(minute, channel, CallRecord.Result.UNKNOWN, calls);
  }

  @Test
  void addsWhatNodesHaveCounted() {
    SeriesStore series = store.series();
    series.add(List.of(accepted(NOON, "a", 2), unknown(NOON, "a", 1)), Instant.EPOCH);
    series.add(
        List.of(accepted(LATER, "a", 7), accepted(NOON, "b", 5), accepted(NOON, "a", 3)),
        Instant.EPOCH);
    assertThat(series.read(NOON, Optional.of("a")))
        .containsExactly(accepted(NOON, "a", 5), unknown(NOON, "a", 1), accepted(LATER, "a", 7));
    assertThat(series.read(NOON, Optional.empty()))
        .containsExactly(accepted(NOON, "", 10), unknown(NOON, "", 1), accepted(LATER, "", 7));
    assertThat(series.read(LATER, Optional.empty())).containsExactly(accepted(LATER, "", 7));
  }

  @Test
  void forgetsWhatIsOld() {
    SeriesStore series = store.series();
    series.add(List.of(accepted(NOON, "a", 2), accepted(LATER, "a", 3)), Instant.EPOCH);
    series.add(List.of(accepted(LATER, "a", 4)), LATER);
    assertThat(series.read(Instant.EPOCH, Optional.of("a")))
        .containsExactly(accepted(LATER, "a", 7));
  }
}
