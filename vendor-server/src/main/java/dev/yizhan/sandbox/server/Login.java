package dev.yizhan.sandbox.server;

/** The user and password that a request carries, not yet checked. */
public record Login(String user, String password) {

  /** {@return the user only} */
  @Override
  public String toString() {
    return user;
  }
}
