package dev.yizhan.gateway.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a consumer's password: PBKDF2 with HMAC-SHA-256, written {@code
 * pbkdf2-sha256$ITERATIONS$SALT$HASH}, salt and hash in Base64. As a program it reads a password
 * from standard input and prints such a line.
 */
public final class PasswordHash {

  private static final int ITERATIONS = 600_000;
  private static final int LEAST_ITERATIONS = 100_000;
  private static final int MOST_ITERATIONS = 5_000_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern FORM =
      Pattern.compile(
          "pbkdf2-sha256\\$([0-9]{1,7})\\$([A-Za-z0-9+/=]{16,100})\\$([A-Za-z0-9+/=]{20,100})");

  private final int iterations;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(int iterations, byte[] salt, byte[] hash) {
    this.iterations = iterations;
    this.salt = salt;
    this.hash = hash;
  }

  /**
   * Hashes a password, with a salt of its own.
   *
   * @param password which
   * @return its hash
   */
  public static PasswordHash of(String password) {
    return of(password, ITERATIONS);
  }

  private static PasswordHash of(String password, int iterations) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return new PasswordHash(iterations, salt, derived(password, salt, iterations, HASH_BYTES));
  }

  /** One of nobody's, that is as dear to check as this one. */
  PasswordHash ofNobody() {
    return of("", iterations);
  }

  /**
   * Reads a hash.
   *
   * @param text as {@link #toString} writes it
   * @return the hash
   * @throws IllegalArgumentException where it is none, or too cheap or too dear to check
   */
  public static PasswordHash parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("pbkdf2-sha256$ITERATIONS$SALT$HASH");
    }
    int iterations = Integer.parseInt(matcher.group(1));
    if (iterations < LEAST_ITERATIONS || iterations > MOST_ITERATIONS) {
      throw new IllegalArgumentException("iterations");
    }
    return new PasswordHash(
        iterations,
        Base64.getDecoder().decode(matcher.group(2)),
        Base64.getDecoder().decode(matcher.group(3)));
  }

  /**
   * Whether it was made of a password, with the same salt.
   *
   * @param other another hash
   * @return whether both are written alike
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PasswordHash that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /**
   * Whether it is that of a password; as slow as it is meant to be, whatever the answer is.
   *
   * @param password which
   * @return whether it fits
   */
  public boolean isOf(String password) {
    return MessageDigest.isEqual(hash, derived(password, salt, iterations, hash.length));
  }

  private static byte[] derived(String password, byte[] salt, int iterations, int bytes) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, bytes * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has PBKDF2 with HMAC-SHA-256", e);
    } finally {
      spec.clearPassword();
    }
  }

  /**
   * As it stands in a configuration.
   *
   * @return {@code pbkdf2-sha256$ITERATIONS$SALT$HASH}
   */
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

  /**
   * Prints the hash of the password that stands on the first line of standard input.
   *
   * @param arguments none
   * @throws IOException where nothing can be read
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    String password =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    if (password == null || password.isEmpty()) {
      out.println("Give the password on standard input, as one line");
      System.exit(1);
    } else {
      out.println(of(password));
    }
  }
}
