package dev.yizhan.gateway.security;

import java.util.Optional;

record FixedSecret(PasswordHash hash, Optional<String> callKey) implements LoginSecret {

  /** Shows nothing of it. */
  @Override
  public String toString() {
    return "FixedSecret";
  }
}
