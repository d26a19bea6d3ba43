package dev.yizhan.gateway.core.problem;

import java.time.Instant;
import java.util.List;

/**
 * Problems that the store knows. Errors as in {@link
 * dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface ProblemStore {

  /**
   * What the store knows of problems: unknown deliveries, polls in doubt, what cannot be read, what
   * belongs to nobody.
   *
   * @param since older ones are left out, but for unknown deliveries
   * @param limit of each kind
   * @return newest first in each kind
   */
  List<Problem> problems(Instant since, int limit);
}
