package dev.yizhan.gateway.core.callback;

import dev.yizhan.gateway.core.door.FailedDeliveries;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.record.InboxStore;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.task.PeriodicTasks;
import dev.yizhan.gateway.core.task.Timing;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Has the records of consumers delivered to each callback, by one node and one delivery at a time.
 * While a receiver answers, no thread waits: a few threads prepare deliveries and store what became
 * of them.
 */
public final class Callbacks implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Callbacks.class.getName());

  private static final int WORKERS = 4;
  private static final int GRACE_SECONDS = 5;

  private final CallbackStore store;
  private final Clock clock;
  private final Timing timing;
  private final Deliveries deliveries;
  private final Events events;
  private final PeriodicTasks checks = new PeriodicTasks("yizhan-callbacks");
  private final ExecutorService workers =
      Executors.newFixedThreadPool(WORKERS, PeriodicTasks.daemonThreads("yizhan-callback"));
  private final Set<Callback.Id> running = ConcurrentHashMap.newKeySet();
  private volatile Map<Callback.Id, Callback> callbacks = Map.of();
  private volatile boolean isClosing;

  public Callbacks(
      CallbackStore store,
      InboxStore inbox,
      FailedDeliveries failures,
      Clock clock,
      Timing timing,
      Events events) {
    this.store = store;
    this.clock = clock;
    this.timing = timing;
    this.events = events;
    this.deliveries =
        new Deliveries(
            store,
            new DeliveryReader(inbox),
            new FailureReader(failures, clock),
            clock,
            timing,
            events);
  }

  /** Starts the periodic checks. */
  public void start() {
    checks.every(timing.checkInterval(), "Callbacks cannot be delivered now", this::check);
  }

  /** Replaces the callbacks. Deliveries that are running end as they began. */
  public void replace(List<Callback> next) {
    callbacks = next.stream().collect(Collectors.toUnmodifiableMap(Callback::id, each -> each));
  }

  private void check() {
    if (callbacks.isEmpty() && running.isEmpty()) {
      return;
    }
    releaseUnstarted();
    Instant now = clock.instant();
    for (CallbackStore.Standing standing : store.standings(List.copyOf(callbacks.values()))) {
      if (!standing.hasBegun()) {
        store.begin(standing.callback());
      } else if (!standing.isHeld() && deliveries.isDue(standing, now)) {
        start(standing.callback());
      }
    }
  }

  /** Releases leases whose acquisition was not confirmed, or after whose end the store was away. */
  private void releaseUnstarted() {
    for (Callback.Id id : store.held()) {
      if (!running.contains(id)) {
        store.release(id);
      }
    }
  }

  private void start(Callback callback) {
    Callback.Id id = callback.id();
    if (!running.add(id)) {
      return;
    }
    boolean isStarted = false;
    try {
      isStarted = store.acquire(callback) && submit(id, Optional.empty());
    } finally {
      if (!isStarted) {
        running.remove(id);
      }
    }
  }

  private boolean submit(Callback.Id id, Optional<RecordKind> last) {
    return tryExecute(() -> next(id, last));
  }

  private boolean tryExecute(Runnable work) {
    try {
      workers.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Starts the next delivery of a callback whose lease this node holds, or ends the lease. */
  private void next(Callback.Id id, Optional<RecordKind> last) {
    try {
      Optional<Deliveries.Prepared> prepared =
          isClosing
              ? Optional.empty()
              : Optional.ofNullable(callbacks.get(id))
                  .flatMap(callback -> deliveries.prepare(callback, last));
      if (prepared.isEmpty()) {
        running.remove(id);
        store.release(id);
      } else {
        deliver(prepared.get());
      }
    } catch (RuntimeException | Error e) {
      stop(id, e);
    }
  }

  private void deliver(Deliveries.Prepared prepared) {
    Callback.Id id = prepared.callback().id();
    long start = System.nanoTime();
    prepared
        .callback()
        .receiver()
        .deliver(
            prepared.delivery(),
            answer -> {
              long took = System.nanoTime() - start;
              if (!tryExecute(() -> end(prepared, answer, took))) {
                running.remove(id);
              }
            });
  }

  private void end(Deliveries.Prepared prepared, Receiver.Answer answer, long took) {
    Callback.Id id = prepared.callback().id();
    try {
      if (deliveries.end(prepared, answer, took)) {
        next(id, Optional.of(prepared.progress().kind()));
      } else {
        running.remove(id);
      }
    } catch (RuntimeException | Error e) {
      stop(id, e);
    }
  }

  /** The next check releases the lease and, if the store is there, begins again. */
  private void stop(Callback.Id id, Throwable failure) {
    running.remove(id);
    if (failure instanceof StoreException) {
      LOG.log(
          System.Logger.Level.WARNING, "The callback of {0} pauses: {1}", id, failure.getMessage());
    } else {
      LOG.log(System.Logger.Level.ERROR, "The callback of " + id + " pauses", failure);
    }
  }

  /**
   * Where a callback stands with one kind of records.
   *
   * @param oldest when the oldest record was received that is not delivered
   */
  public record Status(Callback.Id id, Progress progress, Optional<Instant> oldest) {}

  /** Where all callbacks stand. */
  public List<Status> statuses() {
    List<Status> statuses = new ArrayList<>();
    List<Callback> all = List.copyOf(callbacks.values());
    if (!all.isEmpty()) {
      for (CallbackStore.Standing standing : store.standings(all)) {
        Callback callback = standing.callback();
        for (Progress progress : standing.progress()) {
          statuses.add(new Status(callback.id(), progress, oldest(callback, progress)));
        }
      }
    }
    return statuses;
  }

  private Optional<Instant> oldest(Callback callback, Progress progress) {
    Optional<Instant> record = store.oldestUndelivered(callback.consumer(), progress);
    return record.isEmpty() && progress.kind() == RecordKind.REPORTS
        ? deliveries.oldestFailure(callback)
        : record;
  }

  /**
   * Records that operators have skipped, the last first.
   *
   * @param consumer empty for all
   */
  public CallbackStore.SkippedList skipped(Optional<String> consumer) {
    return store.skipped(consumer);
  }

  /** The callbacks, of which each node knows its own certificates. */
  public List<Callback> all() {
    return List.copyOf(callbacks.values());
  }

  /**
   * Skips the record that a callback's receiver does not accept.
   *
   * @param who the operator
   * @throws GatewayException if there is no such callback, or it does not stand at this record
   */
  public void skip(Callback.Id id, RecordKind kind, long position, String who, String reason) {
    Callback callback =
        Optional.ofNullable(callbacks.get(id))
            .orElseThrow(() -> GatewayException.of(FaultCode.INVALID_REQUEST, missing(id)));
    if (reason.isBlank()) {
      throw GatewayException.of(FaultCode.INVALID_REQUEST, "reason: state why, for later readers");
    }
    CallbackStore.Skip skip =
        new CallbackStore.Skip(kind, position, who, reason.strip(), clock.instant());
    if (!store.skip(callback, skip)) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "position: the callback does not stand at this record after a failed delivery of it"
              + " alone. ListProblems has the position");
    }
    events.operatorActed("skipped " + kind, who, id + " " + position);
  }

  private String missing(Callback.Id id) {
    return callbacks.keySet().stream().anyMatch(each -> each.consumer().equals(id.consumer()))
        ? "reader: nothing is pushed to this reader of the consumer. Others acknowledge what they"
            + " pass over"
        : "consumer: there is no consumer of this name with a callback";
  }

  /** Starts nothing more, and waits briefly for receivers. */
  @Override
  public void close() {
    isClosing = true;
    checks.close();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    try {
      while (!running.isEmpty() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      workers.shutdown();
      if (!workers.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.DEBUG, "Some callbacks are still being stored");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
