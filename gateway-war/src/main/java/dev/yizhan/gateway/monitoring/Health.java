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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Whether the gateway can accept submissions: checks are made once a second at most. */
public final class Health {

  private static final Duration MAX_AGE = Duration.ofSeconds(1);
  private static final long STORE_TIMEOUT_SECONDS = 3;

  record Check(String name, boolean isUp, String detail) {}

  record State(List<Check> checks) {

    boolean isReady() {
      return checks.stream().allMatch(Check::isUp);
    }
  }

  private final Supplier<CompletableFuture<?>> storeWrite;
  private final Supplier<Instant> configuredSince;
  private final Supplier<Optional<String>> rejectedConfiguration;
  private final BooleanSupplier stops;
  private final Clock clock;
  private State state = new State(List.of());
  private Instant checkedAt = Instant.EPOCH;

  /**
   * Checks the store and the configuration.
   *
   * @param storeWrite starts a write into the store
   * @param configuredSince when the configuration in use was loaded
   * @param rejectedConfiguration the errors of a newer one
   * @param stops whether the gateway is being stopped
   */
  public Health(
      Supplier<CompletableFuture<?>> storeWrite,
      Supplier<Instant> configuredSince,
      Supplier<Optional<String>> rejectedConfiguration,
      BooleanSupplier stops,
      Clock clock) {
    this.storeWrite = storeWrite;
    this.configuredSince = configuredSince;
    this.rejectedConfiguration = rejectedConfiguration;
    this.stops = stops;
    this.clock = clock;
  }

  synchronized State check() {
    if (stops.getAsBoolean()) {
      return new State(List.of(new Check("gateway", false, "is being stopped")));
    }
    if (!clock.instant().isBefore(checkedAt.plus(MAX_AGE))) {
      state = new State(List.of(store(), configuration()));
      checkedAt = clock.instant();
    }
    return state;
  }

  private Check store() {
    try {
      Object unused = storeWrite.get().get(STORE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return new Check("store", true, "write succeeded");
    } catch (ExecutionException e) {
      return new Check("store", false, "write failed");
    } catch (TimeoutException e) {
      return new Check("store", false, "no answer within " + STORE_TIMEOUT_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Check("store", false, "the gateway is shutting down");
    }
  }

  /** Up even with a rejected change: the gateway works with the configuration before it. */
  private Check configuration() {
    return new Check(
        "configuration",
        true,
        "in use since "
            + configuredSince.get()
            + rejectedConfiguration
                .get()
                .map(errors -> "; newer configuration rejected: " + errors)
                .orElse(""));
  }
}
