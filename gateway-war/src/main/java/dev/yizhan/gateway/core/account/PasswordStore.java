package dev.yizhan.gateway.core.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Passwords of vendors' accounts that were changed through the gateway. */
public interface PasswordStore {

  /**
   * An account's stored passwords.
   *
   * @param current replaces the configured password, if present
   * @param candidate a new password whose change the vendor has not confirmed
   * @param changedAt when this state was stored
   */
  record StoredPassword(
      String account, Optional<String> current, Optional<String> candidate, Instant changedAt) {

    /** Shows no password. */
    @Override
    public String toString() {
      return "Kept[" + account + "]";
    }
  }

  /**
   * All stored passwords that are still valid.
   *
   * @param configured the configured passwords by account; a stored password is valid as long as
   *     the configured one stays the same
   * @return in no particular order
   */
  List<StoredPassword> find(Map<String, String> configured);

  /** Encrypts all of them again under the current key. */
  void reencrypt(Instant now);

  /**
   * Stores a candidate unless there is one.
   *
   * @return whether it was stored
   */
  boolean addCandidate(String account, String configured, String candidate, Instant now);

  /**
   * Settles a candidate, unless the state has changed since it was read.
   *
   * @param stored as read, with a candidate
   * @param isValid whether the candidate is now the account's password
   * @return whether it was settled
   */
  boolean settle(StoredPassword stored, boolean isValid, Instant now);

  /**
   * Makes a password the current one, whatever was stored before.
   *
   * @param account one with a candidate
   */
  void accept(String account, String password, Instant now);
}
