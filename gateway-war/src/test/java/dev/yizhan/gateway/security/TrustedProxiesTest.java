package dev.yizhan.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {

  private static final TrustedProxies PROXIES =
      new TrustedProxies(Networks.of("127.0.0.1, 10.9.0.0/16"));
  private static final TrustedProxies NO_PROXIES = new TrustedProxies(Networks.NONE);

  private static HttpServletRequest request(
      String scheme, String host, int port, String peer, Map<String, List<String>> headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            TrustedProxiesTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> peer;
                  case "isSecure" -> scheme.equals("https");
                  case "getScheme" -> scheme;
                  case "getServerName" -> host;
                  case "getServerPort" -> port;
                  case "getHeaders" ->
                      Collections.enumeration(headers.getOrDefault(arguments[0], List.of()));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static HttpServletRequest from(String peer, Map<String, List<String>> headers) {
    return request("http", "sms.example", 8080, peer, headers);
  }

  private static HttpServletRequest forwarded(String... lines) {
    return from("127.0.0.1", Map.of("X-Forwarded-For", List.of(lines)));
  }

  @Test
  void believesNoHeaderOfOthers() {
    Map<String, List<String>> headers =
        Map.of(
            "X-Forwarded-For", List.of("192.0.2.1"),
            "X-Forwarded-Proto", List.of("https"),
            "X-Forwarded-Host", List.of("other.example"));
    ClientConnection direct = new ClientConnection("203.0.113.9", false);
    assertThat(PROXIES.client(from("203.0.113.9", headers))).isEqualTo(direct);
    assertThat(NO_PROXIES.client(from("203.0.113.9", headers))).isEqualTo(direct);
    assertThat(PROXIES.origin(from("203.0.113.9", headers))).isEqualTo("http://sms.example:8080");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1                        | 192.0.2.1",
        "203.0.113.5, 192.0.2.1           | 192.0.2.1",
        "192.0.2.1, 10.9.1.1              | 192.0.2.1",
        "192.0.2.1:4711                   | 192.0.2.1",
        "[2001:db8::7]:4711               | 2001:db8::7",
        "2001:db8::7                      | 2001:db8::7",
        "nonsense                         | 127.0.0.1",
        "203.0.113.5, nonsense            | 127.0.0.1",
        "10.9.1.1                         | 127.0.0.1"
      })
  void takesTheLastAddressThatIsNoProxy(String header, String client) {
    assertThat(PROXIES.client(forwarded(header)).address()).isEqualTo(client);
  }

  @Test
  void takesTheLastLineOfSeveral() {
    assertThat(PROXIES.client(forwarded("203.0.113.5", "192.0.2.1")).address())
        .isEqualTo("192.0.2.1");
  }

  @Test
  void takesTheLastProxysProtocol() {
    assertThat(
            PROXIES
                .client(from("127.0.0.1", Map.of("X-Forwarded-Proto", List.of("https, http"))))
                .encrypted())
        .isFalse();
    assertThat(
            PROXIES
                .client(from("127.0.0.1", Map.of("X-Forwarded-Proto", List.of("http, HTTPS"))))
                .encrypted())
        .isTrue();
  }

  @Test
  void makesTheOriginOfForwardedHostAndProtocol() {
    assertThat(
            PROXIES.origin(
                from(
                    "127.0.0.1",
                    Map.of(
                        "X-Forwarded-Proto", List.of("https"),
                        "X-Forwarded-Host", List.of("public.example:8443")))))
        .isEqualTo("https://public.example:8443");
    assertThat(
            PROXIES.origin(
                from("127.0.0.1", Map.of("X-Forwarded-Host", List.of("evil\"><script>")))))
        .isEqualTo("http://sms.example:8080");
  }

  @Test
  void omitsDefaultPorts() {
    Map<String, List<String>> https = Map.of("X-Forwarded-Proto", List.of("https"));
    assertThat(PROXIES.origin(request("http", "a.example", 80, "127.0.0.1", https)))
        .isEqualTo("https://a.example");
    assertThat(PROXIES.origin(request("https", "a.example", 443, "203.0.113.9", Map.of())))
        .isEqualTo("https://a.example");
    assertThat(PROXIES.origin(request("http", "2001:db8::7", 8080, "203.0.113.9", Map.of())))
        .isEqualTo("http://[2001:db8::7]:8080");
  }
}
