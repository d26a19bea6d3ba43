package dev.yizhan.gateway.core;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.yizhan.vendor.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
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

  private final Channels channels;
  private final SubmissionStore store;
  private final Clock clock;
  private final ThreadPoolExecutor callers;
  private final ScheduledThreadPoolExecutor clockwork;

  /** Submissions whose calls run in this process, for those who wait. */
  private final Map<Long, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

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
    // With all threads busy the consumer's own thread makes the call: work that is written down as
    // on its way never waits in a queue in memory.
    this.callers =
        new ThreadPoolExecutor(
            0,
            MOST_THREADS,
            60,
            SECONDS,
            new SynchronousQueue<>(),
            daemons,
            new ThreadPoolExecutor.CallerRunsPolicy());
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
    running.put(submission, new CompletableFuture<>());
  }

  /** Ends the waiting for a submission. */
  void settled(long submission) {
    CompletableFuture<Void> done = running.remove(submission);
    if (done != null) {
      done.complete(null);
    }
  }

  /** Makes a call and those of the same submission that are due behind it. */
  void dispatch(PendingCall first) {
    callers.execute(
        () -> {
          try {
            Optional<PendingCall> next = Optional.of(first);
            while (next.isPresent()) {
              next = make(next.get());
            }
          } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A vendor call could not be written down", e);
          } finally {
            settled(first.submission());
          }
        });
  }

  /** Waits until the calls of a submission have ended, if they run in this process. */
  void await(long submission, Duration patience) {
    CompletableFuture<Void> done = running.get(submission);
    if (done == null) {
      return;
    }
    try {
      done.get(patience.toMillis(), MILLISECONDS);
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
      List<PendingCall> claimed;
      do {
        claimed = store.claimDue(clock.instant(), MOST_CLAIMS);
        claimed.forEach(this::dispatch);
      } while (claimed.size() == MOST_CLAIMS);
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING, "Due work cannot be looked for now: {0}", e.getMessage());
    }
  }

  private Optional<PendingCall> make(PendingCall pending) {
    Instant at = clock.instant();
    long start = System.nanoTime();
    Outcome outcome = outcome(pending);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    LOG.log(
        System.Logger.Level.INFO,
        "submission {0,number,#} call {1} on {2}: {3} in {4} ms",
        pending.submission(),
        pending.number(),
        pending.channel(),
        outcome.getClass().getSimpleName(),
        took.toMillis());
    return store.finish(
        pending,
        CallRecord.of(pending, outcome, at, took),
        outcome instanceof Outcome.NotSent
            ? Optional.of(clock.instant().plus(pause(pending.attempt())))
            : Optional.empty());
  }

  private Outcome outcome(PendingCall pending) {
    Optional<Channel> channel = channels.find(pending.channel());
    if (channel.isEmpty()) {
      return new Outcome.NotSent("the channel is not configured any more");
    }
    try {
      return channel.get().vendor().send(pending.call());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A vendor's code failed", e);
      return new Outcome.Unknown("a mistake of the gateway's own during the call");
    }
  }

  private static Duration pause(int attempt) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, LAST_DOUBLING));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  /** Ends the looking; calls that run are left to end, for a little while. */
  @Override
  public void close() {
    clockwork.shutdownNow();
    callers.shutdown();
    try {
      if (!callers.awaitTermination(5, SECONDS)) {
        callers.shutdownNow();
      }
    } catch (InterruptedException e) {
      callers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
