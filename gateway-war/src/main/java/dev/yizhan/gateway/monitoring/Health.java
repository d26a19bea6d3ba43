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

/** Whether the gateway can accept: its store can be written. Asked often, it looks seldom. */
public final class Health {

  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final long PATIENCE_SECONDS = 3;

  /**
   * Something that was looked at.
   *
   * @param name of it
   * @param isUp whether the gateway can accept, as far as it goes
   * @param detail in words
   */
  record Check(String name, boolean isUp, String detail) {}

  /** All of them. */
  record State(List<Check> checks) {

    boolean isReady() {
      return checks.stream().allMatch(Check::isUp);
    }
  }

  private final Supplier<CompletableFuture<?>> writing;
  private final Supplier<Instant> since;
  private final Supplier<Optional<String>> refused;
  private final Clock clock;
  private State last = new State(List.of());
  private Instant lookedAt = Instant.EPOCH;

  /**
   * Knows where to look.
   *
   * @param writing writes into the store
   * @param since since when the configuration counts
   * @param refused why a newer one does not
   * @param clock for ages
   */
  public Health(
      Supplier<CompletableFuture<?>> writing,
      Supplier<Instant> since,
      Supplier<Optional<String>> refused,
      Clock clock) {
    this.writing = writing;
    this.since = since;
    this.refused = refused;
    this.clock = clock;
  }

  synchronized State look() {
    Instant now = clock.instant();
    if (!now.isBefore(lookedAt.plus(FRESH))) {
      last = new State(List.of(store(), configuration()));
      lookedAt = clock.instant();
    }
    return last;
  }

  private Check store() {
    try {
      Object unused = writing.get().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new Check("store", true, "it was written to");
    } catch (ExecutionException e) {
      return new Check("store", false, "it could not be written to");
    } catch (TimeoutException e) {
      return new Check("store", false, "it has not answered within " + PATIENCE_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Check("store", false, "the gateway ends");
    }
  }

  /** One that is refused does no harm: the one before goes on. */
  private Check configuration() {
    return new Check(
        "configuration",
        true,
        "it counts since "
            + since.get()
            + refused.get().map(why -> "; a newer one does not count: " + why).orElse(""));
  }
}
