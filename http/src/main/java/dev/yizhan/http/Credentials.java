package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

/**
 * An account at a vendor.
 *
 * @param user its name
 * @param password its password, in clear; what the vendor wants of it is made where it is sent
 */
public record Credentials(String user, String password) {

  /** Checks that nothing is {@code null}. */
  public Credentials {
    requireNonNull(user, "user");
    requireNonNull(password, "password");
  }

  /**
   * Shows neither.
   *
   * @return a constant
   */
  @Override
  public String toString() {
    return "Credentials";
  }
}
