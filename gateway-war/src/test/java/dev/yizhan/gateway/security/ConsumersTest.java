package dev.yizhan.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.HandClock;
import dev.yizhan.gateway.core.FaultCode;
import dev.yizhan.gateway.core.GatewayException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumersTest {

  private static final Caller HERE = new Caller("10.0.0.1", true);
  private static final Caller THERE = new Caller("10.0.0.2", true);
  // Few rounds, by another language's PBKDF2, of "right".
  private static final PasswordHash RIGHT =
      PasswordHash.parse(
          "pbkdf2-sha256$100000$c2FsdHNhbHRzYWx0c2FsdA==$R2hilRa/lC6mk2BACFJW9n85rrXGVLaC8UsPX6OpbcE=");

  private final HandClock clock = new HandClock();
  private final Consumers consumers =
      new Consumers(
          List.of(new Consumers.Entry(Consumer.of("shop", Consumer.Role.CONSUMER), RIGHT)),
          false,
          clock);

  private String admitted(String password, Caller caller) {
    try {
      return consumers
          .admitted(Optional.of(new Consumers.Credentials("shop", password)), caller)
          .name();
    } catch (GatewayException e) {
      assertThat(e.code()).isEqualTo(FaultCode.NOT_AUTHENTICATED);
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void slowsDownThePairOfNameAndAddress() {
    for (int i = 0; i < 3; i++) {
      assertThat(admitted("wrong", HERE)).contains("do not fit");
    }
    // Also the right one, since nobody has looked at it yet.
    assertThat(admitted("right", HERE)).contains("looked at in 2 seconds");
    assertThat(admitted("right", THERE)).isEqualTo("shop");
    // Now it is known, and no guesser keeps it out.
    assertThat(admitted("right", HERE)).isEqualTo("shop");
    clock.pass(Duration.ofSeconds(1));
    assertThat(admitted("wrong", HERE)).contains("do not fit");
    clock.pass(Duration.ofSeconds(1));
    assertThat(admitted("wrong", HERE)).contains("too many");
    clock.pass(Duration.ofSeconds(1));
    assertThat(admitted("wrong", HERE)).contains("do not fit");
    clock.pass(Duration.ofMinutes(11));
    assertThat(admitted("right", HERE)).isEqualTo("shop");
  }

  @Test
  void asksForSomethingWhereNothingIsSaid() {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> consumers.admitted(Optional.empty(), HERE))
        .withMessageContaining("HTTP Basic");
    assertThat(admitted("x".repeat(2000), HERE)).contains("that long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic", "Basic %%%", "Basic bm9jb2xvbg==", "Digest a", "Bearer b"})
  void takesNoOtherAuthorization(String header) {
    assertThat(Consumers.basic(header)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA==$R2hilRa/lC6mk2BACFJW9n85rrXGVLaC8UsPX6OpbcE=",
        "pbkdf2-sha256$9999999$c2FsdHNhbHRzYWx0c2FsdA==$R2hilRa/lC6mk2BACFJW9n85rrXGVLaC8UsPX6OpbcE=",
        "pbkdf2-sha1$100000$c2FsdHNhbHRzYWx0c2FsdA==$R2hilRa/lC6mk2BACFJW9n85rrXGVLaC8UsPX6OpbcE=",
        "secret"
      })
  void takesNoOtherHash(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PasswordHash.parse(text));
  }

  @Test
  void writesAHashThatItKnows() {
    PasswordHash hash = PasswordHash.of("秘密");
    assertThat(PasswordHash.parse(hash.toString()).isOf("秘密")).isTrue();
    assertThat(hash.isOf("secret")).isFalse();
    assertThat(PasswordHash.of("秘密").toString()).isNotEqualTo(hash.toString());
  }
}
