package dev.yizhan.gateway.core.sending;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Daily counters, shared by all nodes. */
public interface QuotaStore {

  /**
   * A counter.
   *
   * @param name for example {@code consumer NAME}
   * @param amount to add
   * @param limit of the sum
   */
  record Count(String name, int amount, int limit) {}

  /**
   * Adds all amounts, or none if a counter would exceed its limit.
   *
   * @param counts each name once
   * @return the first counter that would exceed its limit
   */
  Optional<Count> reserve(LocalDate day, List<Count> counts);

  /** The amount of a counter. */
  long amount(LocalDate day, String name);

  /** Subtracts amounts that were reserved and not used. */
  void release(LocalDate day, List<Count> counts);

  /**
   * Removes some counters of the days before one.
   *
   * @return how many
   */
  int removeBefore(LocalDate day);
}
