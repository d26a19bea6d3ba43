package dev.yizhan.gateway.soap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may come in, by HTTP Basic. */
public final class Consumers {

  private static final String BASIC = "basic ";

  /**
   * A consumer and what it knows.
   *
   * @param consumer who
   * @param passwordHash SHA-256 of the password in UTF-8, hexadecimal; kept in memory only
   */
  private record Entry(Consumer consumer, String passwordHash) {}

  private final Map<String, Entry> byName;
  private final String nobody = sha256("");

  /**
   * Takes the consumers.
   *
   * @param passwords of each consumer
   */
  public Consumers(Map<Consumer, String> passwords) {
    this.byName =
        passwords.entrySet().stream()
            .collect(
                java.util.stream.Collectors.toUnmodifiableMap(
                    entry -> entry.getKey().name(),
                    entry -> new Entry(entry.getKey(), sha256(entry.getValue()))));
  }

  Optional<Consumer> authenticated(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    String pair;
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).trim());
      pair = new String(decoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    Entry entry = byName.get(pair.substring(0, colon));
    // An unknown name costs the same as a wrong password.
    String expected = entry == null ? nobody : entry.passwordHash();
    boolean right =
        MessageDigest.isEqual(bytes(expected), bytes(sha256(pair.substring(colon + 1))));
    return entry != null && right ? Optional.of(entry.consumer()) : Optional.empty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
