package dev.yizhan.gateway.core.polling;

import dev.yizhan.vendor.Balance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Balances of accounts. Errors as in {@link dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface BalanceStore {

  /** The last known balance. */
  Optional<BalanceSnapshot> find(String account);

  /**
   * Stores the result of a balance query.
   *
   * @param balance empty if the query failed
   * @param reason of a failure
   * @param pause until the next query
   */
  void storeResult(
      String account,
      Optional<Balance> balance,
      Optional<String> reason,
      Duration pause,
      Instant now);
}
