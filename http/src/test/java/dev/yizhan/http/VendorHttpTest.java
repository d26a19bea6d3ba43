package dev.yizhan.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VendorHttpTest {

  private static final HttpSettings PATIENT =
      HttpSettings.DEFAULT.withAnswerTimeout(Duration.ofSeconds(20));

  private static VendorRequest request(VendorRequest.Method method, URI address) {
    return VendorRequest.form(method, address, "pwd=secret&to=13800138000");
  }

  private static VendorRequest post(RawServer server) {
    return request(VendorRequest.Method.POST, server.address());
  }

  private static Exchange exchange(HttpSettings settings, VendorRequest request) {
    try (VendorHttp http = VendorHttp.open(settings)) {
      return http.exchange(request);
    }
  }

  private static VendorResponse answered(Exchange exchange) {
    return assertThat(exchange)
        .asInstanceOf(type(Exchange.Answered.class))
        .extracting(Exchange.Answered::response)
        .actual();
  }

  private static void assertInDoubt(Exchange exchange, String reason) {
    assertThat(exchange)
        .asInstanceOf(type(Exchange.InDoubt.class))
        .satisfies(doubt -> assertThat(doubt.reason()).contains(reason))
        .satisfies(doubt -> assertThat(doubt.reason()).doesNotContain("secret", "13800138000"));
  }

  private static void assertNotSent(Exchange exchange, String reason) {
    assertThat(exchange)
        .asInstanceOf(type(Exchange.NotSent.class))
        .satisfies(notSent -> assertThat(notSent.reason()).contains(reason));
  }

  @Nested
  class Once {

    @ParameterizedTest
    @EnumSource(VendorRequest.Method.class)
    void writesARequestOnceIfTheServerReadsItAndCutsTheConnection(VendorRequest.Method method)
        throws IOException {
      try (RawServer server = new RawServer(RawServer.Connection::read)) {
        assertInDoubt(exchange(PATIENT, request(method, server.address())), "cut");
        assertThat(server.requests()).hasSize(1);
        assertThat(server.connections()).isEqualTo(1);
      }
    }

    @ParameterizedTest
    @EnumSource(VendorRequest.Method.class)
    void writesARequestOnceIfAKeptConnectionIsCut(VendorRequest.Method method) throws IOException {
      try (RawServer server =
              new RawServer(
                  connection -> {
                    connection.read();
                    connection.answer("200 OK", "", "one");
                    connection.read();
                  });
          VendorHttp http = VendorHttp.open(PATIENT)) {
        answered(http.exchange(request(method, server.address())));
        assertInDoubt(http.exchange(request(method, server.address())), "cut");
        assertThat(server.requests()).hasSize(2);
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) throws IOException {
      try (RawServer server =
          new RawServer(
              connection -> {
                connection.read();
                connection.answer(status + " Elsewhere", "Location: /other\r\n", "");
                connection.read();
              })) {
        Exchange exchange = exchange(PATIENT, post(server));
        if (status >= 307) {
          assertNotSent(exchange, "HTTP " + status);
        } else {
          assertInDoubt(exchange, "HTTP " + status);
        }
        assertThat(server.requests()).hasSize(1);
      }
    }

    @Test
    void validatesAnIdleConnectionBeforeReuse() throws Exception {
      try (RawServer server =
              new RawServer(
                  connection -> {
                    connection.read();
                    connection.answer("200 OK", "", "one");
                  });
          VendorHttp http = VendorHttp.open(PATIENT)) {
        answered(http.exchange(post(server)));
        server.awaitFirstEnded();
        // Idle for longer than a connection may be without validation: the test is about that time.
        server.linger(300);
        assertThat(answered(http.exchange(post(server))).status()).isEqualTo(200);
        assertThat(server.connections()).isEqualTo(2);
      }
    }

    @Test
    void opensAConnectionForEachRequestIfConfigured() throws IOException {
      try (RawServer server =
              new RawServer(
                  connection -> {
                    while (true) {
                      connection.read();
                      connection.answer("200 OK", "", "one");
                    }
                  });
          VendorHttp kept = VendorHttp.open(PATIENT);
          VendorHttp single =
              VendorHttp.open(PATIENT.withConnections(HttpSettings.Connections.ONE_PER_REQUEST))) {
        kept.exchange(post(server));
        kept.exchange(post(server));
        assertThat(server.connections()).isEqualTo(1);
        single.exchange(post(server));
        single.exchange(post(server));
        assertThat(server.connections()).isEqualTo(3);
      }
    }
  }

  @Nested
  class SurelyNotSent {

    @Test
    void whenNobodyListens() throws IOException {
      int port;
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = socket.getLocalPort();
      }
      URI address = URI.create("http://127.0.0.1:" + port + "/");
      assertNotSent(exchange(PATIENT, request(VendorRequest.Method.POST, address)), "refused");
    }

    @Test
    void whenTheHostIsUnknown() {
      URI address = URI.create("http://no-such-host.invalid/");
      assertNotSent(exchange(PATIENT, request(VendorRequest.Method.POST, address)), "unknown host");
    }

    @Test
    void whenTheServerSpeaksNoTls() throws IOException {
      try (RawServer server =
          new RawServer(connection -> connection.write("HTTP/1.1 400 No\r\n"))) {
        URI address = URI.create("https://127.0.0.1:" + server.address().getPort() + "/");
        assertNotSent(exchange(PATIENT, request(VendorRequest.Method.POST, address)), "TLS");
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 411, 413, 415})
    void whenTheStatusProvesIt(int status) throws IOException {
      try (RawServer server =
          new RawServer(
              connection -> {
                connection.read();
                connection.answer(status + " No", "", "why");
              })) {
        assertNotSent(exchange(PATIENT, post(server)), "HTTP " + status);
      }
    }
  }

  @Nested
  class InDoubt {

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 408, 429, 500, 502, 503, 504})
    void onEveryOtherStatusWithTheResponse(int status) throws IOException {
      try (RawServer server =
          new RawServer(
              connection -> {
                connection.read();
                connection.answer(status + " Hm", "Content-Type: text/plain\r\n", "why");
              })) {
        Exchange exchange = exchange(PATIENT, post(server));
        assertInDoubt(exchange, "HTTP " + status);
        VendorResponse response = ((Exchange.InDoubt) exchange).response().orElseThrow();
        assertThat(response.body()).asString(StandardCharsets.US_ASCII).isEqualTo("why");
      }
    }

    @Test
    void whenNoAnswerComes() throws IOException {
      try (RawServer server =
          new RawServer(
              connection -> {
                connection.read();
                connection.hang();
              })) {
        HttpSettings hasty = PATIENT.withAnswerTimeout(Duration.ofMillis(200));
        assertInDoubt(exchange(hasty, post(server)), "within 200 ms");
      }
    }

    @Test
    void whenTheAnswerTricklesPastTheDeadline() throws IOException {
      try (RawServer server =
          new RawServer(
              connection -> {
                connection.read();
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                for (int i = 0; i < 1000; i++) {
                  connection.write("x");
                  connection.linger(100);
                }
              })) {
        HttpSettings hasty =
            HttpSettings.DEFAULT
                .withConnectTimeout(Duration.ofMillis(300))
                .withAnswerTimeout(Duration.ofMillis(300));
        assertInDoubt(exchange(hasty, post(server)), "no complete answer within 300 ms");
      }
    }

    @Test
    void whenTheAnswerIsCutShort() throws IOException {
      try (RawServer server =
          new RawServer(
              connection -> {
                connection.read();
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n000/S");
              })) {
        assertInDoubt(exchange(PATIENT, post(server)), "cut");
      }
    }

    @Test
    void whenTheAnswerIsTooLongEvenIfOnlyUnzipped() throws IOException {
      byte[] packed = gzip("x".repeat(2000));
      assertThat(packed).hasSizeLessThan(1000);
      try (RawServer server =
          new RawServer(
              connection -> {
                connection.read();
                connection.write(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                        + packed.length
                        + "\r\n\r\n");
                connection.write(packed);
              })) {
        assertInDoubt(exchange(PATIENT.withMaxAnswerBytes(1000), post(server)), "1000 bytes");
        assertThat(answered(exchange(PATIENT.withMaxAnswerBytes(2000), post(server))).body())
            .hasSize(2000);
      }
    }
  }

  @Nested
  class Wire {

    @Test
    void postsTheFormUnchanged() throws IOException {
      try (RawServer server =
          new RawServer(
              connection -> {
                connection.read();
                connection.answer("200 OK", "Content-Type: text/html; Charset=gb2312\r\n", "000");
              })) {
        VendorResponse response = answered(exchange(PATIENT, post(server)));
        assertThat(response.contentType()).isEqualTo("text/html; Charset=gb2312");
        assertThat(server.requests())
            .singleElement()
            .asString()
            .startsWith("POST /path HTTP/1.1\r\n")
            .contains("Content-Type: application/x-www-form-urlencoded\r\n")
            .contains("User-Agent: Yizhan\r\n")
            .endsWith("\r\n\r\npwd=secret&to=13800138000")
            .doesNotContain("Accept-Encoding", "Expect", "Cookie");
      }
    }

    @Test
    void getsWithTheFormInTheQuery() throws IOException {
      try (RawServer server =
          new RawServer(
              connection -> {
                connection.read();
                connection.answer("200 OK", "", "");
              })) {
        answered(exchange(PATIENT, request(VendorRequest.Method.GET, server.address())));
        assertThat(server.requests())
            .singleElement()
            .asString()
            .startsWith("GET /path?pwd=secret&to=13800138000 HTTP/1.1\r\n")
            .doesNotContain("Upgrade", "Accept-Encoding");
      }
    }

    @Test
    void readsChunkedAndHttp10Answers() throws IOException {
      for (String answer :
          new String[] {
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "HTTP/1.0 200 OK\r\n\r\nabc"
          }) {
        try (RawServer server =
            new RawServer(
                connection -> {
                  connection.read();
                  connection.write(answer);
                })) {
          assertThat(answered(exchange(PATIENT, post(server))).body())
              .asString(StandardCharsets.US_ASCII)
              .isEqualTo("abc");
        }
      }
    }

    @Test
    void showsNoQuery() {
      VendorRequest request =
          request(VendorRequest.Method.GET, URI.create("http://service.winic.org:8009/a.asp"));
      assertThat(request).hasToString("GET http://service.winic.org:8009/a.asp");
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(text.getBytes(StandardCharsets.US_ASCII));
    }
    return out.toByteArray();
  }
}
