package dev.yizhan.gateway.core.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Records from their arrival to their owner. Errors as in {@link
 * dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface RecordStore {

  /**
   * Stores a push; a duplicate changes nothing.
   *
   * @param body as received
   * @return how many records are new
   */
  int storePush(RecordBatch batch, byte[] body, Instant now);

  /**
   * Stores a push that cannot be read; a duplicate changes nothing.
   *
   * @param body as received
   */
  void storeUnreadable(String account, byte[] body, String reason, Instant now);

  /**
   * Matches waiting reports again: the answer of their call may have been stored since. After the
   * timeout they go to the account's owner, or stay without one.
   *
   * @param accounts as currently configured
   * @param after where to start
   * @param timeout how long a report waits
   * @return where to go on; 0 at the end
   */
  long matchWaiting(List<RecordSource> accounts, long after, Duration timeout, Instant now);

  /**
   * Corrects some reports whose match by number an id has confirmed or refuted: after a refutation
   * their consumers get a correction, and the accounts' owners the reports without a submission.
   *
   * @param accounts as currently configured
   * @return how many
   */
  int correct(List<RecordSource> accounts, Instant now);

  /**
   * Assigns some of an account's records without an owner to its owner.
   *
   * @return how many
   */
  int assignUnowned(String account, String owner);

  /**
   * Removes some old records and answers.
   *
   * @param receivedBefore only those received before this
   * @param seenBefore removes identities last seen before this
   * @return how many
   */
  int removeOld(Instant receivedBefore, Instant seenBefore);
}
