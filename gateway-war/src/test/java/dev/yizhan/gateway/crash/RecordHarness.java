package dev.yizhan.gateway.crash;

import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.ChanglongSimulator;
import dev.yizhan.sandbox.simulator.WinicAsmxSimulator;
import dev.yizhan.sandbox.simulator.WinnerlookSimulator;
import dev.yizhan.sandbox.world.PollAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A {@link CrashHarness} whose nodes poll for reports and inbound messages: phones reply
 * continuously, and vendors answer every second poll slowly, so that kills interrupt running polls.
 */
final class RecordHarness implements AutoCloseable {

  private static final String[] VENDORS = {"winic", "changlong", "winnerlook"};
  private static final Duration SLOW = Duration.ofMillis(120);
  private static final long REPLY_NANOS = 10_000_000;
  private static final long LONGEST_NANOS = 120_000_000_000L;
  private static final long STILL_NANOS = PlainGateway.HURRY.lease().multipliedBy(3).toNanos();
  private static final long FIRST_STRANGER = 13700000000L;
  private static final long FIRST_PHONE = 13900000000L;

  private final CrashHarness harness;
  private final Queue<PollAnswer> handedOut = new ConcurrentLinkedQueue<>();
  private final AtomicInteger given = new AtomicInteger();
  private final AtomicInteger replies = new AtomicInteger();
  private final Thread phones = new Thread(this::reply, "phones");
  private final RecordReaders readers;
  private volatile boolean over;

  RecordHarness(CrashHarness harness) {
    this.harness = harness;
    Sandbox sandbox = harness.sandbox();
    sandbox.reportsAfter(Duration.ZERO);
    sandbox.listenPolls(
        answer -> {
          if (!answer.records().isEmpty()) {
            handedOut.add(answer);
            given.addAndGet(answer.records().size());
          }
        });
    for (String vendor :
        new String[] {WinicAsmxSimulator.NAME, ChanglongSimulator.NAME, WinnerlookSimulator.NAME}) {
      sandbox.set(vendor, Fault.slow(SLOW).share(50).on(Fault.Requests.QUESTIONS));
    }
    readers = RecordReaders.start(harness.ports(), RecordBooks.CONSUMERS);
    phones.setDaemon(true);
    phones.start();
  }

  private void reply() {
    while (!over) {
      int number = replies.getAndIncrement();
      long phone = (number % 4 == 0 ? FIRST_PHONE : FIRST_STRANGER) + number;
      harness
          .sandbox()
          .reply(VENDORS[number % VENDORS.length], Long.toString(phone), "答" + number, "");
      LockSupport.parkNanos(REPLY_NANOS);
    }
  }

  private int fetched() {
    return readers.fetched() + harness.callbacks().received();
  }

  /**
   * The results of all comparisons.
   *
   * @param ofCallbacks how the received callbacks differ from what is stored
   */
  record Result(Books.Result messages, RecordBooks.Result records, List<String> ofCallbacks) {
    boolean isRight() {
      return messages.isRight() && records.isRight() && ofCallbacks.isEmpty();
    }
  }

  /** Waits for all work, and compares. */
  Result compared(Consumers consumers) {
    over = true;
    join(phones);
    for (String vendor : harness.sandbox().vendors()) {
      harness.sandbox().clear(vendor);
    }
    consumers.close();
    // Until vendors have returned all their records, and clients receive nothing more.
    await(() -> given.get() >= harness.messages() + replies.get());
    int[] fetched = {fetched()};
    long[] since = {System.nanoTime()};
    await(
        () -> {
          int now = fetched();
          if (now != fetched[0]) {
            fetched[0] = now;
            since[0] = System.nanoTime();
          }
          return System.nanoTime() - since[0] > STILL_NANOS;
        });
    readers.close();
    harness.closeNodes();
    try (GatewayStore store = harness.store()) {
      return new Result(
          Books.compare(consumers.book(), store, harness.phones(), harness.bill()),
          RecordBooks.compare(handedOut, store, readers),
          RecordBooks.differences(store, harness.callbacks()));
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST_NANOS;
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Override
  public void close() {
    over = true;
    readers.close();
  }
}
