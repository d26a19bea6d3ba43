package dev.yizhan.gateway.core.sending;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Counts of a day, shared by all nodes. */
public interface QuotaStore {

  /**
   * Something that is counted.
   *
   * @param name of what
   * @param amount how much more
   * @param limit how much there may be in all
   */
  record Count(String name, int amount, int limit) {}

  /**
   * Counts all, or nothing where one would be above its limit.
   *
   * @param day which
   * @param counts of what, each name once
   * @return the first that would be above its limit
   */
  Optional<Count> reserve(LocalDate day, List<Count> counts);

  /**
   * Takes back what was counted and did not happen.
   *
   * @param day which
   * @param counts as they were taken
   */
  void release(LocalDate day, List<Count> counts);

  /**
   * Forgets days.
   *
   * @param day this one
   * @return how many counts
   */
  int removeBefore(LocalDate day);
}
