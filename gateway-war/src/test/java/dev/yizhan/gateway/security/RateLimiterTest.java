package dev.yizhan.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

  private final ManualTicker ticker = new ManualTicker();
  private final RateLimiter limiter = new RateLimiter(ticker);

  private long granted(String consumer, int calls, int rate) {
    return IntStream.range(0, calls).filter(i -> limiter.tryAcquire(consumer, rate)).count();
  }

  @Test
  void grantsOneSecondsCallsAtOnceAndThenTheRate() {
    assertThat(granted("shop", 10, 4)).isEqualTo(4);
    ticker.advance(Duration.ofMillis(250));
    assertThat(granted("shop", 10, 4)).isEqualTo(1);
    ticker.advance(Duration.ofMillis(500));
    assertThat(granted("shop", 10, 4)).isEqualTo(2);
  }

  @Test
  void savesNoMoreThanOneSecondsCalls() {
    assertThat(granted("shop", 1, 4)).isEqualTo(1);
    ticker.advance(Duration.ofHours(1));
    assertThat(granted("shop", 10, 4)).isEqualTo(4);
  }

  @Test
  void countsEachConsumer() {
    assertThat(granted("shop", 10, 1)).isEqualTo(1);
    assertThat(granted("office", 10, 2)).isEqualTo(2);
  }
}
