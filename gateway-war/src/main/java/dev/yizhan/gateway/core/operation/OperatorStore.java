package dev.yizhan.gateway.core.operation;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.SubmissionStore;
import java.time.Instant;
import java.util.Optional;

/** Searches and settlements. Errors as in {@link SubmissionStore}. */
public interface OperatorStore {

  /** Finds submissions, newest first. */
  SearchPage search(SearchQuery query);

  /** Due calls and unknown deliveries. */
  Backlog backlog(Instant now);

  /**
   * Settles an unknown delivery.
   *
   * @param number the recipient
   * @return the previous state; nothing was changed unless it was unknown
   */
  Optional<DeliveryState> settle(long submission, PhoneNumber number, Settlement settlement);

  /**
   * Cancels the deliveries of a submission that wait. The journal tells it if there were any.
   *
   * @return empty if there is no such submission
   */
  Optional<Cancellation> cancel(SubmissionName name, String who, String reason, Instant now);

  /**
   * Reads the text to a recipient, and notes it in the journal, in one transaction.
   *
   * @param position of the recipient
   * @return empty if there is no such recipient
   */
  Optional<StoredText> readText(long submission, int position, String who, Instant now);
}
