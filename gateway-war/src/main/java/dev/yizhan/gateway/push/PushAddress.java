package dev.yizhan.gateway.push;

import dev.yizhan.gateway.security.Networks;
import dev.yizhan.vendor.PushReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;

/**
 * The address to which a vendor may push the records of an account: {@code /push/TOKEN}. The token
 * is the only secret in a URL: the vendor has no other place for it.
 *
 * @param token 32 hexadecimal digits or more
 * @param addresses the vendor's addresses
 * @param names the vendor's names of the account and its sub-accounts
 * @param answer the body of the response once the records are stored
 */
public record PushAddress(
    String account,
    String token,
    Networks addresses,
    Set<String> names,
    PushReader reader,
    String answer) {

  /** Converts the token to lower case. */
  public PushAddress {
    token = token.toLowerCase(Locale.ROOT);
    names = Set.copyOf(names);
  }

  /** Whether two accounts have the same token, which would mix up their pushes. */
  public boolean hasTokenOf(PushAddress other) {
    return isToken(other.token());
  }

  /** Compares in constant time. */
  boolean isToken(String given) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8),
        given.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }

  /** Omits the token. */
  @Override
  public String toString() {
    return "PushAddress[" + account + "]";
  }
}
