package dev.yizhan.gateway.core.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counters of a day of China time, or of a shorter period, shared by all nodes. */
public interface QuotaStore {

  /**
   * A counter.
   *
   * @param name for example {@code consumer NAME}
   * @param amount to add
   * @param limit of the sum
   * @param window the length of the period that begins with the first amount; empty for the day
   */
  record Count(String name, int amount, int limit, Optional<Duration> window) {

    /** A counter of the day. */
    public Count(String name, int amount, int limit) {
      this(name, amount, limit, Optional.empty());
    }
  }

  /**
   * Adds all amounts, or none if a counter would exceed its limit.
   *
   * @param counts each name once
   * @return the first counter that would exceed its limit
   */
  Optional<Count> reserve(Instant at, List<Count> counts);

  /** The amount of a counter of a day. */
  long amount(Instant at, String name);

  /**
   * Subtracts amounts that were reserved and not used.
   *
   * @param at when they were reserved
   */
  void release(Instant at, List<Count> counts);

  /**
   * Removes some counters of the days before a time, and of periods that began before it.
   *
   * @return how many
   */
  int removeBefore(Instant time);
}
