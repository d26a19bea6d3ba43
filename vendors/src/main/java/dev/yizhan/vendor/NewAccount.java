package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.http.Credentials;

/**
 * An account to be registered.
 *
 * @param credentials its name and password
 * @param agent the account above it; empty for the vendor's choice
 * @param company its name, may be empty
 * @param contact a person, may be empty
 * @param mobile that person's, may be empty
 */
public record NewAccount(
    Credentials credentials, String agent, String company, String contact, String mobile) {

  /** Checks that nothing is {@code null}. */
  public NewAccount {
    requireNonNull(credentials, "credentials");
    requireNonNull(agent, "agent");
    requireNonNull(company, "company");
    requireNonNull(contact, "contact");
    requireNonNull(mobile, "mobile");
  }

  /**
   * Shows nothing of it.
   *
   * @return a constant
   */
  @Override
  public String toString() {
    return "NewAccount";
  }
}
