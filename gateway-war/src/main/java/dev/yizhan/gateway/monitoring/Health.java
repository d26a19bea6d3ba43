package dev.yizhan.gateway.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Whether the gateway can accept messages. The store is probed once a second at most. */
public final class Health {

  private static final Duration MAX_AGE = Duration.ofSeconds(1);
  private static final long PROBE_TIMEOUT_SECONDS = 3;

  /**
   * The result of one check.
   *
   * @param isUp false if it prevents the gateway from accepting messages
   */
  record Check(String name, boolean isUp, String detail) {}

  record State(List<Check> checks) {

    boolean isReady() {
      return checks.stream().allMatch(Check::isUp);
    }
  }

  private final Supplier<CompletableFuture<?>> storeProbe;
  private final Supplier<Instant> configuredAt;
  private final Supplier<Optional<String>> rejected;
  private final Clock clock;
  private State last = new State(List.of());
  private Instant checkedAt = Instant.EPOCH;

  /**
   * Checks when asked.
   *
   * @param storeProbe writes to the store
   * @param configuredAt when the current configuration was loaded
   * @param rejected the errors of a newer configuration, if it was rejected
   */
  public Health(
      Supplier<CompletableFuture<?>> storeProbe,
      Supplier<Instant> configuredAt,
      Supplier<Optional<String>> rejected,
      Clock clock) {
    this.storeProbe = storeProbe;
    this.configuredAt = configuredAt;
    this.rejected = rejected;
    this.clock = clock;
  }

  synchronized State check() {
    Instant now = clock.instant();
    if (!now.isBefore(checkedAt.plus(MAX_AGE))) {
      last = new State(List.of(store(), configuration()));
      checkedAt = clock.instant();
    }
    return last;
  }

  private Check store() {
    try {
      Object unused = storeProbe.get().get(PROBE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return new Check("store", true, "writable");
    } catch (ExecutionException e) {
      return new Check("store", false, "not writable");
    } catch (TimeoutException e) {
      return new Check("store", false, "no answer within " + PROBE_TIMEOUT_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Check("store", false, "the gateway is stopping");
    }
  }

  /** Always up: after a rejected change the previous configuration stays in use. */
  private Check configuration() {
    return new Check(
        "configuration",
        true,
        "in use since "
            + configuredAt.get()
            + rejected.get().map(errors -> "; a newer one was rejected: " + errors).orElse(""));
  }
}
