package dev.yizhan.gateway.core;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Sent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeoutException;

/**
 * Makes the calls to the vendors: those of new submissions at once, those that are due when their
 * time comes. What is due stands in the store; nothing is remembered here alone.
 */
public final class Dispatcher implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

  private static final int MOST_THREADS = 256;
  private static final int MOST_CLAIMS = 64;
  private static final long LOOK_EVERY_MILLIS = 1000;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int LAST_DOUBLING = 6;
  private static final int MOST_TRIES = 20;
  private static final long RETRY_MILLIS = 250;
  private static final int GRACE_SECONDS = 5;

  private final Channels channels;
  private final SubmissionStore store;
  private final Clock clock;
  private final ThreadPoolExecutor callers;
  private final ScheduledThreadPoolExecutor clockwork;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Submissions whose calls run in this process, for those who wait. */
  private final Map<Long, Waiting> running = new ConcurrentHashMap<>();

  /**
   * Puts the pieces together; {@link #start} begins the work.
   *
   * @param channels ways to send
   * @param store where the work stands
   * @param clock for times
   */
  public Dispatcher(Channels channels, SubmissionStore store, Clock clock) {
    this.channels = channels;
    this.store = store;
    this.clock = clock;
    ThreadFactory daemons =
        task -> {
          Thread thread = new Thread(task, "yizhan-dispatcher");
          thread.setDaemon(true);
          return thread;
        };
    this.callers =
        new ThreadPoolExecutor(0, MOST_THREADS, 60, SECONDS, new SynchronousQueue<>(), daemons);
    this.clockwork = new ScheduledThreadPoolExecutor(1, daemons);
  }

  /** Settles what a crash interrupted, then looks for due work from time to time. */
  public void start() {
    int interrupted = store.settleInterrupted(clock.instant());
    if (interrupted > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} vendor calls were interrupted by the end of the last run; their deliveries are"
              + " UNKNOWN and are not sent again",
          interrupted);
    }
    // It cannot fail: dispatchDue catches what it meets.
    Future<?> unused =
        clockwork.scheduleWithFixedDelay(
            this::dispatchDue, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, MILLISECONDS);
  }

  /** Lets others wait for a submission that is about to be written down. */
  void expect(long submission) {
    running.put(submission, new Waiting());
  }

  /** One of those who make a submission's calls has ended. */
  void settled(long submission) {
    running.computeIfPresent(
        submission,
        (id, waiting) -> {
          if (--waiting.makers > 0) {
            return waiting;
          }
          waiting.done.complete(null);
          return null;
        });
  }

  /**
   * Makes a call and those of the same submission that are due behind it. With all threads busy the
   * caller's own thread does it: work that is written down as on its way never waits in memory.
   */
  void dispatch(PendingCall first) {
    Runnable work = () -> makeAll(first);
    try {
      callers.execute(work);
    } catch (RejectedExecutionException e) {
      if (!callers.isShutdown()) {
        work.run();
        return;
      }
      try {
        store.release(first);
      } finally {
        settled(first.submission());
      }
    }
  }

  private void makeAll(PendingCall first) {
    try {
      Optional<PendingCall> next = Optional.of(first);
      while (next.isPresent()) {
        next = make(next.get());
        if (next.isPresent() && callers.isShutdown()) {
          store.release(next.get());
          return;
        }
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "What came of a vendor call could not be written down", e);
    } finally {
      settled(first.submission());
    }
  }

  /** Waits until the calls of a submission have ended, if they run in this process. */
  void await(long submission, Duration patience) {
    Waiting waiting = running.get(submission);
    if (waiting == null) {
      return;
    }
    try {
      waiting.done.get(patience.toMillis(), MILLISECONDS);
    } catch (TimeoutException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void dispatchDue() {
    try {
      // No more than there are threads for: what is claimed is begun at once.
      int free = Math.min(MOST_CLAIMS, MOST_THREADS - callers.getActiveCount());
      if (free > 0) {
        for (PendingCall claimed : store.claimDue(clock.instant(), free)) {
          running.computeIfPresent(claimed.submission(), (id, waiting) -> waiting.joined());
          dispatch(claimed);
        }
      }
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "Due work cannot be looked for now", e);
    }
  }

  private Optional<PendingCall> make(PendingCall pending) {
    Instant at = clock.instant();
    long start = System.nanoTime();
    Outcome<Sent> outcome = outcome(pending);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    LOG.log(
        System.Logger.Level.INFO,
        "submission {0,number,#} call {1} on {2}: {3} in {4} ms",
        pending.submission(),
        pending.number(),
        pending.channel(),
        outcome.getClass().getSimpleName(),
        took.toMillis());
    return finished(
        pending,
        CallRecord.of(pending, outcome, at, took),
        outcome instanceof Outcome.NotSent<Sent>
            ? Optional.of(clock.instant().plus(pause(pending.attempt())))
            : Optional.empty());
  }

  /**
   * The vendor's answer is told once: a store that is busy or full for a while must not lose it.
   */
  private Optional<PendingCall> finished(
      PendingCall pending, CallRecord record, Optional<Instant> retryAt) {
    for (int tries = 1; ; tries++) {
      try {
        return store.finish(pending, record, retryAt);
      } catch (StoreException e) {
        if (tries == MOST_TRIES || ended(tries)) {
          throw e;
        }
        LOG.log(
            System.Logger.Level.WARNING,
            "The outcome of submission {0,number,#} call {1} cannot be written down yet",
            pending.submission(),
            pending.number());
      }
    }
  }

  /** Waits a little longer each time; whether the dispatcher has ended meanwhile. */
  private boolean ended(int tries) {
    try {
      return ended.await(tries * RETRY_MILLIS, MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Outcome<Sent> outcome(PendingCall pending) {
    Optional<Channel> channel = channels.find(pending.channel());
    if (channel.isEmpty()) {
      return new Outcome.NotSent<>("the channel is not configured any more");
    }
    try {
      return channel.get().vendor().send(pending.identified());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A vendor's code failed", e);
      return new Outcome.Unknown<>("a mistake of the gateway's own during the call");
    }
  }

  private static Duration pause(int attempt) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, LAST_DOUBLING));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  /** Begins nothing more; calls that run are left to end, for a little while. */
  @Override
  public void close() {
    clockwork.shutdown();
    awaitEnd(clockwork);
    callers.shutdown();
    awaitEnd(callers);
  }

  /**
   * Waits for the last calls, once their connections have been cut, so that they are written down.
   */
  public void awaitLastCalls() {
    awaitEnd(callers);
    ended.countDown();
  }

  private static void awaitEnd(ExecutorService service) {
    try {
      if (!service.awaitTermination(GRACE_SECONDS, SECONDS)) {
        LOG.log(System.Logger.Level.DEBUG, "Some calls still run");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Those who wait for a submission, and how many make its calls. Changed inside the map only. */
  private static final class Waiting {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int makers = 1;

    Waiting joined() {
      makers++;
      return this;
    }
  }
}
