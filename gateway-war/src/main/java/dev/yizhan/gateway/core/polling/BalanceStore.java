package dev.yizhan.gateway.core.polling;

import dev.yizhan.vendor.Balance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Balances of accounts. Errors as in {@link dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface BalanceStore {

  /**
   * The last balance.
   *
   * @param account whose
   * @return it, where one was ever told
   */
  Optional<BalanceSnapshot> find(String account);

  /**
   * Writes down how a question for a balance ended.
   *
   * @param account whose
   * @param balance what was told
   * @param reason why nothing was told
   * @param pause how long the vendor is left alone now
   * @param now the time
   */
  void storeResult(
      String account,
      Optional<Balance> balance,
      Optional<String> reason,
      Duration pause,
      Instant now);
}
