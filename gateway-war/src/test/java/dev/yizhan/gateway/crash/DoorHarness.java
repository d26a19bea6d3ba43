package dev.yizhan.gateway.crash;

import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicAsmxSimulator;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A {@link CrashHarness} whose clients are programs of winnerlook's: they send at the front doors,
 * one is pushed to, and one polls. Behind is winic, whose phones reply to every fourth message.
 */
final class DoorHarness implements AutoCloseable {

  private static final Duration SLOW = Duration.ofMillis(120);
  private static final int REPLYING = 4;
  private static final long STILL_NANOS = PlainGateway.HURRY.lease().multipliedBy(3).toNanos();
  private static final long LONGEST_NANOS = 120_000_000_000L;

  private final CrashHarness harness;
  private final AtomicInteger given = new AtomicInteger();
  private final Set<String> replied = new HashSet<>();

  DoorHarness(CrashHarness harness) {
    this.harness = harness;
    Sandbox sandbox = harness.sandbox();
    sandbox.reportsAfter(Duration.ZERO);
    sandbox.listenPolls(answer -> given.addAndGet(answer.records().size()));
    sandbox.set(WinicAsmxSimulator.NAME, Fault.slow(SLOW).share(50).on(Fault.Requests.QUESTIONS));
    harness.doorBook().poll(harness.doors());
  }

  /**
   * The results of both comparisons.
   *
   * @param records that the two programs have got
   * @param differences between what they have got, and what they should have
   */
  record Result(Books.Result messages, int records, List<String> differences) {
    boolean isRight() {
      return messages.isRight() && differences.isEmpty();
    }
  }

  /** Lets some phones reply to what they have received so far. */
  void reply() {
    for (String phone : harness.phones().keySet()) {
      if (phone.hashCode() % REPLYING == 0 && replied.add(phone)) {
        harness.sandbox().reply("winic", phone, "答" + replied.size(), "");
      }
    }
  }

  /** Waits for all work, and compares. */
  Result compared(Consumers consumers) {
    for (String vendor : harness.sandbox().vendors()) {
      harness.sandbox().clear(vendor);
    }
    consumers.close();
    await(() -> given.get() >= harness.messages() + replied.size());
    int[] received = {harness.doorBook().received()};
    long[] since = {System.nanoTime()};
    await(
        () -> {
          int now = harness.doorBook().received();
          if (now != received[0]) {
            received[0] = now;
            since[0] = System.nanoTime();
          }
          return System.nanoTime() - since[0] > STILL_NANOS;
        });
    harness.closeNodes();
    try (GatewayStore store = harness.store()) {
      return new Result(
          Books.compare(consumers.book(), store, harness.phones(), harness.bill()),
          harness.doorBook().received(),
          harness.doorBook().differences(store));
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST_NANOS;
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Override
  public void close() {
    harness.close();
  }
}
