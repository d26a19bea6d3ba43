package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.Circuit;
import dev.yizhan.gateway.core.submission.DueCalls;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * The calls of one channel on this node: a bounded number is made at once, and all others wait in
 * the store. While its vendor does not answer, no calls are made, except for one at growing
 * intervals.
 */
final class ChannelQueue {

  /** What a call says about its vendor. */
  enum Contact {
    /** It accepted or rejected. */
    ANSWERED,
    /** It could not be reached, or the outcome is unknown. */
    FAILED,
    /** It was not called. */
    NONE
  }

  /** The rows of so many calls are claimed in one transaction. */
  private static final int MAX_CLAIMS = 64;

  private final CircuitBreaker breaker;
  private final IntSupplier concurrency;
  private Instant circuitSince;
  private String lastFailure = "";
  private int running;
  private boolean mayWait;
  private long arrivals;

  /**
   * Starts without calls.
   *
   * @param concurrency the current most calls at once
   */
  ChannelQueue(CircuitBreaker breaker, IntSupplier concurrency, Clock clock) {
    this.breaker = breaker;
    this.concurrency = concurrency;
    this.circuitSince = clock.instant();
    breaker.getEventPublisher().onStateTransition(event -> circuitSince = clock.instant());
  }

  /**
   * Slots for calls that are to be claimed.
   *
   * @param count how many
   * @param arrivals how often calls had begun to wait by then
   */
  record Slots(int count, long arrivals) {}

  /** Takes a slot for a new call, unless earlier ones may wait. */
  synchronized boolean tryStart() {
    return !mayWait && take(1) == 1;
  }

  /** From now on, calls may wait in the store. */
  synchronized void expectWaiting() {
    mayWait = true;
    arrivals++;
  }

  /** Takes slots for waiting calls; none if none waits. */
  synchronized Slots takeForWaiting() {
    return new Slots(mayWait ? take(MAX_CLAIMS) : 0, arrivals);
  }

  private int take(int most) {
    int taken = 0;
    while (taken < most && running < concurrency.getAsInt() && breaker.tryAcquirePermission()) {
      running++;
      taken++;
    }
    return taken;
  }

  /**
   * Gives back the slots for which no call was found.
   *
   * @param claimed how many calls were found
   */
  synchronized void claimed(Slots slots, int claimed) {
    int unused = slots.count() - claimed;
    giveBack(unused);
    if (unused > 0 && arrivals == slots.arrivals()) {
      mayWait = false;
    }
  }

  /** Gives back slots whose calls were not made. */
  synchronized void giveBack(int slots) {
    running -= slots;
    for (int i = 0; i < slots; i++) {
      breaker.releasePermission();
    }
  }

  /**
   * Gives back the slot of a call that has ended.
   *
   * @param reason of a failure
   */
  synchronized void ended(Contact contact, long tookNanos, String reason) {
    running--;
    lastFailure = contact == Contact.FAILED ? reason : lastFailure;
    switch (contact) {
      case ANSWERED -> breaker.onSuccess(tookNanos, TimeUnit.NANOSECONDS);
      case FAILED -> breaker.onError(tookNanos, TimeUnit.NANOSECONDS, new VendorFailure());
      case NONE -> breaker.releasePermission();
    }
  }

  /**
   * Whether the vendor does not answer, and it is not time to try it again. A circuit breaker that
   * nobody asks stays open.
   */
  synchronized boolean isSilent() {
    boolean mayCall = breaker.tryAcquirePermission();
    if (mayCall) {
      breaker.releasePermission();
    }
    return !mayCall;
  }

  /** What runs now, and why the vendor is not called, if so. */
  synchronized ChannelActivity activity(DueCalls waiting) {
    Circuit circuit = circuit();
    return new ChannelActivity(
        circuit,
        circuitSince,
        circuit == Circuit.CLOSED ? Optional.empty() : Optional.of(lastFailure),
        running,
        waiting.calls(),
        waiting.calls() == 0 ? Optional.empty() : Optional.of(waiting.oldest()));
  }

  Circuit circuit() {
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> Circuit.OPEN;
      case HALF_OPEN -> Circuit.HALF_OPEN;
      case CLOSED, DISABLED, METRICS_ONLY -> Circuit.CLOSED;
    };
  }

  /** The circuit breaker counts exceptions; this one is never thrown. */
  private static final class VendorFailure extends Exception {
    private static final long serialVersionUID = 1L;

    VendorFailure() {
      super("the vendor did not answer", null, false, false);
    }
  }
}
