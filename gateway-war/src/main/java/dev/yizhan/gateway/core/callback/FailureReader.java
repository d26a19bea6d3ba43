package dev.yizhan.gateway.core.callback;

import dev.yizhan.gateway.core.door.FailedDeliveries;
import dev.yizhan.gateway.core.door.FailedDelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the failed deliveries of which a front door's client is still to be told. */
final class FailureReader {

  /** A failure may be stored that much later than its time: the clocks of nodes differ. */
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private final FailedDeliveries failures;
  private final Clock clock;
  private final Map<Callback.Id, Instant> toldUpTo = new ConcurrentHashMap<>();

  FailureReader(FailedDeliveries failures, Clock clock) {
    this.failures = failures;
    this.clock = clock;
  }

  /** The oldest; empty for a callback that is not a front door's. */
  List<FailedDelivery> read(Callback callback, int most) {
    if (callback.failuresOf().isEmpty() || most <= 0) {
      return List.of();
    }
    Instant now = clock.instant();
    List<FailedDelivery> found =
        failures.untold(
            callback.consumer(),
            callback.failuresOf().get(),
            callback.id().reader(),
            most,
            toldUpTo.getOrDefault(callback.id(), Instant.EPOCH));
    if (found.isEmpty()) {
      toldUpTo.put(callback.id(), now.minus(LONGEST_DELAY));
    }
    return found;
  }

  void told(Callback callback, List<FailedDelivery> told) {
    failures.told(callback.id().reader(), told);
  }
}
