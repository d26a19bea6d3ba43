package dev.yizhan.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.HandClock;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.record.Readers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

  private static final ClientConnection OFFICE = new ClientConnection("10.0.0.1", true);
  private static final ClientConnection HOME = new ClientConnection("192.0.2.1", true);
  private static final Consumer SHOP = Consumer.of("shop", Consumer.Role.CONSUMER);

  // Cheap ones: Python's hashlib.pbkdf2_hmac of "right", htpasswd -nbB -C 10 of "right".
  private static final PasswordHash PBKDF2 =
      PasswordHashes.parse(
          "pbkdf2-sha256$100000$c2FsdHNhbHRzYWx0c2FsdA==$R2hilRa/lC6mk2BACFJW9n85rrXGVLaC8UsPX6OpbcE=");
  private static final PasswordHash BCRYPT =
      PasswordHashes.parse("$2y$10$FIrnZhK80Cjx3MIHJlISy.qIpJ/P6tfXS6pZDyLxQQf..viL8.LcS");

  // Python's hashlib.pbkdf2_hmac of "next".
  private static final PasswordHash NEXT =
      PasswordHashes.parse(
          "pbkdf2-sha256$100000$c2FsdHNhbHRzYWx0c2FsdA==$RJOmZIiSGTLCoUgw4vZsY2IUFxFwyOSzltqYKSDjrlk=");

  private final ManualTicker ticker = new ManualTicker();
  private final HandClock clock = new HandClock();
  private final Authenticator authenticator =
      new Authenticator(directory(new ConsumerDirectory.Entry(SHOP, PBKDF2)), ticker, clock);

  private static ConsumerDirectory directory(ConsumerDirectory.Entry... entries) {
    return new ConsumerDirectory(List.of(entries));
  }

  private static Consumer consumer(Optional<Networks> addresses, OptionalInt rate) {
    return new Consumer(
        "shop",
        Consumer.Role.CONSUMER,
        Set.of(),
        addresses,
        rate,
        Sender.unlimited("shop"),
        Readers.INDEPENDENT,
        false);
  }

  private String authenticate(String name, String password, ClientConnection client) {
    try {
      return authenticator
          .authenticate(Optional.of(new Credentials(name, password)), client)
          .name();
    } catch (GatewayException e) {
      return e.code() + ": " + e.getMessage();
    }
  }

  private String authenticate(String password, ClientConnection client) {
    return authenticate("shop", password, client);
  }

  @Test
  void acceptsBothKindsOfHashes() {
    Consumer office = Consumer.of("office", Consumer.Role.ADMIN);
    authenticator.replaceDirectory(
        directory(
            new ConsumerDirectory.Entry(SHOP, PBKDF2),
            new ConsumerDirectory.Entry(office, BCRYPT)));
    assertThat(authenticate("shop", "right", OFFICE)).isEqualTo("shop");
    assertThat(authenticate("office", "right", OFFICE)).isEqualTo("office");
    assertThat(authenticate("office", "wrong", OFFICE)).startsWith("NOT_AUTHENTICATED");
    assertThat(authenticate("nobody", "right", OFFICE)).startsWith("NOT_AUTHENTICATED");
  }

  @Test
  void delaysAttemptsAfterWrongPasswordsForOneNameAndAddress() {
    for (int i = 0; i < 3; i++) {
      assertThat(authenticate("wrong", OFFICE)).contains("do not match");
    }
    assertThat(authenticate("right", OFFICE)).contains("Call again in 2 seconds");
    assertThat(authenticate("right", HOME)).isEqualTo("shop");
    // Verified from elsewhere by now: whoever guesses does not keep the consumer out.
    assertThat(authenticate("right", OFFICE)).isEqualTo("shop");
    ticker.advance(Duration.ofSeconds(1));
    assertThat(authenticate("wrong", OFFICE)).contains("do not match");
    ticker.advance(Duration.ofSeconds(1));
    assertThat(authenticate("wrong", OFFICE)).contains("too many");
    ticker.advance(Duration.ofSeconds(1));
    assertThat(authenticate("wrong", OFFICE)).contains("do not match");
    ticker.advance(Duration.ofMinutes(11));
    assertThat(authenticate("right", OFFICE)).isEqualTo("shop");
  }

  @Test
  void delaysUnknownNamesToo() {
    for (int i = 0; i < 3; i++) {
      assertThat(authenticate("nobody", "x", OFFICE)).contains("do not match");
    }
    assertThat(authenticate("nobody", "x", OFFICE)).contains("too many wrong passwords");
    assertThat(authenticate("right", OFFICE)).isEqualTo("shop");
  }

  @Test
  void acceptsNoVerifiedLoginAfterTheHashHasChanged() {
    assertThat(authenticate("right", OFFICE)).isEqualTo("shop");
    authenticator.replaceDirectory(
        directory(new ConsumerDirectory.Entry(SHOP, PasswordHashes.parse(PBKDF2.toString()))));
    assertThat(authenticate("right", OFFICE)).isEqualTo("shop");
    authenticator.replaceDirectory(directory(new ConsumerDirectory.Entry(SHOP, PBKDF2.decoy())));
    assertThat(authenticate("right", OFFICE)).startsWith("NOT_AUTHENTICATED");
    authenticator.replaceDirectory(directory());
    assertThat(authenticate("right", OFFICE)).startsWith("NOT_AUTHENTICATED");
  }

  @Test
  void acceptsTwoPasswordsWhileOneIsChanged() {
    assertThat(authenticate("next", OFFICE)).startsWith("NOT_AUTHENTICATED");
    authenticator.replaceDirectory(
        directory(new ConsumerDirectory.Entry(SHOP, PBKDF2, Optional.of(NEXT))));
    assertThat(authenticate("right", OFFICE)).isEqualTo("shop");
    assertThat(authenticate("next", OFFICE)).isEqualTo("shop");
    assertThat(authenticate("wrong", OFFICE)).startsWith("NOT_AUTHENTICATED");
    authenticator.replaceDirectory(directory(new ConsumerDirectory.Entry(SHOP, NEXT)));
    assertThat(authenticate("next", OFFICE)).isEqualTo("shop");
    assertThat(authenticate("right", OFFICE)).startsWith("NOT_AUTHENTICATED");
  }

  @Test
  void knowsOnWhichDayEachPasswordWasUsedLast() {
    authenticator.replaceDirectory(
        directory(new ConsumerDirectory.Entry(SHOP, PBKDF2, Optional.of(NEXT))));
    assertThat(authenticator.lastUses())
        .containsExactly(
            new LastUse("shop", 1, Optional.empty()), new LastUse("shop", 2, Optional.empty()));
    assertThat(authenticate("wrong", OFFICE)).startsWith("NOT_AUTHENTICATED");
    assertThat(authenticate("right", OFFICE)).isEqualTo("shop");
    // Midnight in China is 16:00 UTC.
    clock.pass(Duration.ofHours(12));
    assertThat(authenticate("next", OFFICE)).isEqualTo("shop");
    LocalDate day = LocalDate.of(2026, 11, 22);
    assertThat(authenticator.lastUses())
        .containsExactly(
            new LastUse("shop", 1, Optional.of(day)),
            new LastUse("shop", 2, Optional.of(day.plusDays(1))));
    // A verified login counts, too; and a password keeps its day when it becomes the first.
    clock.pass(Duration.ofDays(1));
    assertThat(authenticate("next", OFFICE)).isEqualTo("shop");
    authenticator.replaceDirectory(directory(new ConsumerDirectory.Entry(SHOP, NEXT)));
    assertThat(authenticator.lastUses())
        .containsExactly(new LastUse("shop", 1, Optional.of(day.plusDays(2))));
  }

  @Test
  void acceptsAConsumerFromItsAddressesOnly() {
    authenticator.replaceDirectory(
        directory(
            new ConsumerDirectory.Entry(
                consumer(Optional.of(Networks.of("10.0.0.0/8")), OptionalInt.empty()), PBKDF2)));
    assertThat(authenticate("right", HOME)).startsWith("NOT_AUTHENTICATED");
    assertThat(authenticate("right", OFFICE)).isEqualTo("shop");
    assertThat(authenticate("right", HOME)).startsWith("NOT_AUTHENTICATED");
  }

  @Test
  void refusesCallsAboveTheRate() {
    authenticator.replaceDirectory(
        directory(
            new ConsumerDirectory.Entry(consumer(Optional.empty(), OptionalInt.of(1)), PBKDF2)));
    assertThat(authenticate("right", OFFICE)).isEqualTo("shop");
    assertThat(authenticate("right", OFFICE)).startsWith("RATE_EXCEEDED");
    ticker.advance(Duration.ofSeconds(1));
    assertThat(authenticate("right", OFFICE)).isEqualTo("shop");
  }

  @Test
  void asksForCredentialsWhereThereAreNone() {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> authenticator.authenticate(Optional.empty(), OFFICE))
        .withMessageContaining("HTTP Basic")
        .satisfies(e -> assertThat(e.code()).isEqualTo(FaultCode.NOT_AUTHENTICATED));
  }

  @Test
  void refusesLongCredentialsWithoutHashingThem() {
    assertThat(authenticate("x".repeat(1025), OFFICE)).contains("that long");
    assertThat(authenticate("x".repeat(129), "right", OFFICE)).contains("that long");
  }
}
