package dev.yizhan.gateway.console;

import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.journal.JournalStore;
import dev.yizhan.gateway.core.session.OperatorSession;
import dev.yizhan.gateway.core.session.SessionStore;
import dev.yizhan.gateway.security.ClientConnection;
import dev.yizhan.gateway.security.ConsoleLogins;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Sessions in the store, so that each node knows them, also after a restart. The store has the hash
 * of a token only.
 */
final class Sessions {

  /** Without a page for so long, a session ends. What a page asks for by itself does not count. */
  static final Duration IDLE = Duration.ofHours(2);

  /** A session ends so long after it began. */
  static final Duration LONGEST = Duration.ofHours(12);

  /** A use is noted no oftener. */
  private static final Duration NOTED = Duration.ofMinutes(1);

  private static final int TOKEN_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SessionStore store;
  private final JournalStore journal;
  private final ConsoleLogins logins;
  private final Clock clock;

  Sessions(SessionStore store, JournalStore journal, ConsoleLogins logins, Clock clock) {
    this.store = store;
    this.journal = journal;
    this.logins = logins;
    this.clock = clock;
  }

  /**
   * Begins a session with a new token.
   *
   * @return empty if the password is right, but the consumer may not use the console
   * @throws dev.yizhan.gateway.core.fault.GatewayException if the password is wrong, or too many
   *     were
   */
  Optional<Operator> begin(Credentials given, ClientConnection client) {
    byte[] random = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Instant now = clock.instant();
    return logins
        .signIn(given, client, token)
        .map(
            login -> {
              String name = login.consumer().name();
              store.forget(now.minus(LONGEST), now.minus(IDLE));
              store.add(new OperatorSession(hash(token), name, login.proof(), now, now));
              journal.add(
                  JournalEntry.of(now, name, JournalEntry.Action.SIGNED_IN, client.address()));
              return operator(login.consumer(), token);
            });
  }

  /**
   * Finds who has a token, if the session has not ended.
   *
   * @param isUse whether this lengthens it
   */
  Optional<Operator> find(String token, ClientConnection client, boolean isUse) {
    Instant now = clock.instant();
    Optional<OperatorSession> session =
        store
            .find(hash(token))
            .filter(each -> now.isBefore(each.createdAt().plus(LONGEST)))
            .filter(each -> now.isBefore(each.usedAt().plus(IDLE)));
    Optional<Consumer> consumer =
        session.flatMap(each -> logins.find(each.consumer(), token, each.proof(), client));
    if (isUse && consumer.isPresent() && session.get().usedAt().plus(NOTED).isBefore(now)) {
      store.used(hash(token), now);
    }
    return consumer.map(each -> operator(each, token));
  }

  /** Ends the operator's session. */
  void end(Operator operator) {
    store.remove(hash(operator.token()));
    signedOut(operator, "");
  }

  /** Ends all sessions of the operator. */
  void endAll(Operator operator) {
    store.removeAll(operator.name());
    signedOut(operator, "*");
  }

  private void signedOut(Operator operator, String target) {
    journal.add(
        JournalEntry.of(clock.instant(), operator.name(), JournalEntry.Action.SIGNED_OUT, target));
  }

  private static Operator operator(Consumer consumer, String token) {
    return new Operator(consumer, token, hash("form " + token));
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
