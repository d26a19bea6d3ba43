package dev.yizhan.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** PBKDF2 with HMAC-SHA-256 (RFC 8018). */
final class Pbkdf2Hash implements PasswordHash {

  static final int MIN_ITERATIONS = 100_000;
  static final int MAX_ITERATIONS = 5_000_000;

  /** As OWASP's Password Storage Cheat Sheet recommends. */
  private static final int DEFAULT_ITERATIONS = 600_000;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern FORMAT =
      Pattern.compile(
          "pbkdf2-sha256\\$([0-9]{1,7})\\$([A-Za-z0-9+/=]{16,100})\\$([A-Za-z0-9+/=]{20,100})");

  private final int iterations;
  private final byte[] salt;
  private final byte[] hash;

  private Pbkdf2Hash(int iterations, byte[] salt, byte[] hash) {
    this.iterations = iterations;
    this.salt = salt;
    this.hash = hash;
  }

  static Pbkdf2Hash of(String password) {
    byte[] salt = random(SALT_BYTES);
    return new Pbkdf2Hash(
        DEFAULT_ITERATIONS, salt, derive(password, salt, DEFAULT_ITERATIONS, HASH_BYTES));
  }

  static Pbkdf2Hash of(String name, String password) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      byte[] salt =
          Arrays.copyOf(digest.digest(password.getBytes(StandardCharsets.UTF_8)), SALT_BYTES);
      return new Pbkdf2Hash(
          DEFAULT_ITERATIONS, salt, derive(password, salt, DEFAULT_ITERATIONS, HASH_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  static Pbkdf2Hash parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not pbkdf2-sha256$ITERATIONS$SALT$HASH");
    }
    int iterations = Integer.parseInt(matcher.group(1));
    if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
      throw new IllegalArgumentException(
          iterations + " iterations, not from " + MIN_ITERATIONS + " to " + MAX_ITERATIONS);
    }
    return new Pbkdf2Hash(
        iterations,
        Base64.getDecoder().decode(matcher.group(2)),
        Base64.getDecoder().decode(matcher.group(3)));
  }

  @Override
  public boolean matches(String password) {
    return MessageDigest.isEqual(hash, derive(password, salt, iterations, hash.length));
  }

  @Override
  public Pbkdf2Hash decoy() {
    return new Pbkdf2Hash(iterations, random(salt.length), random(hash.length));
  }

  private static byte[] derive(String password, byte[] salt, int iterations, int bytes) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, bytes * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has PBKDF2 with HMAC-SHA-256", e);
    } finally {
      spec.clearPassword();
    }
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Pbkdf2Hash that
            && iterations == that.iterations
            && Arrays.equals(salt, that.salt)
            && Arrays.equals(hash, that.hash));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    Base64.Encoder base64 = Base64.getEncoder();
    return "pbkdf2-sha256$"
        + iterations
        + '$'
        + base64.encodeToString(salt)
        + '$'
        + base64.encodeToString(hash);
  }
}
