package dev.yizhan.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicAuthenticationTest {

  private static String header(String pair, Charset charset) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(charset));
  }

  /** RFC 7617, section 2. */
  @Test
  void readsTheExampleOfTheRfc() {
    assertThat(BasicAuthentication.credentials("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="))
        .contains(new Credentials("Aladdin", "open sesame"));
  }

  /** RFC 7617, section 2.1. */
  @Test
  void readsTheExampleInUtf8OfTheRfc() {
    assertThat(BasicAuthentication.credentials("basic  dGVzdDoxMjPCow=="))
        .contains(new Credentials("test", "123£"));
  }

  @Test
  void readsUtf8AndTheChineseSystemCharset() {
    Credentials expected = new Credentials("商店", "秘密:secret");
    String pair = "商店:秘密:secret";
    assertThat(BasicAuthentication.credentials(header(pair, StandardCharsets.UTF_8)))
        .contains(expected);
    assertThat(BasicAuthentication.credentials(header(pair, Charset.forName("GBK"))))
        .contains(expected);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Basic", "Basic %%%", "Basic bm9jb2xvbg==", "Digest a", "Bearer b"})
  void readsNothingElse(String header) {
    assertThat(BasicAuthentication.credentials(header)).isEmpty();
  }

  @Test
  void showsNoCredentials() {
    assertThat(new Credentials("shop", "secret").toString()).doesNotContain("shop", "secret");
  }
}
