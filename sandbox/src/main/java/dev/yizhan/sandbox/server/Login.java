package dev.yizhan.sandbox.server;

/**
 * Who a caller says it is.
 *
 * @param user the account
 * @param password its password
 */
public record Login(String user, String password) {

  /**
   * Shows the account only.
   *
   * @return the user
   */
  @Override
  public String toString() {
    return user;
  }
}
