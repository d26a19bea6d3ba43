package dev.yizhan.gateway.security;

/** A salted, slow hash of a consumer's password. */
public sealed interface PasswordHash permits Pbkdf2Hash, BcryptHash {

  /** Takes as long for a wrong password as for the right one. */
  boolean matches(String password);

  /** A hash of the same kind and cost, of a random password. */
  PasswordHash decoy();
}
