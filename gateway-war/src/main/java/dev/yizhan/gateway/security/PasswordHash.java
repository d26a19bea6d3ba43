package dev.yizhan.gateway.security;

/** A salted, slow hash of a consumer's password. */
public sealed interface PasswordHash permits Pbkdf2Hash, BcryptHash {

  /** Hashes a password by PBKDF2, with a random salt. */
  static PasswordHash of(String password) {
    return Pbkdf2Hash.of(password);
  }

  /**
   * Reads {@code pbkdf2-sha256$ITERATIONS$SALT$HASH} or a bcrypt hash ({@code $2a$}, {@code $2b$},
   * {@code $2y$}).
   *
   * @throws IllegalArgumentException where the text is neither, or the hash costs too little or too
   *     much to check
   */
  static PasswordHash parse(String text) {
    return text.startsWith("$") ? BcryptHash.parse(text) : Pbkdf2Hash.parse(text);
  }

  /** Takes as long for a wrong password as for the right one. */
  boolean matches(String password);

  /** A hash of the same kind and cost, of a random password. */
  PasswordHash decoy();
}
