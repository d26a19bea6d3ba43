package dev.yizhan.gateway.push;

import dev.yizhan.gateway.security.Networks;
import dev.yizhan.vendor.PushReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;

/**
 * Where a vendor may push an account's records to: {@code /push/TOKEN}. The token is the one secret
 * that stands in a URL, since the vendor has no other place for it.
 *
 * @param account ours
 * @param token 32 hexadecimal digits or more
 * @param addresses from where
 * @param names the vendor's names of the account and its sub-accounts
 * @param reader of the account's vendor
 * @param answer what the vendor gets when the store has it
 */
public record PushDoor(
    String account,
    String token,
    Networks addresses,
    Set<String> names,
    PushReader reader,
    String answer) {

  /** Copies the set; the token's letters become small. */
  public PushDoor {
    token = token.toLowerCase(Locale.ROOT);
    names = Set.copyOf(names);
  }

  /**
   * Whether nobody could tell the two apart.
   *
   * @param other another account's
   * @return whether both have one token
   */
  public boolean hasTokenOf(PushDoor other) {
    return isToken(other.token());
  }

  /** Whether a token is this one, in constant time. */
  boolean isToken(String given) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8),
        given.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Without the token.
   *
   * @return the account
   */
  @Override
  public String toString() {
    return "PushDoor[" + account + "]";
  }
}
