package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Hashes of passwords that vendors require. MD5 and SHA-1 without a salt protect nothing: whoever
 * reads the hash can send with it. They are here because the protocols demand them (vendor-rules
 * §1).
 */
public final class WeakHash {

  private static final int DES_KEY_LENGTH = 8;

  private WeakHash() {}

  /**
   * The MD5 of a password in lower case, as LinkWS requires it.
   *
   * @param password hashed in UTF-8
   * @return 32 hexadecimal digits: {@code 123} gives {@code 202cb962ac59075b964b07152d234b70}
   */
  public static String md5(String password) {
    return DigestUtils.md5Hex(requireNonNull(password, "password"));
  }

  /** As {@link #md5}, in upper case. */
  public static String md5UpperCase(String password) {
    return md5(password).toUpperCase(Locale.ROOT);
  }

  /**
   * The key and initialisation vector of winnerlook's encryption: the first eight characters of the
   * SHA-1 in upper case (document 5, 2.8). Every byte keeps its leading zero; a widespread sample
   * drops it.
   *
   * @param password hashed in UTF-8
   * @return eight characters: {@code 123} gives {@code 40BD0015}
   */
  public static String desKey(String password) {
    return DigestUtils.sha1Hex(requireNonNull(password, "password"))
        .substring(0, DES_KEY_LENGTH)
        .toUpperCase(Locale.ROOT);
  }
}
