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
}
