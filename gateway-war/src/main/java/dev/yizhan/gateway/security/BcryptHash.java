package dev.yizhan.gateway.security;

import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jspecify.annotations.Nullable;

/**
 * bcrypt in the Modular Crypt Format, as {@code htpasswd -B} prints it. It takes the password's
 * first 72 bytes in UTF-8.
 */
final class BcryptHash implements PasswordHash {

  /** The least that OWASP's Password Storage Cheat Sheet recommends. */
  static final int MIN_COST = 10;

  /** About 1.5 s on one core; each step doubles it. */
  static final int MAX_COST = 15;

  private static final SecureRandom RANDOM = new SecureRandom();

  /** The salt's last character carries two bits; with others set, no password would match. */
  private static final Pattern FORMAT =
      Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{31}");

  private static final String BASE64 =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int SALT_CHARS = 22;
  private static final int HASH_CHARS = 31;

  private final String text;
  private final String prefix;

  private BcryptHash(String text) {
    this.text = text;
    this.prefix = text.substring(0, text.length() - SALT_CHARS - HASH_CHARS);
  }

  static BcryptHash parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a bcrypt hash");
    }
    int cost = Integer.parseInt(matcher.group(1));
    if (cost < MIN_COST || cost > MAX_COST) {
      throw new IllegalArgumentException(
          "bcrypt cost " + cost + ", not from " + MIN_COST + " to " + MAX_COST);
    }
    return new BcryptHash(text);
  }

  @Override
  public boolean matches(String password) {
    return OpenBSDBCrypt.checkPassword(text, password.toCharArray());
  }

  @Override
  public BcryptHash decoy() {
    return new BcryptHash(prefix + random(SALT_CHARS - 1) + '.' + random(HASH_CHARS));
  }

  private static String random(int chars) {
    return RANDOM
        .ints(chars, 0, BASE64.length())
        .mapToObj(BASE64::charAt)
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BcryptHash that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return text;
  }
}
