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

/**
 * Submissions whose calls run in this process, for threads that wait for their end. Each is
 * reference-counted by the threads that store it or make its calls.
 */
final class RunningSubmissions {

  /** Modified only inside {@code compute} of the map. */
  private static final class Entry {
    private final CompletableFuture<Optional<CallEnd>> completion = new CompletableFuture<>();
    private int holders;
    private int endedCalls;
    private @Nullable CallEnd lastEnd;

    /** Empty after several calls. */
    Optional<CallEnd> onlyEnd() {
      return endedCalls == 1 ? Optional.ofNullable(lastEnd) : Optional.empty();
    }
  }

  private final Map<Long, Entry> bySubmission = new ConcurrentHashMap<>();

  void acquire(long submission) {
    bySubmission.compute(
        submission,
        (id, existing) -> {
          Entry entry = existing == null ? new Entry() : existing;
          entry.holders++;
          return entry;
        });
  }

  /** Records the durable end of a call. */
  void recordEnd(long submission, CallEnd end) {
    bySubmission.computeIfPresent(
        submission,
        (id, entry) -> {
          entry.endedCalls++;
          entry.lastEnd = end;
          return entry;
        });
  }

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

  /** Completed when the submission is released; to be called after {@link #acquire}. */
  CompletableFuture<Optional<CallEnd>> completion(long submission) {
    Entry entry = bySubmission.get(submission);
    return entry == null ? CompletableFuture.completedFuture(Optional.empty()) : entry.completion;
  }

  /**
   * Waits until the submission is released.
   *
   * @return the end of the only call; empty after several calls, or after {@code maxWait}
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
      // The caller handles the failure of the insertion itself.
      return Optional.empty();
    }
  }
}
