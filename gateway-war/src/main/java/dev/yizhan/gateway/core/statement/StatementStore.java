package dev.yizhan.gateway.core.statement;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sums of submissions by day of China time, changed in the same transactions as the submissions.
 * Errors as in {@link dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface StatementStore {

  /**
   * The first day with sums. Submissions of earlier days were stored by a version without them, and
   * are counted whenever a statement of their day is read.
   *
   * @return empty if all days have sums
   */
  Optional<LocalDate> firstWithSums();

  /**
   * The figures of some days, all of one moment.
   *
   * @param from the first day
   * @param to the last day
   * @param consumer empty for all
   * @return by day, those without lines left out; ordered by key
   */
  Map<LocalDate, List<StatementLine>> lines(
      LocalDate from, LocalDate to, Optional<String> consumer);

  /**
   * Stores over which accounts channels send from a day on.
   *
   * @param accounts by channel
   */
  void setAccounts(LocalDate day, Map<String, String> accounts);

  /** Removes the sums of days before one, and what is known of balances then. */
  int forget(LocalDate before);
}
