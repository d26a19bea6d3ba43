package dev.yizhan.gateway.core.submission;

import dev.yizhan.gateway.core.fault.StoreException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where submissions are written down. A method that changes something returns when the change is
 * durable; where it throws a {@link StoreException}, that says whether the change may have
 * happened.
 */
public interface SubmissionStore {

  /** What came of writing a submission down. */
  sealed interface Insertion {

    /** It is written down. */
    record Inserted() implements Insertion {}

    /**
     * The consumer used the request id before; nothing was written.
     *
     * @param id the submission of then
     * @param content of then
     */
    record Repeated(long id, Content content) implements Insertion {}
  }

  /**
   * Writes a submission down.
   *
   * @param submission what
   * @return whether it is new; completed on a thread of the store's, which is not to be kept
   */
  CompletableFuture<Insertion> insertAsync(NewSubmission submission);

  /**
   * Writes a submission down, and waits until it is.
   *
   * @param submission what
   * @return whether it is new
   */
  default Insertion insert(NewSubmission submission) {
    return StoreException.await(insertAsync(submission));
  }

  /**
   * Finds a submission.
   *
   * @param consumer whose; nobody's in particular where it is empty
   * @param id ours
   * @param from the first delivery of the page, from 0
   * @return the submission as it stands
   */
  Optional<Submission> find(Optional<String> consumer, long id, int from);

  /**
   * Finds a submission by the consumer's id.
   *
   * @param consumer whose
   * @param requestId the consumer's id
   * @return our id, and what was asked
   */
  Optional<Insertion.Repeated> findByRequestId(String consumer, String requestId);

  /**
   * Takes back what waits. What is on its way, or further, stays as it is.
   *
   * @param consumer whose
   * @param id ours
   * @param now the time
   * @return whether there is such a submission
   */
  boolean cancel(String consumer, long id, Instant now);

  /**
   * Removes some submissions that are long over, oldest first; those that still wait are left.
   *
   * @param expiredBefore their time to be tried ended before this
   * @return how many
   */
  int remove(Instant expiredBefore);

  /** Forgets keys under which nothing can be any more. */
  void forgetUnusedKeys();
}
