package dev.yizhan.gateway.core.statement;

import dev.yizhan.gateway.core.polling.BalanceSnapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What an account was billed. Errors as in {@link
 * dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface ReconciliationStore {

  /**
   * Counts the calls over an account for the submissions of a day.
   *
   * @param account over which their channels sent on that day
   * @param most how many differences are listed
   */
  BilledCalls calls(String account, LocalDate day, int most);

  /** The known balance that the vendor returned nearest to a moment. */
  Optional<BalanceSnapshot> balanceNear(String account, Instant time);
}
