package dev.yizhan.gateway.core.series;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Storage of series. Errors as in {@link dev.yizhan.gateway.core.submission.SubmissionStore}. */
public interface SeriesStore {

  /**
   * Adds to what is stored, and removes what is older than a time.
   *
   * @param forgetBefore the first minute that is kept
   */
  void add(List<OutcomeCount> counts, Instant forgetBefore);

  /**
   * The sums of all nodes, in the order of time.
   *
   * @param from the first minute
   * @param channel the only one; empty for the sum of all, whose channel is an empty text
   */
  List<OutcomeCount> read(Instant from, Optional<String> channel);
}
