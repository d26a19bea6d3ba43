package dev.yizhan.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class VerifiedLoginsTest {

  private static final PasswordHash HASH =
      PasswordHashes.parse("$2y$10$FIrnZhK80Cjx3MIHJlISy.qIpJ/P6tfXS6pZDyLxQQf..viL8.LcS");

  private final ManualTicker ticker = new ManualTicker();
  private final VerifiedLogins logins = new VerifiedLogins(ticker);

  @Test
  void remembersALoginForFiveMinutesAfterItsLastUse() {
    logins.add("login", HASH);
    for (int i = 0; i < 3; i++) {
      ticker.advance(Duration.ofMinutes(4));
      assertThat(logins.contains("login", HASH)).isTrue();
    }
    ticker.advance(Duration.ofMinutes(5));
    assertThat(logins.contains("login", HASH)).isFalse();
  }

  @Test
  void knowsALoginByTheHashThatVerifiedItOnly() {
    logins.add("login", HASH);
    assertThat(logins.contains("login", PasswordHashes.parse(HASH.toString()))).isTrue();
    assertThat(logins.contains("login", HASH.decoy())).isFalse();
    assertThat(logins.contains("other", HASH)).isFalse();
  }

  @Test
  void keysDependOnNamePasswordAndProcess() {
    KeyedHash hash = new KeyedHash();
    String key = hash.of("shop", "secret");
    assertThat(hash.of("shop", "secret")).isEqualTo(key).hasSize(32);
    assertThat(hash.of("shop", "Secret")).isNotEqualTo(key);
    assertThat(hash.of("shopsecret", "")).isNotEqualTo(key);
    assertThat(new KeyedHash().of("shop", "secret")).isNotEqualTo(key);
  }
}
