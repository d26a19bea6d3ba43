package dev.yizhan.gateway.core;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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

/**
 * Has the calls to the vendors made: those of new submissions at once, those that are due when
 * their time comes. What is due stands in the store; nothing is remembered here alone.
 */
public final class Dispatcher implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

  private static final int MOST_THREADS = 256;
  private static final int MOST_CLAIMS = 64;
  private static final long RETRY_MILLIS = 250;
  private static final long LONGEST_RETRY_MILLIS = 5000;
  private static final int GRACE_SECONDS = 5;
  private static final Duration REMOVE = Duration.ofMinutes(1);

  private final CallStore store;
  private final ChannelStates states;
  private final Clock clock;
  private final Timing timing;
  private final CallMaker maker;
  private final Nodes nodes;
  private final Retention retention;
  private final Events events;
  private final Running running = new Running();
  private final ThreadPoolExecutor callers;
  private final ExecutorService keepers;
  private final Clockwork clockwork = new Clockwork("yizhan-dispatcher");
  private final Clockwork heart = new Clockwork("yizhan-heart");
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * Puts the pieces together; {@link #start} begins the work.
   *
   * @param channels ways to send
   * @param states what operators did to them
   * @param store where the work stands
   * @param submissions where old ones are removed
   * @param quotas whose counts of old days are forgotten
   * @param clock for times
   * @param timing how often it looks
   * @param kept how long a submission is kept
   * @param events hears of calls
   */
  public Dispatcher(
      Channels channels,
      ChannelStates states,
      CallStore store,
      SubmissionStore submissions,
      Quotas quotas,
      Clock clock,
      Timing timing,
      Duration kept,
      Events events) {
    this.store = store;
    this.events = events;
    this.states = states;
    this.clock = clock;
    this.timing = timing;
    this.maker = new CallMaker(channels, states, clock, timing);
    this.nodes = new Nodes(store, clock, timing.lease());
    this.retention = new Retention(submissions, quotas, clock, kept);
    ThreadFactory daemons = Clockwork.daemons("yizhan-dispatcher");
    this.callers =
        new ThreadPoolExecutor(0, MOST_THREADS, 60, SECONDS, new SynchronousQueue<>(), daemons);
    this.keepers = Executors.newCachedThreadPool(daemons);
  }

  /** Settles what a crash interrupted, then looks for due work from time to time. */
  public void start() {
    nodes.start();
    states.look();
    clockwork.every(timing.look(), "Due work cannot be looked for now", this::dispatchDue);
    clockwork.every(timing.beat(), "Claims cannot be looked at now", this::releaseUnbegun);
    // Not where a vendor may keep the thread waiting: silence is taken for death.
    heart.every(timing.beat(), "Other nodes cannot be looked after now", nodes::look);
    heart.every(REMOVE, "Old submissions cannot be removed now", retention::remove);
  }

  Running running() {
    return running;
  }

  /**
   * Has a call made, of a submission that was begun, and those that are due behind it. With all
   * threads busy it is given back: work that is written down as on its way never waits in memory.
   * Keeps nobody's thread.
   */
  void dispatch(PendingCall call) {
    try {
      callers.execute(() -> make(call));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // The second where the machine has no thread to give.
      release(call.submission(), Set.of(call.number()));
      running.end(call.submission());
    }
  }

  private void release(long submission, Set<Integer> numbers) {
    CompletableFuture<Integer> unused =
        store
            .releasing(submission, numbers)
            .whenComplete(
                (released, failure) -> {
                  if (failure != null) {
                    LOG.log(
                        System.Logger.Level.WARNING,
                        "Calls of submission {0,number,#} cannot be given back now",
                        submission);
                  }
                });
  }

  /**
   * A call that was begun, and of which it could not be written down what came of it, stays among
   * those that run: it must never be taken for one that was not begun.
   */
  private void make(PendingCall call) {
    try {
      CallEnd end = maker.make(call);
      events.called(call, end.record());
      CompletableFuture<Optional<PendingCall>> unused =
          store
              .finishing(call, end, clock.instant())
              .whenComplete(
                  (next, failure) -> {
                    if (failure == null) {
                      goOn(call, end, next);
                    } else {
                      keepers.execute(() -> writeDown(call, end));
                    }
                  });
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "What came of a vendor call could not be written down", e);
    }
  }

  private void goOn(PendingCall call, CallEnd end, Optional<PendingCall> next) {
    running.ended(call.submission(), end);
    next.ifPresentOrElse(this::dispatch, () -> running.end(call.submission()));
  }

  /**
   * The vendor's answer is told once: a store that is away for a while must not lose it. To write
   * it down again is harmless, so it is tried until it is done or the gateway ends.
   */
  private void writeDown(PendingCall call, CallEnd end) {
    for (int tries = 1; !ended(Math.min(tries * RETRY_MILLIS, LONGEST_RETRY_MILLIS)); tries++) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The outcome of submission {0,number,#} call {1} was not written down; trying again",
          call.submission(),
          call.number());
      try {
        goOn(call, end, store.finish(call, end, clock.instant()));
        return;
      } catch (StoreException e) {
        LOG.log(System.Logger.Level.DEBUG, "Not yet", e);
      }
    }
  }

  /** Waits; whether the dispatcher has ended meanwhile. */
  private boolean ended(long millis) {
    try {
      return ended.await(millis, MILLISECONDS);
    } catch (InterruptedException e) {
      return ended.getCount() == 0;
    }
  }

  private void dispatchDue() {
    states.look();
    boolean more = true;
    while (more && !callers.isShutdown()) {
      // No more than there are threads for: what is claimed is begun at once.
      int free = Math.min(MOST_CLAIMS, MOST_THREADS - callers.getActiveCount());
      List<PendingCall> claimed = free > 0 ? store.claimDue(clock.instant(), free) : List.of();
      for (PendingCall call : claimed) {
        running.begin(call.submission());
        dispatch(call);
      }
      more = !claimed.isEmpty();
    }
  }

  /**
   * What is claimed for this node and runs nowhere was never begun: its claim was committed, but
   * the word of it got lost with a connection. Claims are made on this thread, or by those who run.
   */
  private void releaseUnbegun() {
    Map<Long, Set<Integer>> unbegun = new HashMap<>(store.claimed());
    unbegun.keySet().removeAll(running.submissions());
    unbegun.forEach(
        (submission, numbers) -> {
          LOG.log(
              System.Logger.Level.WARNING,
              "Calls {1} of submission {0,number,#} were claimed and not begun; they are due again",
              submission,
              numbers);
          release(submission, numbers);
        });
  }

  /** Begins nothing more; calls that run are left to end, for a little while. */
  @Override
  public void close() {
    clockwork.close();
    heart.close();
    callers.shutdown();
    awaitEnd(callers);
  }

  /**
   * Waits for the last calls, once their connections have been cut, so that they are written down,
   * and takes leave.
   */
  public void awaitLastCalls() {
    awaitEnd(callers);
    ended.countDown();
    keepers.shutdown();
    awaitEnd(keepers);
    try {
      store.leave(clock.instant());
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "The gateway ends without leave: its store is away");
    }
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
}
