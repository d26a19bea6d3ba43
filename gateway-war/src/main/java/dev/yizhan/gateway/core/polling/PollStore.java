package dev.yizhan.gateway.core.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Leases of polls, and answers before their records are stored. Errors as in {@link
 * dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface PollStore {

  /**
   * All leases ever acquired.
   *
   * @return in no particular order
   */
  List<PollLease> leases();

  /**
   * Acquires a lease that is due and not held, and stores the poll as started.
   *
   * @param initialPause the pause of the first poll; for a balance, how long the lease is held
   * @return the id of the poll; empty if the lease is held or not due
   */
  Optional<Long> acquire(String account, PollKind kind, Duration initialPause, Instant now);

  /** The ids of the polls whose leases this node holds. */
  List<Long> heldPolls();

  /** Releases the lease of a poll whose request was certainly not sent. */
  void release(long poll);

  /** Stores an answer as received. Storing it again changes nothing. */
  void storeAnswer(long poll, byte[] answer, Instant now);

  /**
   * Stores the end of a poll with its records, and releases the lease. Repeating this changes
   * nothing.
   *
   * @return how many records are new
   */
  int end(PollEnd end);

  /**
   * Takes over a stored answer that no node is processing.
   *
   * @param accounts those that this node is configured for
   * @param running polls of this node whose answers it is processing already
   */
  Optional<UnreadAnswer> takeOverAnswer(List<String> accounts, Set<Long> running);

  /** An answer or push that could not be read, wholly or in part, and is not ticked off. */
  Optional<UnreadableAnswer> findUnreadable(long id, Instant now);

  /**
   * Stores the records of an answer that was read again, those that are new, and lists it no longer
   * if it is resolved.
   *
   * @return how many records are new; empty if the answer is resolved already
   */
  Optional<Integer> storeReadAgain(ReadAgain reading);
}
