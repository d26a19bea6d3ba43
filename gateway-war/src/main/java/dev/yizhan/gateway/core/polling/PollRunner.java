package dev.yizhan.gateway.core.polling;

import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.task.PeriodicTasks;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Polls vendors on its own threads. A poll is persisted before its request is sent, and its answer
 * as soon as it arrives, before it is parsed. A poll without an answer whose request may have
 * arrived has an unknown result: the vendor may have deleted records that nobody received.
 */
public final class PollRunner implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(PollRunner.class.getName());

  private static final int MAX_TRIES = 4;
  private static final int MAX_REFUSALS = 2;
  private static final long RETRY_MILLIS = 250;
  private static final long LONGEST_RETRY_MILLIS = 5000;
  private static final int GRACE_SECONDS = 5;

  private final PollStore store;
  private final VendorPolls vendorPolls;
  private final Clock clock;
  private final Events events;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(PeriodicTasks.daemonThreads("yizhan-poll"));

  /**
   * Polls that are running, or whose end is not persisted. They must be taken neither for polls
   * that were never started nor for stored answers that no node is processing.
   */
  private final Set<Long> running = ConcurrentHashMap.newKeySet();

  private final CountDownLatch ended = new CountDownLatch(1);

  public PollRunner(PollStore store, Clock clock, Events events) {
    this.store = store;
    this.vendorPolls = new VendorPolls(clock);
    this.clock = clock;
    this.events = events;
  }

  Set<Long> running() {
    return running;
  }

  /** Runs work on one of the threads; returns whether there is one. */
  boolean tryExecute(Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // OutOfMemoryError if the machine cannot start another thread.
      return false;
    }
  }

  /** Starts a poll whose lease this node holds. */
  void start(VendorPolls.Poll poll) {
    running.add(poll.id());
    if (!tryExecute(() -> run(poll))) {
      running.remove(poll.id());
      store.release(poll.id());
    }
  }

  /** Releases leases that were committed while their confirmation got lost with a connection. */
  void releaseUnstarted() {
    Set<Long> unstarted = new HashSet<>(store.heldPolls());
    unstarted.removeAll(running);
    unstarted.forEach(store::release);
  }

  /** A poll whose end could not be persisted stays among the running ones. */
  private void run(VendorPolls.Poll poll) {
    AtomicBoolean isStored = new AtomicBoolean();
    long start = System.nanoTime();
    try {
      PollEnd end =
          vendorPolls.run(
              poll,
              answer -> {
                store(poll.id(), answer);
                isStored.set(true);
              });
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      int records = persist(poll, end);
      running.remove(poll.id());
      events.vendorQueried(
          new Events.VendorQuery(
              end.poll().account(),
              end.poll().kind().name(),
              end.result().name(),
              records,
              // An unknown or unreadable answer has a warning of its own, with the reason.
              end.result() != PollEnd.Result.NOTHING,
              took));
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The gateway ends before the answer to a poll for {0} of account {1} is persisted",
          poll.kind(),
          poll.account().name());
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "A poll could not be ended", e);
      if (!isStored.get()) {
        int unused = persist(poll, vendorPolls.lost(poll));
      }
      // A stored answer is read from the store later.
      running.remove(poll.id());
    }
  }

  /** A destructive read must not be lost because the store is not available for a while. */
  private void store(long poll, byte[] answer) {
    int unused =
        retry(
            Integer.MAX_VALUE,
            () -> {
              store.storeAnswer(poll, answer, clock.instant());
              return 0;
            });
  }

  /** Processes a stored answer that another node, or this one, left unprocessed. */
  void readStored(VendorPolls.Poll poll, byte[] answer) {
    int unused = persist(poll, vendorPolls.read(poll, answer));
  }

  /**
   * Persists the end of a poll. If the store repeatedly does not accept its records, the answer is
   * retained as unreadable; while the store cannot be written, this waits.
   *
   * @return how many records are new
   */
  private int persist(VendorPolls.Poll poll, PollEnd end) {
    int refused = 0;
    while (true) {
      boolean withRecords = end.batch().isEmpty() || refused < MAX_REFUSALS;
      PollEnd next = withRecords ? end : vendorPolls.unstorable(poll);
      try {
        return retry(MAX_TRIES, () -> store.end(next));
      } catch (StoreException e) {
        if (ended.getCount() == 0) {
          throw e;
        }
        refused += e.isAboutData() ? 1 : 0;
      }
    }
  }

  /** Persisting twice is harmless: it is retried until it succeeds or the gateway ends. */
  private <T> T retry(int maxTries, Supplier<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return work.get();
      } catch (StoreException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "The answer of a vendor is not persisted yet: {0}",
            e.getMessage());
        if (hasEndedAfter(Math.min(tries * RETRY_MILLIS, LONGEST_RETRY_MILLIS))
            || tries >= maxTries) {
          throw e;
        }
      }
    }
  }

  /** Waits, at most until the gateway ends; returns whether it has ended. */
  private boolean hasEndedAfter(long millis) {
    try {
      return ended.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return ended.getCount() == 0;
    }
  }

  /** Starts nothing more, and waits a little for running polls. */
  void drain() {
    threads.shutdown();
    awaitEnd();
  }

  /** Waits for the last answers, once the vendors' connections have been closed. */
  @Override
  public void close() {
    drain();
    ended.countDown();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.DEBUG, "Some polls are still running");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
