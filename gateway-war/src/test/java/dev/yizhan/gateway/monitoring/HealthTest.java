package dev.yizhan.gateway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HealthTest {

  private final HandClock clock = new HandClock();
  private CompletableFuture<?> write = CompletableFuture.completedFuture(null);
  private Optional<String> rejected = Optional.empty();
  private boolean stops;
  private int writes;

  private final Health health =
      new Health(
          () -> {
            writes++;
            return write;
          },
          () -> Instant.EPOCH,
          () -> rejected,
          () -> stops,
          clock);

  @Test
  void isReadyWhileTheStoreCanBeWritten() {
    assertThat(health.check().isReady()).isTrue();
    write = CompletableFuture.failedFuture(new IllegalStateException("disk full"));
    clock.pass(Duration.ofSeconds(1));
    assertThat(health.check())
        .returns(false, Health.State::isReady)
        .satisfies(
            state ->
                assertThat(state.checks())
                    .contains(new Health.Check("store", false, "write failed")));
  }

  @Test
  void writesOnceASecondAtMost() {
    for (int i = 0; i < 3; i++) {
      assertThat(health.check().isReady()).isTrue();
    }
    clock.pass(Duration.ofMillis(999));
    assertThat(health.check().isReady()).isTrue();
    assertThat(writes).isEqualTo(1);
    clock.pass(Duration.ofMillis(1));
    assertThat(health.check().isReady()).isTrue();
    assertThat(writes).isEqualTo(2);
  }

  @Test
  void isNotReadyWhileTheGatewayStops() {
    assertThat(health.check().isReady()).isTrue();
    stops = true;
    assertThat(health.check().isReady()).isFalse();
  }

  @Test
  void isReadyWithARejectedConfiguration() {
    rejected = Optional.of("yizhan.lifetime must be seconds");
    assertThat(health.check())
        .returns(true, Health.State::isReady)
        .satisfies(
            state ->
                assertThat(state.checks())
                    .contains(
                        new Health.Check(
                            "configuration",
                            true,
                            "in use since 1970-01-01T00:00:00Z; newer configuration rejected:"
                                + " yizhan.lifetime must be seconds")));
  }

  @Test
  void endsForAnInterruptedThread() {
    write = new CompletableFuture<>();
    Thread.currentThread().interrupt();
    assertThat(health.check().isReady()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
