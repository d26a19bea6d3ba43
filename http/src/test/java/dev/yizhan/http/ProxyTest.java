package dev.yizhan.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ProxyTest {

  private static Exchange exchange(RawServer proxy, String address) {
    HttpSettings settings =
        HttpSettings.DEFAULT.withProxy(
            new InetSocketAddress(proxy.address().getHost(), proxy.address().getPort()));
    try (VendorHttp http = VendorHttp.open(settings)) {
      return http.exchange(
          VendorRequest.form(VendorRequest.Method.POST, URI.create(address), "pwd=secret"));
    }
  }

  @Test
  void writesARequestToTheProxyOnce() throws IOException {
    try (RawServer proxy =
        new RawServer(
            connection -> {
              connection.read();
              connection.answer("200 OK", "", "000");
            })) {
      assertThat(exchange(proxy, "http://vendor.invalid/send.asp"))
          .isInstanceOf(Exchange.Answered.class);
      assertThat(proxy.requests())
          .singleElement()
          .asString()
          .startsWith("POST http://vendor.invalid/send.asp HTTP/1.1\r\n")
          .endsWith("pwd=secret");
    }
  }

  @Test
  void isNotSentIfTheProxyDoesNotConnect() throws IOException {
    try (RawServer proxy =
        new RawServer(
            connection -> {
              connection.read();
              connection.answer("502 Bad Gateway", "", "no");
            })) {
      assertThat(exchange(proxy, "https://vendor.invalid/send.asp"))
          .isInstanceOf(Exchange.NotSent.class);
      assertThat(proxy.requests()).singleElement().asString().doesNotContain("secret");
    }
  }
}
