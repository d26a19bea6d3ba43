package dev.yizhan.gateway.core.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BalanceTimesTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-11-30T16:00:00Z");
  private static final Optional<Duration> HOURLY = Optional.of(Duration.ofHours(1));

  private static boolean isDue(long answeredSecondsAfter, Optional<Duration> every, long seconds) {
    return BalanceTimes.isDue(
        Optional.of(MIDNIGHT.plusSeconds(answeredSecondsAfter)),
        every,
        MIDNIGHT.plusSeconds(seconds));
  }

  @Test
  void queriesOnceAfterMidnightInChina() {
    assertThat(isDue(-3600, Optional.empty(), -1)).isFalse();
    assertThat(isDue(-1, Optional.empty(), 0)).isTrue();
    assertThat(isDue(0, Optional.empty(), 1)).isFalse();
    assertThat(BalanceTimes.isDue(Optional.empty(), Optional.empty(), MIDNIGHT)).isTrue();
  }

  @Test
  void givesUpAfterFiveMinutes() {
    assertThat(isDue(-1, Optional.empty(), 299)).isTrue();
    assertThat(isDue(-1, Optional.empty(), 300)).isFalse();
  }

  @Test
  void queriesWatchedOnesAtTheirInterval() {
    assertThat(isDue(7200, HOURLY, 7200 + 3599)).isFalse();
    assertThat(isDue(7200, HOURLY, 7200 + 3600)).isTrue();
    assertThat(BalanceTimes.isDue(Optional.empty(), HOURLY, MIDNIGHT.plusSeconds(9000))).isTrue();
  }
}
