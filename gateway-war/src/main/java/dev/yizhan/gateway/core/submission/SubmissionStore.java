package dev.yizhan.gateway.core.submission;

import dev.yizhan.gateway.core.fault.StoreException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Storage of submissions. A method that changes something returns when the change is durable; a
 * {@link StoreException} states whether it may have happened.
 */
public interface SubmissionStore {

  /** The result of an insertion. */
  sealed interface Insertion {

    /** The submission is new, and stored. */
    record Inserted() implements Insertion {}

    /**
     * The consumer used the request id before; nothing was stored.
     *
     * @param id of the earlier submission
     * @param fingerprint of the earlier request
     */
    record Repeated(long id, String fingerprint) implements Insertion {}
  }

  /**
   * Stores a submission.
   *
   * @param isAwaited whether somebody waits for its outcome; under load, the others are stored in
   *     larger groups
   * @return completed on a thread of the store, which must not be blocked
   */
  CompletableFuture<Insertion> insertAsync(NewSubmission submission, boolean isAwaited);

  /** As {@link #insertAsync}, and waits. */
  default Insertion insert(NewSubmission submission) {
    return StoreException.await(insertAsync(submission, true));
  }

  /**
   * Finds a submission.
   *
   * @param consumer its owner; empty for any
   * @param from the first delivery of the page, from 0
   */
  Optional<Submission> find(Optional<String> consumer, long id, int from);

  /** Finds the submission that used a request id. */
  Optional<Insertion.Repeated> findByRequestId(String consumer, String requestId);

  /**
   * That the store was restored from a backup.
   *
   * @param madeAt when the backup was made; what was accepted later is forgotten
   * @param refuseUntil until when request ids that the store does not know are refused
   */
  record Restored(Instant madeAt, Instant refuseUntil) {}

  /** The last time that the store was restored. */
  Optional<Restored> lastRestore();

  /**
   * Cancels the deliveries of a submission that wait. Others stay as they are.
   *
   * @return whether there is such a submission
   */
  boolean cancel(String consumer, long id, Instant now);

  /**
   * Removes some old submissions, oldest first, except those with waiting or running calls.
   *
   * @param expiredBefore only those that expired before this
   * @return how many
   */
  int remove(Instant expiredBefore);

  /**
   * What {@link #remove} would still remove.
   *
   * @param count at most {@link #MAX_COUNTED}
   * @param oldest when the oldest was stored
   */
  record Overdue(int count, Instant oldest) {}

  /** The most overdue submissions that are counted. */
  int MAX_COUNTED = 10_000;

  /**
   * The submissions that should have been removed.
   *
   * @param expiredBefore those that expired before this
   */
  Optional<Overdue> overdue(Instant expiredBefore);

  /** Removes the ids of keys that no stored data uses. */
  void forgetUnusedKeys();
}
