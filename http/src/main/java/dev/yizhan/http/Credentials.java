package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

/**
 * The login of an account at a vendor.
 *
 * @param password in clear; a vendor that requires a digest gets it computed at the call
 */
public record Credentials(String user, String password) {

  /** Checks that nothing is {@code null}. */
  public Credentials {
    requireNonNull(user, "user");
    requireNonNull(password, "password");
  }

  /** Contains neither. */
  @Override
  public String toString() {
    return "Credentials";
  }
}
