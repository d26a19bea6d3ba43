package dev.yizhan.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # source                              | password    | hash
          Python 3.11 hashlib.pbkdf2_hmac       | right       | pbkdf2-sha256$100000$c2FsdHNhbHRzYWx0c2FsdA==$R2hilRa/lC6mk2BACFJW9n85rrXGVLaC8UsPX6OpbcE=
          Python 3.11 hashlib.pbkdf2_hmac       | 秘密 secret | pbkdf2-sha256$100000$c2FsdHNhbHRzYWx0c2FsdA==$f3KrtvKp8aqCBhXyiV2IVxp6acNSVyNJfLVGwYg5pyc=
          Apache 2.4 htpasswd -nbB -C 10        | right       | $2y$10$FIrnZhK80Cjx3MIHJlISy.qIpJ/P6tfXS6pZDyLxQQf..viL8.LcS
          Apache 2.4 htpasswd -nbB -C 10        | 秘密 secret | $2y$10$nux3QaYTn/V126SYhKKAsutEzO1EVux1SxYA4c.n2wxmo9EVZjmqO
          Python 3.11 crypt, libxcrypt 4.4      | right       | $2a$10$abcdefghijklmnopqrstuu1VS0P7v3ZJmd2gzBFIzgfN7OOl6Rl52
          Perl 5.36 crypt, libxcrypt 4.4        | right       | $2b$12$abcdefghijklmnopqrstuu3ZNTWactmkRXVB8K.1w4IlxX.O8lI12
          TestBCrypt of jBCrypt 0.4             | abc         | $2a$10$WvvTPHKwdBJ3uk0Z37EMR.hLA2W6N9AEBhEgrAOljy2Ae5MtaSIUi
          TestBCrypt of jBCrypt 0.4             | ''          | $2a$10$k1wbIrmNyFAPwPVPSVa/zecw2BCEnBwVS2GbrmgzxFUOqW9dk4TCW
          """)
  void matchesThePasswordOfAHashMadeElsewhere(String source, String password, String text) {
    PasswordHash hash = PasswordHashes.parse(text);
    assertThat(hash.matches(password)).as(source).isTrue();
    assertThat(hash.matches(password + "x")).as(source).isFalse();
    assertThat(hash.toString()).isEqualTo(text);
    assertThat(PasswordHashes.parse(text)).isEqualTo(hash).hasSameHashCodeAs(hash);
  }

  /** As htpasswd does: -nbB -C 10 of 80 letters x. */
  @Test
  void takesTheFirst72BytesByBcrypt() {
    PasswordHash hash =
        PasswordHashes.parse("$2y$10$PAKrRy13xoB3qLdAmA1/6eDpHKyiWZjATGy3b8BXpcWCkXNMmCJxi");
    assertThat(hash.matches("x".repeat(80))).isTrue();
    assertThat(hash.matches("x".repeat(72))).isTrue();
    assertThat(hash.matches("x".repeat(71))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pbkdf2-sha256$99999$c2FsdHNhbHRzYWx0c2FsdA==$R2hilRa/lC6mk2BACFJW9n85rrXGVLaC8UsPX6OpbcE=",
        "pbkdf2-sha256$5000001$c2FsdHNhbHRzYWx0c2FsdA==$R2hilRa/lC6mk2BACFJW9n85rrXGVLaC8UsPX6OpbcE=",
        "$2y$09$FIrnZhK80Cjx3MIHJlISy.qIpJ/P6tfXS6pZDyLxQQf..viL8.LcS",
        "$2y$16$FIrnZhK80Cjx3MIHJlISy.qIpJ/P6tfXS6pZDyLxQQf..viL8.LcS"
      })
  void refusesCostsOutOfBounds(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PasswordHashes.parse(text))
        .withMessageMatching(".*not from (100000 to 5000000|10 to 15)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pbkdf2-sha1$100000$c2FsdHNhbHRzYWx0c2FsdA==$R2hilRa/lC6mk2BACFJW9n85rrXGVLaC8UsPX6OpbcE=",
        "secret",
        // htpasswd's prefix, its MD5, SHA-256 of crypt, a known flaw, a cut hash.
        "shop:$2y$10$FIrnZhK80Cjx3MIHJlISy.qIpJ/P6tfXS6pZDyLxQQf..viL8.LcS",
        "$apr1$TqI9WECO$LHZB2DqRlk9nObiB6vJG9.",
        "$5$rounds=5000$salt$secret",
        "$2x$10$FIrnZhK80Cjx3MIHJlISy.qIpJ/P6tfXS6pZDyLxQQf..viL8.LcS",
        "$2y$10$FIrnZhK80Cjx3MIHJlISy.qIpJ/P6tfXS6pZDyLxQQf..viL8.Lc",
        // Its salt has bits that no implementation writes, so that no password would match.
        "$2a$10$abcdefghijklmnopqrstuv1VS0P7v3ZJmd2gzBFIzgfN7OOl6Rl52"
      })
  void refusesOtherTexts(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PasswordHashes.parse(text))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
  }

  @Test
  void hashesWithARandomSalt() {
    PasswordHash hash = PasswordHashes.of("秘密");
    assertThat(PasswordHashes.parse(hash.toString()).matches("秘密")).isTrue();
    assertThat(hash.matches("secret")).isFalse();
    assertThat(PasswordHashes.of("秘密").toString()).isNotEqualTo(hash.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pbkdf2-sha256$123456$c2FsdHNhbHRzYWx0c2FsdA==$R2hilRa/lC6mk2BACFJW9n85rrXGVLaC8UsPX6OpbcE=",
        "$2y$10$FIrnZhK80Cjx3MIHJlISy.qIpJ/P6tfXS6pZDyLxQQf..viL8.LcS"
      })
  void makesDecoysOfTheSameCost(String text) {
    String decoy = PasswordHashes.parse(text).decoy().toString();
    String cost = text.substring(0, text.indexOf('$', 4));
    assertThat(decoy).startsWith(cost).isNotEqualTo(text).hasSameSizeAs(text);
    assertThat(PasswordHashes.parse(decoy).matches("right")).isFalse();
  }
}
