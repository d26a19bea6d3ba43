package dev.yizhan.gateway.push;

import dev.yizhan.gateway.core.record.PushFormat;
import dev.yizhan.gateway.security.Networks;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/**
 * The address {@code /push/TOKEN} to which a vendor pushes an account's records. The token is a
 * secret in a URL, because the vendor can send no other.
 *
 * @param account in the configuration
 * @param token 32 hexadecimal digits or more
 * @param addresses allowed to push
 * @param format of the account's vendor
 * @param answer the body of the response once the records are persisted
 */
public record PushEndpoint(
    String account, String token, Networks addresses, PushFormat format, String answer) {

  /** The token is compared in lower case. */
  public PushEndpoint {
    token = token.toLowerCase(Locale.ROOT);
  }

  /** Whether another endpoint has the same address. */
  public boolean hasTokenOf(PushEndpoint other) {
    return hasToken(other.token());
  }

  /** In constant time. */
  boolean hasToken(String other) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8),
        other.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }

  /** Does not disclose the token. */
  @Override
  public String toString() {
    return "PushEndpoint[" + account + "]";
  }
}
