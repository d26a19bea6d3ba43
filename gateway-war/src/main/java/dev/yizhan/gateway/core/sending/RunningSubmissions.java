package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.submission.CallEnd;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Submissions whose calls run in this process, for those who wait. */
final class RunningSubmissions {

  /** Changed inside the map only. */
  private static final class Entry {
    private final CompletableFuture<Optional<CallEnd>> completion = new CompletableFuture<>();
    private int holders;
    private int endedCalls;
    private @Nullable CallEnd lastEnd;

    /** The only call's end; empty where there were several. */
    Optional<CallEnd> onlyEnd() {
      return endedCalls == 1 ? Optional.ofNullable(lastEnd) : Optional.empty();
    }
  }

  private final Map<Long, Entry> bySubmission = new ConcurrentHashMap<>();

  /** Somebody makes calls of it, or is about to write it down. */
  void acquire(long submission) {
    bySubmission.compute(
        submission,
        (id, existing) -> {
          Entry entry = existing == null ? new Entry() : existing;
          entry.holders++;
          return entry;
        });
  }

  /** A call has ended, durably. */
  void recordEnd(long submission, CallEnd end) {
    bySubmission.computeIfPresent(
        submission,
        (id, entry) -> {
          entry.endedCalls++;
          entry.lastEnd = end;
          return entry;
        });
  }

  /** One of those who make its calls has ended. */
  void release(long submission) {
    bySubmission.computeIfPresent(
        submission,
        (id, entry) -> {
          if (--entry.holders > 0) {
            return entry;
          }
          entry.completion.complete(entry.onlyEnd());
          return null;
        });
  }

  Set<Long> submissions() {
    return bySubmission.keySet();
  }

  /** For a submission that was begun before this is asked. */
  CompletableFuture<Optional<CallEnd>> completion(long submission) {
    Entry entry = bySubmission.get(submission);
    return entry == null ? CompletableFuture.completedFuture(Optional.empty()) : entry.completion;
  }

  /**
   * Waits until nobody makes calls any more.
   *
   * @return the end of the only call that was made; empty where there were several, or patience
   *     ended
   */
  static Optional<CallEnd> await(
      CompletableFuture<Optional<CallEnd>> completion, Duration maxWait) {
    try {
      return completion.get(maxWait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      // Who waits asks what failed himself.
      return Optional.empty();
    }
  }
}
