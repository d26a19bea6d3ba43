package dev.yizhan.gateway.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.record.PushFormat;
import dev.yizhan.gateway.security.Networks;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PushEndpointTest {

  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private static PushEndpoint endpoint(String token) {
    return new PushEndpoint(
        "winnerlook",
        token,
        Networks.of("::1"),
        new PushFormat(
            (body, contentType) -> {
              throw new AssertionError("nothing is read");
            },
            Set.of("demo")),
        "ok");
  }

  @Test
  void comparesTokensWithoutCase() {
    assertThat(endpoint(TOKEN).hasToken("0123456789ABCDEF0123456789ABCDEF")).isTrue();
    assertThat(endpoint(TOKEN).hasTokenOf(endpoint("0123456789ABCDEF0123456789ABCDEF"))).isTrue();
    assertThat(endpoint(TOKEN).hasToken(TOKEN.substring(1))).isFalse();
    assertThat(endpoint(TOKEN).hasToken("")).isFalse();
  }

  @Test
  void doesNotDiscloseItsToken() {
    assertThat(endpoint(TOKEN)).hasToString("PushEndpoint[winnerlook]");
  }
}
