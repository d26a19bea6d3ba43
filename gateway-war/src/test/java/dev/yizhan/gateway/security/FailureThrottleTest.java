package dev.yizhan.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureThrottleTest {

  private final ManualTicker ticker = new ManualTicker();
  private final FailureThrottle throttle = new FailureThrottle(ticker);

  private Duration delay() {
    return throttle.remainingDelay("shop", "10.0.0.1");
  }

  private void fail() {
    throttle.failed("shop", "10.0.0.1");
  }

  @Test
  void doublesTheDelayFromTheThirdFailureUpToAMinute() {
    for (int seconds : new int[] {0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60}) {
      fail();
      assertThat(delay()).isEqualTo(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void countsTheDelayFromTheLastFailure() {
    fail();
    fail();
    fail();
    ticker.advance(Duration.ofMillis(400));
    assertThat(delay()).isEqualTo(Duration.ofMillis(600));
    ticker.advance(Duration.ofMillis(600));
    assertThat(delay()).isZero();
    fail();
    assertThat(delay()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void keepsNamesAndAddressesApart() {
    fail();
    fail();
    fail();
    assertThat(throttle.remainingDelay("shop", "10.0.0.2")).isZero();
    assertThat(throttle.remainingDelay("office", "10.0.0.1")).isZero();
  }

  @Test
  void isResetBySuccessAndByTenMinutesWithoutFailure() {
    fail();
    fail();
    fail();
    throttle.succeeded("shop", "10.0.0.1");
    assertThat(delay()).isZero();
    fail();
    fail();
    ticker.advance(Duration.ofMinutes(9));
    fail();
    assertThat(delay()).isEqualTo(Duration.ofSeconds(1));
    ticker.advance(Duration.ofMinutes(10));
    fail();
    assertThat(delay()).isZero();
  }
}
