package dev.yizhan.gateway.core.operation;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.submission.DeliveryState;
import java.time.Instant;
import java.util.Optional;

/** What operators look for and settle. Errors as in {@link SubmissionStore}. */
public interface OperatorStore {

  /**
   * Finds submissions, newest first.
   *
   * @param query which
   * @return a page of them
   */
  SearchPage search(SearchQuery query);

  /**
   * What is not done.
   *
   * @param now the time
   * @return calls that are due, and unknown deliveries
   */
  Backlog backlog(Instant now);

  /**
   * Writes down what an operator found out about an unknown delivery.
   *
   * @param submission whose
   * @param number which recipient
   * @param settlement what
   * @return the state of before; where it was not unknown, nothing was changed
   */
  Optional<DeliveryState> settle(long submission, PhoneNumber number, Settlement settlement);
}
