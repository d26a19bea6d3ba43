package dev.yizhan.sandbox.server;

/**
 * An account that a client wants registered.
 *
 * @param login its user and password
 * @param agent the account above it; empty for none
 * @param company its name, may be empty
 * @param contact a person, may be empty
 * @param mobile that person's, may be empty
 */
public record NewAccount(Login login, String agent, String company, String contact, String mobile) {

  /** {@return the user only} */
  @Override
  public String toString() {
    return login.toString();
  }
}
