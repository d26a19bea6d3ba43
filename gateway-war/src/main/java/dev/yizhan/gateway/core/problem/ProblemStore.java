package dev.yizhan.gateway.core.problem;

import java.time.Instant;
import java.util.List;

/**
 * Problems found in the store. Errors as in {@link
 * dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface ProblemStore {

  /**
   * Unknown deliveries, polls with an unknown result, unreadable answers and records, and records
   * without an owner.
   *
   * @param since older ones are left out, except unknown deliveries
   * @param limit of each kind
   * @return newest first in each kind
   */
  List<Problem> problems(Instant since, int limit);
}
