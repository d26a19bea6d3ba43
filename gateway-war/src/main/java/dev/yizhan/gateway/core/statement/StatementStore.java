package dev.yizhan.gateway.core.statement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts stored submissions. */
public interface StatementStore {

  /**
   * The figures of the submissions of a period, all of one moment.
   *
   * @param from the first moment of the period
   * @param to the first moment after it
   * @param consumer empty for all
   * @return ordered by key; without accounts
   */
  List<StatementLine> lines(Instant from, Instant to, Optional<String> consumer);
}
