package dev.yizhan.gateway.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where submissions are written down. A method that changes something returns when the change is
 * durable; what it could not do is not done, and is a {@link StoreException}.
 */
public interface SubmissionStore {

  /** What came of writing a submission down. */
  sealed interface Insertion {

    /**
     * It is written down.
     *
     * @param first its first call, claimed
     */
    record Inserted(PendingCall first) implements Insertion {}

    /**
     * The consumer used the request id before; nothing was written.
     *
     * @param id the submission of then
     * @param contentHash of its content
     */
    record Repeated(long id, String contentHash) implements Insertion {}
  }

  /**
   * Writes a submission down, its first call claimed, its others due.
   *
   * @param submission what
   * @return whether it is new
   */
  Insertion insert(NewSubmission submission);

  /**
   * Writes down what came of a call, and the states of its recipients with it.
   *
   * @param pending the call
   * @param record what came of it
   * @param retryAt when its recipients are to be tried again; only where they were surely not sent
   * @return the submission's next call that is due, claimed
   */
  Optional<PendingCall> finish(PendingCall pending, CallRecord record, Optional<Instant> retryAt);

  /**
   * Claims calls that are due.
   *
   * @param now the time
   * @param most how many at the most
   * @return calls that nobody else makes; those whose time ran out are written down as expired
   */
  List<PendingCall> claimDue(Instant now, int most);

  /**
   * Gives a claimed call back: nobody has begun to make it, and it is due again at once.
   *
   * @param pending the call
   */
  void release(PendingCall pending);

  /**
   * Writes down as unknown what was on its way when the gateway ended.
   *
   * @param now the time
   * @return how many calls
   */
  int settleInterrupted(Instant now);

  /**
   * Finds a submission.
   *
   * @param consumer whose
   * @param id ours
   * @param from the first delivery of the page, from 0
   * @return the submission as it stands
   */
  Optional<Submission> find(String consumer, long id, int from);

  /**
   * Finds a submission by the consumer's id.
   *
   * @param consumer whose
   * @param requestId the consumer's id
   * @return our id
   */
  Optional<Long> findId(String consumer, String requestId);
}
