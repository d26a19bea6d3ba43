package dev.yizhan.gateway.core.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where passwords of vendors' accounts are kept that were changed over the gateway. */
public interface PasswordStore {

  /**
   * How it stands with an account's password.
   *
   * @param account whose
   * @param current the one that counts in place of the configured one
   * @param candidate one that may count since the vendor was asked to change it
   * @param changedAt when this was written down
   */
  record StoredPassword(
      String account, Optional<String> current, Optional<String> candidate, Instant changedAt) {

    /**
     * Shows no password.
     *
     * @return the account
     */
    @Override
    public String toString() {
      return "Kept[" + account + "]";
    }
  }

  /**
   * All that are kept and still count.
   *
   * @param configured the configured password of an account; what was changed counts as long as
   *     that one is the same
   * @return in no order
   */
  List<StoredPassword> find(Map<String, String> configured);

  /**
   * Writes all anew under the key that encrypts now.
   *
   * @param now the time
   */
  void reencrypt(Instant now);

  /**
   * Keeps a candidate, where there is none.
   *
   * @param account whose
   * @param configured its configured password
   * @param candidate the new one
   * @param now the time
   * @return whether there was none
   */
  boolean addCandidate(String account, String configured, String candidate, Instant now);

  /**
   * Tells what became of a candidate, unless somebody has changed anything since it was read.
   *
   * @param stored as it was read, with a candidate
   * @param isValid whether the candidate is the account's password now
   * @param now the time
   * @return whether it was written down
   */
  boolean settle(StoredPassword stored, boolean isValid, Instant now);

  /**
   * The vendor has taken a password: it counts, whatever stood there.
   *
   * @param account whose; it has begun a change
   * @param password which
   * @param now the time
   */
  void accept(String account, String password, Instant now);
}
