package dev.yizhan.gateway.security;

/** A consumer's name and its password in clear. */
public record Credentials(String name, String password) {

  private static final int MAX_NAME_CHARS = 128;
  private static final int MAX_PASSWORD_CHARS = 1024;

  boolean isTooLong() {
    return name.length() > MAX_NAME_CHARS || password.length() > MAX_PASSWORD_CHARS;
  }

  /** Discloses neither: a client may have put its password into the name. */
  @Override
  public String toString() {
    return "Credentials";
  }
}
