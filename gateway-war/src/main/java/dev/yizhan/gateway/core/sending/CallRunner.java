package dev.yizhan.gateway.core.sending;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallStore;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.task.PeriodicTasks;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

/** Makes claimed calls on threads of its own and has their outcomes persisted. */
public final class CallRunner implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(CallRunner.class.getName());

  private static final int MAX_THREADS = 256;
  private static final long RETRY_MILLIS = 250;
  private static final long LONGEST_RETRY_MILLIS = 5000;
  private static final int GRACE_SECONDS = 5;

  private final CallStore store;
  private final CallMaker maker;
  private final Clock clock;
  private final Events events;
  private final RunningSubmissions running = new RunningSubmissions();
  private final ThreadPoolExecutor callers;
  private final ExecutorService retries;
  private final CountDownLatch ended = new CountDownLatch(1);

  public CallRunner(CallStore store, CallMaker maker, Clock clock, Events events) {
    this.store = store;
    this.maker = maker;
    this.clock = clock;
    this.events = events;
    ThreadFactory daemons = PeriodicTasks.daemonThreads("yizhan-dispatcher");
    this.callers =
        new ThreadPoolExecutor(0, MAX_THREADS, 60, SECONDS, new SynchronousQueue<>(), daemons);
    this.retries = Executors.newCachedThreadPool(daemons);
  }

  RunningSubmissions running() {
    return running;
  }

  /** How many calls can be made at once now. */
  int freeThreads() {
    return callers.isShutdown() ? 0 : MAX_THREADS - callers.getActiveCount();
  }

  /**
   * Has a claimed call made, and afterwards the submission's next one. If all threads are busy, the
   * claim is released: a claimed call never waits in memory. Does not block.
   */
  void dispatch(PendingCall call) {
    try {
      callers.execute(() -> make(call));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // OutOfMemoryError if the machine cannot start another thread.
      release(call.submission(), Set.of(call.number()));
      running.release(call.submission());
    }
  }

  private void release(long submission, Set<Integer> numbers) {
    CompletableFuture<Integer> unused =
        store
            .releaseAsync(submission, numbers)
            .whenComplete(
                (released, failure) -> {
                  if (failure != null) {
                    LOG.log(
                        System.Logger.Level.WARNING,
                        "Claims of submission {0,number,#} cannot be released now",
                        submission);
                  }
                });
  }

  /**
   * A call whose outcome could not be persisted stays among the running ones: it must never be
   * taken for one that was not started.
   */
  private void make(PendingCall call) {
    try {
      CallEnd end = maker.make(call);
      events.callEnded(call, end.record());
      CompletableFuture<Optional<PendingCall>> unused =
          store
              .finishAsync(call, end, clock.instant())
              .whenComplete(
                  (next, failure) -> {
                    if (failure == null) {
                      proceed(call, end, next);
                    } else {
                      retries.execute(() -> persist(call, end));
                    }
                  });
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "The outcome of a vendor call could not be persisted", e);
    }
  }

  private void proceed(PendingCall call, CallEnd end, Optional<PendingCall> next) {
    running.recordEnd(call.submission(), end);
    next.ifPresentOrElse(this::dispatch, () -> running.release(call.submission()));
  }

  /**
   * The vendor answers once, so an outage of the store must not lose the answer. Persisting twice
   * is harmless: it is retried until it succeeds or the gateway ends.
   */
  private void persist(PendingCall call, CallEnd end) {
    for (int tries = 1;
        !hasEndedAfter(Math.min(tries * RETRY_MILLIS, LONGEST_RETRY_MILLIS));
        tries++) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The outcome of submission {0,number,#} call {1} was not persisted; trying again",
          call.submission(),
          call.number());
      try {
        proceed(call, end, store.finish(call, end, clock.instant()));
        return;
      } catch (StoreException e) {
        LOG.log(System.Logger.Level.DEBUG, "Not yet", e);
      }
    }
  }

  /** Waits, at most until the gateway ends; returns whether it has ended. */
  private boolean hasEndedAfter(long millis) {
    try {
      return ended.await(millis, MILLISECONDS);
    } catch (InterruptedException e) {
      return ended.getCount() == 0;
    }
  }

  /**
   * Releases claims that were committed while their confirmation got lost with a connection. Claims
   * are made on the calling thread, or by running calls.
   */
  void releaseUnstarted() {
    Map<Long, Set<Integer>> unstarted = new HashMap<>(store.claimedCalls());
    unstarted.keySet().removeAll(running.submissions());
    unstarted.forEach(
        (submission, numbers) -> {
          LOG.log(
              System.Logger.Level.WARNING,
              "Calls {1} of submission {0,number,#} were claimed and not started; they are due"
                  + " again",
              submission,
              numbers);
          release(submission, numbers);
        });
  }

  /** Starts nothing more, and waits a little for running calls. */
  void drain() {
    callers.shutdown();
    awaitEnd(callers);
  }

  /** Waits for the last outcomes, once the vendors' connections have been closed. */
  @Override
  public void close() {
    drain();
    ended.countDown();
    retries.shutdown();
    awaitEnd(retries);
  }

  private static void awaitEnd(ExecutorService service) {
    try {
      if (!service.awaitTermination(GRACE_SECONDS, SECONDS)) {
        LOG.log(System.Logger.Level.DEBUG, "Some calls are still running");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
