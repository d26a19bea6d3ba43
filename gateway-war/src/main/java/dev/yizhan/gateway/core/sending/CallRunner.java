package dev.yizhan.gateway.core.sending;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallKey;
import dev.yizhan.gateway.core.submission.CallStore;
import dev.yizhan.gateway.core.submission.ClaimedCall;
import dev.yizhan.gateway.core.submission.ClaimedCalls;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.task.PeriodicTasks;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;

/**
 * Makes claimed calls on threads of its own and has their outcomes persisted. A call is claimed
 * only when its channel has a slot for it, so that it starts at once.
 */
public final class CallRunner implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(CallRunner.class.getName());

  private static final int MAX_DIVERTED = 64;
  private static final long RETRY_MILLIS = 250;
  private static final long LONGEST_RETRY_MILLIS = 5000;
  private static final int GRACE_SECONDS = 5;

  private final CallStore store;
  private final CallMaker maker;
  private final ChannelQueues queues;
  private final Clock clock;
  private final Events events;
  private final WaitingCallers waiting;

  /** Claimed by this node and not yet persisted as ended. */
  private final Set<CallKey> running = ConcurrentHashMap.newKeySet();

  private final ThreadPoolExecutor callers;
  private final ExecutorService retries;
  private final CountDownLatch ended = new CountDownLatch(1);

  public CallRunner(
      CallStore store,
      CallMaker maker,
      ChannelQueues queues,
      WaitingCallers waiting,
      Clock clock,
      Events events) {
    this.store = store;
    this.maker = maker;
    this.queues = queues;
    this.waiting = waiting;
    this.clock = clock;
    this.events = events;
    ThreadFactory daemons = PeriodicTasks.daemonThreads("yizhan-caller");
    // The channels' slots bound the number of threads.
    this.callers =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 60, SECONDS, new SynchronousQueue<>(), daemons);
    this.retries = Executors.newCachedThreadPool(daemons);
  }

  /** Notes, before it is stored as claimed, that a call will be made. */
  void reserve(CallKey call) {
    running.add(call);
  }

  /** Makes a call that was stored as claimed, in a slot of its channel. Does not block. */
  void start(PendingCall call) {
    start(call.channel(), call.key(), () -> Optional.of(call));
  }

  /** Gives up a call that was not stored as claimed. */
  void abandon(PendingCall call) {
    running.remove(call.key());
    queues.of(call.channel()).giveBack(1);
  }

  private void start(String channel, CallKey key, Supplier<Optional<PendingCall>> content) {
    try {
      callers.execute(() -> make(channel, key, content));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // The gateway ends, or the machine cannot start another thread: the call is due again at
      // once.
      LOG.log(System.Logger.Level.DEBUG, "A call cannot be started", e);
      running.remove(key);
      queues.of(channel).giveBack(1);
      CompletableFuture<?> unused = store.releaseAsync(running::contains);
    }
  }

  /** Calls of the channel wait in the store: makes as many as it has slots for. */
  void arrived(String channel) {
    queues.of(channel).expectWaiting();
    fill(channel);
  }

  /** Claims waiting calls for the free slots of a channel, and makes them. Does not block. */
  private void fill(String channel) {
    ChannelQueue queue = queues.of(channel);
    if (callers.isShutdown()) {
      return;
    }
    ChannelQueue.Slots slots = queue.takeForWaiting();
    if (slots.count() == 0) {
      return;
    }
    CompletableFuture<?> unused =
        store
            .claimAsync(
                new CallStore.Claim(channel, slots.count(), CallStore.Scope.ALL),
                clock.instant(),
                claimed -> startAll(channel, claimed))
            .whenComplete(
                (count, failure) -> {
                  if (failure == null) {
                    queue.claimed(slots, count);
                  } else {
                    // The periodic search finds the calls again.
                    queue.giveBack(slots.count());
                  }
                });
  }

  private void startAll(String channel, ClaimedCalls claimed) {
    noteStopped(claimed.stopped());
    for (ClaimedCall call : claimed.calls()) {
      running.add(call.key());
      start(channel, call.key(), call.content());
    }
  }

  private void noteStopped(List<ClaimedCalls.Stopped> stopped) {
    for (ClaimedCalls.Stopped each : stopped) {
      waiting.stopped(each.call().submission(), each.isWhole());
      events.optedOut(each.consumer(), Events.OptOutPoint.CALL, each.recipients());
    }
  }

  /**
   * Calls of a channel whose vendor does not answer take another channel of their route, if one
   * works now.
   */
  void divert(String channel) {
    CompletableFuture<?> unused =
        store.claimAsync(
            new CallStore.Claim(channel, MAX_DIVERTED, CallStore.Scope.WITH_OTHER_CHANNELS),
            clock.instant(),
            claimed -> {
              noteStopped(claimed.stopped());
              for (ClaimedCall call : claimed.calls()) {
                running.add(call.key());
                retries.execute(() -> divert(call));
              }
            });
  }

  private void divert(ClaimedCall call) {
    Instant now = clock.instant();
    call.content()
        .get()
        .ifPresentOrElse(
            pending -> persist(pending, maker.diverted(pending, now)),
            () -> rejectUnreadable(call.key()));
  }

  /**
   * A call whose outcome could not be persisted stays among the running ones: it must never be
   * taken for one that was not started.
   */
  private void make(String channel, CallKey key, Supplier<Optional<PendingCall>> content) {
    long start = System.nanoTime();
    ChannelQueue.Contact contact = ChannelQueue.Contact.NONE;
    String reason = "";
    try {
      Optional<PendingCall> call = content.get();
      if (call.isEmpty()) {
        rejectUnreadable(key);
      } else {
        CallMaker.Made made = maker.make(call.get());
        contact = made.contact();
        reason = made.end().record().answer().meaning().orElse("");
        events.callEnded(call.get(), made.end().record());
        persist(call.get(), made.end());
      }
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "The outcome of a vendor call could not be persisted", e);
    } finally {
      queues.of(channel).ended(contact, System.nanoTime() - start, reason);
      // Together with the end of this call.
      fill(channel);
    }
  }

  private void rejectUnreadable(CallKey key) {
    CompletableFuture<?> unused =
        store
            .rejectUnreadable(key, clock.instant())
            .whenComplete(
                (done, failure) -> {
                  running.remove(key);
                  waiting.forget(key.submission());
                });
  }

  private void persist(PendingCall call, CallEnd end) {
    CompletableFuture<?> unused =
        store
            .finishAsync(call, end)
            .whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    proceed(call, end);
                  } else {
                    retries.execute(() -> persistAgain(call, end));
                  }
                });
  }

  private void proceed(PendingCall call, CallEnd end) {
    running.remove(call.key());
    Instant now = clock.instant();
    int due = 0;
    for (NewCall next : end.further()) {
      if (!next.dueAt().isAfter(now)) {
        due++;
      }
    }
    waiting.ended(call.submission(), end, due);
    end.further().stream()
        .filter(next -> !next.dueAt().isAfter(now))
        .map(NewCall::channel)
        .distinct()
        .forEach(this::arrived);
  }

  /**
   * The vendor answers once, so an outage of the store must not lose the answer. Persisting twice
   * is harmless: it is retried until it succeeds or the gateway ends.
   */
  private void persistAgain(PendingCall call, CallEnd end) {
    for (int tries = 1;
        !hasEndedAfter(Math.min(tries * RETRY_MILLIS, LONGEST_RETRY_MILLIS));
        tries++) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The outcome of submission {0,number,#} call {1} was not persisted; trying again",
          call.submission(),
          call.number());
      try {
        store.finish(call, end);
        proceed(call, end);
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
   * Releases claims that were committed while their confirmation got lost with a connection. The
   * store asks between two transactions: a call whose claim it has confirmed is among the running
   * ones by then.
   */
  void releaseUnstarted() {
    for (CallKey call : StoreException.await(store.releaseAsync(running::contains))) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Call {1} of submission {0,number,#} was claimed and not started; it is due again",
          call.submission(),
          call.number());
    }
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
