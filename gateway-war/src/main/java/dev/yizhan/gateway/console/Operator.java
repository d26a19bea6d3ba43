package dev.yizhan.gateway.console;

import dev.yizhan.gateway.security.Consumer;

/**
 * Who is signed in.
 *
 * @param token of the session
 * @param formToken that each form of the session carries
 */
record Operator(Consumer consumer, String token, String formToken) {

  String name() {
    return consumer.name();
  }

  boolean isAdmin() {
    return consumer.role() == Consumer.Role.ADMIN;
  }

  boolean mayReadTexts() {
    return isAdmin() && consumer.readsTexts();
  }

  /** Discloses no token. */
  @Override
  public String toString() {
    return "Operator " + name();
  }
}
