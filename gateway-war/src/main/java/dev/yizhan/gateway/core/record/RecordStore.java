package dev.yizhan.gateway.core.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Records on their way from a vendor to their owner. Errors as in {@link
 * dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface RecordStore {

  /**
   * Takes in what a vendor pushed; what came before changes nothing.
   *
   * @param batch its records
   * @param body as it came
   * @param now the time
   * @return how many records are new
   */
  int storePush(RecordBatch batch, byte[] body, Instant now);

  /**
   * Keeps a push that cannot be read; the same again changes nothing.
   *
   * @param account whose
   * @param body as it came
   * @param reason why
   * @param now the time
   */
  void storeUnreadable(String account, byte[] body, String reason, Instant now);

  /**
   * Looks once more at reports that fitted no delivery: its call's answer may have come since.
   * Those that have waited for long enough go to the account's owner, or to nobody.
   *
   * @param accounts as they are now
   * @param after where to begin
   * @param timeout how long a report waits
   * @param now the time
   * @return where to go on; 0 where there are no more
   */
  long matchWaiting(List<RecordSource> accounts, long after, Duration timeout, Instant now);

  /**
   * Gives some of an account's records that are nobody's to its owner.
   *
   * @param account whose
   * @param owner who
   * @return how many
   */
  int assignUnowned(String account, String owner);

  /**
   * Removes some records and answers that are older than they have to be kept.
   *
   * @param receivedBefore they came before this
   * @param seenBefore identities that were seen last before this are forgotten
   * @return how many
   */
  int removeOld(Instant receivedBefore, Instant seenBefore);

  /**
   * Writes without changing anything.
   *
   * @throws dev.yizhan.gateway.core.fault.StoreException if the store cannot be written
   */
  void probe();
}
