package dev.yizhan.gateway.core.statement;

import java.time.LocalDate;
import java.util.List;

/**
 * The statement of one day.
 *
 * @param day of the submissions, China time
 * @param isClosed whether the day is over, so that no submission is added. Late reports still move
 *     recipients from one state to another
 */
public record StatementDay(LocalDate day, boolean isClosed, List<StatementLine> lines) {

  /** Copies the list. */
  public StatementDay {
    lines = List.copyOf(lines);
  }
}
