package dev.yizhan.gateway.security;

import java.util.Optional;

/** What a caller at a front door proves itself by. It may change while the gateway runs. */
public interface LoginSecret {

  /** {@return the hash of what callers present now} */
  PasswordHash hash();

  /** {@return what the vendor's clients encrypt their calls with now; a secret} */
  Optional<String> callKey();

  /** A secret of the configuration. */
  record Fixed(PasswordHash hash, Optional<String> callKey) implements LoginSecret {

    /** Shows nothing of it. */
    @Override
    public String toString() {
      return "Fixed";
    }
  }
}
