package dev.yizhan.gateway.security;

/** Makes and reads hashes of either kind. */
public final class PasswordHashes {

  private PasswordHashes() {}

  /** Hashes a password by PBKDF2, with a random salt. */
  public static PasswordHash of(String password) {
    return Pbkdf2Hash.of(password);
  }

  /**
   * Hashes a password of the configuration. The same name and password have the same hash at each
   * start and on each node, and no two names share a salt: it is never stored or shown.
   */
  public static PasswordHash of(String name, String password) {
    return Pbkdf2Hash.of(name, password);
  }

  /**
   * Reads {@code pbkdf2-sha256$ITERATIONS$SALT$HASH} or a bcrypt hash ({@code $2a$}, {@code $2b$},
   * {@code $2y$}).
   *
   * @throws IllegalArgumentException if the text is neither, or the hash costs too little or too
   *     much to check
   */
  public static PasswordHash parse(String text) {
    return text.startsWith("$") ? BcryptHash.parse(text) : Pbkdf2Hash.parse(text);
  }
}
