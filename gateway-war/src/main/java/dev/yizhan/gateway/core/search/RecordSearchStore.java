package dev.yizhan.gateway.core.search;

import dev.yizhan.codec.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Records as operators see them: no reader's position changes. Errors as in {@link
 * dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface RecordSearchStore {

  /** Finds records, newest first. */
  RecordPage find(RecordQuery query);

  /**
   * Finds what has come about a submission, oldest first.
   *
   * @param numbers of its recipients
   * @param since nothing that came earlier is looked at
   * @param most how many records
   */
  List<FoundRecord> about(long submission, List<PhoneNumber> numbers, Instant since, int most);

  /**
   * Reads the text of an inbound message, and notes it in the journal, in one transaction.
   *
   * @param who the operator
   * @return empty if there is no such message
   */
  Optional<StoredReply> readReply(long id, String who, Instant now);
}
