package dev.yizhan.gateway.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {

  @ParameterizedTest
  @CsvSource({
    "1, PT5S",
    "2, PT10S",
    "3, PT20S",
    "4, PT40S",
    "5, PT80S",
    "6, PT160S",
    "7, PT5M",
    "8, PT5M",
    "1000, PT5M",
    "2147483647, PT5M"
  })
  void doublesThePauseUpToFiveMinutes(int attempt, Duration pause) {
    assertThat(Timing.DEFAULT.retryPause(attempt)).isEqualTo(pause);
  }
}
