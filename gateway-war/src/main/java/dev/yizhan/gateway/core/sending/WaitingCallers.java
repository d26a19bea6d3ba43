package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallStore;
import dev.yizhan.gateway.core.task.PeriodicTasks;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Callers that wait for the end of their submissions, without a thread. A submission has ended when
 * none of its calls runs or is due; calls that are tried again after a pause are not waited for.
 */
public final class WaitingCallers implements AutoCloseable {

  /** Modified only inside {@code compute} of the map. */
  private static final class Entry {
    private final CompletableFuture<Optional<CallEnd>> completion = new CompletableFuture<>();
    private volatile boolean stored;
    private volatile boolean checked;
    private int callers = 1;
    private int openCalls;
    private int endedCalls;
    private @Nullable CallEnd lastEnd;

    /** Empty if not all recipients have the state of one end. */
    Optional<CallEnd> onlyEnd() {
      return endedCalls == 1 ? Optional.ofNullable(lastEnd) : Optional.empty();
    }
  }

  private static final System.Logger LOG = System.getLogger(WaitingCallers.class.getName());

  /** More than end while somebody waits: only {@link #check} finds the end. */
  private static final int UNKNOWN = 1 << 30;

  private final CallStore store;
  private final Clock clock;
  private final Map<Long, Entry> bySubmission = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, PeriodicTasks.daemonThreads("yizhan-waiting"));

  /** Starts without callers. */
  public WaitingCallers(CallStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Waits for a submission that will be stored. {@link #stored} or {@link #forget} follows.
   *
   * @param calls how many of its calls are to end
   * @return the end of its only call; empty after several, or if some recipients had none, or if
   *     that is not known, or after the longest time; never fails
   */
  CompletableFuture<Optional<CallEnd>> awaitNew(long submission, int calls, Duration longest) {
    return await(submission, calls, longest);
  }

  /** Waits for a submission that is stored, unless it has ended. */
  CompletableFuture<Optional<CallEnd>> awaitStored(long submission, Duration longest) {
    if (!bySubmission.containsKey(submission) && !isActive(submission)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    CompletableFuture<Optional<CallEnd>> end = await(submission, UNKNOWN, longest);
    stored(submission);
    return end;
  }

  private boolean isActive(long submission) {
    try {
      return !store.active(List.of(submission), clock.instant()).isEmpty();
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.DEBUG, "The next check finds out", e);
      return true;
    }
  }

  /** The submission is stored. If none of its calls is made now, nobody waits. */
  void stored(long submission) {
    Entry known =
        bySubmission.computeIfPresent(
            submission,
            (id, entry) -> {
              entry.stored = true;
              return entry;
            });
    if (known != null && known.openCalls == 0) {
      complete(submission);
    }
  }

  private CompletableFuture<Optional<CallEnd>> await(long submission, int calls, Duration longest) {
    if (longest.isZero()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Entry entry =
        bySubmission.compute(
            submission,
            (id, existing) -> {
              if (existing != null) {
                existing.callers++;
                return existing;
              }
              Entry created = new Entry();
              created.openCalls = calls;
              return created;
            });
    CompletableFuture<Optional<CallEnd>> result = entry.completion.copy();
    var timeout =
        timer.schedule(
            () -> {
              leave(submission);
              result.complete(Optional.empty());
            },
            longest.toMillis(),
            TimeUnit.MILLISECONDS);
    CompletableFuture<?> unused = result.whenComplete((end, failure) -> timeout.cancel(false));
    return result;
  }

  private void leave(long submission) {
    bySubmission.computeIfPresent(submission, (id, entry) -> --entry.callers == 0 ? null : entry);
  }

  /**
   * A call has ended durably.
   *
   * @param due how many further calls are due now
   */
  void ended(long submission, CallEnd end, int due) {
    Entry known =
        bySubmission.computeIfPresent(
            submission,
            (id, entry) -> {
              entry.endedCalls++;
              entry.lastEnd = end;
              entry.openCalls += due - 1;
              return entry;
            });
    if (known != null && known.openCalls <= 0) {
      complete(submission);
    }
  }

  /**
   * Recipients of a call get nothing, so that its end is not that of all of the submission's.
   *
   * @param isWhole whether the call has no others and is not made
   */
  void stopped(long submission, boolean isWhole) {
    Entry known =
        bySubmission.computeIfPresent(
            submission,
            (id, entry) -> {
              entry.endedCalls++;
              entry.openCalls -= isWhole ? 1 : 0;
              return entry;
            });
    if (known != null && known.openCalls <= 0) {
      complete(submission);
    }
  }

  /** Lets go of the callers that wait for a submission. */
  void forget(long submission) {
    complete(submission);
  }

  private void complete(long submission) {
    Entry entry = bySubmission.remove(submission);
    if (entry != null) {
      entry.completion.complete(entry.onlyEnd());
    }
  }

  /**
   * Lets go of callers whose submissions have ended otherwise: on another node, cancelled, or
   * expired.
   */
  void check() {
    List<Long> waited = new ArrayList<>();
    bySubmission.forEach(
        (id, entry) -> {
          // Most end before the second check.
          if (entry.stored && entry.checked) {
            waited.add(id);
          }
          entry.checked = true;
        });
    if (!waited.isEmpty()) {
      Set<Long> active = store.active(waited, clock.instant());
      waited.stream().filter(id -> !active.contains(id)).forEach(this::complete);
    }
  }

  /** Lets go of all callers. */
  @Override
  public void close() {
    timer.shutdownNow();
    List.copyOf(bySubmission.keySet()).forEach(this::complete);
  }
}
