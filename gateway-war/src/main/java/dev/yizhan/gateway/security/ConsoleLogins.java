package dev.yizhan.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who may use the console, by the passwords of the configuration. A session carries a proof of the
 * password by which it was begun, so that it ends when that password is no longer valid.
 */
public final class ConsoleLogins {

  private static final String ALGORITHM = "HmacSHA256";

  private final Authenticator authenticator;

  /** Uses the consumers of an authenticator, and its delays after wrong passwords. */
  public ConsoleLogins(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  /**
   * A consumer whose password was right.
   *
   * @param proof of the password, under the token of a session
   */
  public record Login(Consumer consumer, String proof) {}

  /** Whether there is an admin: without one there is no console. */
  public boolean isOn() {
    return authenticator.directory().entries().stream()
        .anyMatch(entry -> entry.consumer().role() == Consumer.Role.ADMIN);
  }

  /**
   * Checks a name and a password.
   *
   * @return empty if they are right, but the consumer may not use the console
   * @throws dev.yizhan.gateway.core.fault.GatewayException as {@link Authenticator#authenticate}
   */
  public Optional<Login> signIn(Credentials given, ClientConnection client, String token) {
    Consumer consumer = authenticator.authenticate(Optional.of(given), client);
    return authenticator
        .directory()
        .find(consumer.name())
        .filter(entry -> mayUse(entry.consumer()))
        .flatMap(
            entry ->
                entry.hashes().stream()
                    .filter(hash -> authenticator.isVerified(given, hash))
                    .findFirst()
                    .map(hash -> new Login(entry.consumer(), proof(token, hash))));
  }

  /** The consumer of a session, if its password is still valid and it may call from there. */
  public Optional<Consumer> find(String name, String token, String proof, ClientConnection client) {
    return authenticator
        .directory()
        .find(name)
        .filter(entry -> mayUse(entry.consumer()))
        .filter(entry -> entry.consumer().mayCallFrom(client.address()))
        .filter(
            entry -> entry.hashes().stream().anyMatch(hash -> isEqual(proof, proof(token, hash))))
        .map(ConsumerDirectory.Entry::consumer);
  }

  private static boolean mayUse(Consumer consumer) {
    return consumer.role() != Consumer.Role.CONSUMER;
  }

  private static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** Whoever reads the stored proof cannot even try passwords: the token is the key. */
  private static String proof(String token, PasswordHash hash) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of()
          .formatHex(mac.doFinal(hash.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
    }
  }
}
