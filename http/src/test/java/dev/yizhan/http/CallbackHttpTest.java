package dev.yizhan.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackHttpTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SILENT = 200;

  private final CallbackHttp http = CallbackHttp.open(Duration.ofSeconds(5));

  @AfterEach
  void close() {
    http.close();
  }

  private CompletableFuture<PostResult> posted(URI address, Trust trust, Duration answerTimeout) {
    CompletableFuture<PostResult> result = new CompletableFuture<>();
    http.post(
        new CallbackHttp.Target(
            new CallbackAddress(address, InetAddress::isLoopbackAddress), trust, answerTimeout),
        Map.of("webhook-id", "msg_1"),
        "application/json",
        "{\"text\":\"好\"}".getBytes(StandardCharsets.UTF_8),
        result::complete);
    return result;
  }

  private PostResult post(URI address) throws Exception {
    return posted(address, Trust.platform(), PATIENCE).get(1, TimeUnit.MINUTES);
  }

  @Test
  void postsOnceAndReturnsTheHeadOfTheAnswer() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.read();
              connection.answer("429 Too Many Requests", "Retry-After: 7\r\n", "later");
              connection.hang();
            })) {
      PostResult result = post(server.address());
      assertThat(result.status()).hasValue(429);
      assertThat(result.retryAfter()).hasValue("7");
      assertThat(server.requests()).hasSize(1);
      String request = server.requests().get(0);
      assertThat(request)
          .startsWith("POST /path HTTP/1.1\r\n")
          .contains("webhook-id: msg_1\r\n", "Content-Type: application/json")
          .contains("Host: 127.0.0.1:" + server.address().getPort());
      assertThat(new String(request.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
          .endsWith("{\"text\":\"好\"}");
    }
  }

  @Test
  void followsNoRedirect() throws Exception {
    try (RawServer other = new RawServer(connection -> connection.read());
        RawServer server =
            new RawServer(
                connection -> {
                  connection.read();
                  connection.answer("307 Moved", "Location: " + other.address() + "\r\n", "");
                })) {
      assertThat(post(server.address()).status()).hasValue(307);
      assertThat(other.connections()).isZero();
    }
  }

  @Test
  void takesTheHeadForTheAnswerOfAServerThatNeverEndsIt() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.read();
              connection.write("HTTP/1.1 204 OK\r\nContent-Length: 100\r\n\r\nslow");
              connection.hang();
            })) {
      assertThat(
              posted(server.address(), Trust.platform(), Duration.ofMillis(300))
                  .get(1, TimeUnit.MINUTES)
                  .status())
          .hasValue(204);
    }
  }

  @Test
  void readsNoMoreThanABoundedPartOfAnAnswer() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.read();
              connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              while (true) {
                connection.write("1000\r\n" + "x".repeat(4096) + "\r\n");
              }
            })) {
      assertThat(post(server.address()).status()).hasValue(200);
      server.awaitFirstEnded();
    }
  }

  @Test
  void saysWhatKeptAServerFromAnswering() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.read();
              connection.hang();
            })) {
      PostResult late =
          posted(server.address(), Trust.platform(), Duration.ofMillis(300))
              .get(1, TimeUnit.MINUTES);
      assertThat(late.isLate()).isTrue();
      assertThat(late.reason()).isEqualTo("no answer within 300 ms");
    }
    URI closed;
    try (RawServer server = new RawServer(connection -> connection.read())) {
      closed = server.address();
      PostResult cut = post(closed);
      assertThat(cut.isLate()).isFalse();
      assertThat(cut.reason())
          .isEqualTo("the connection was cut after the request had begun to be sent");
    }
    assertThat(post(closed).reason()).isEqualTo("connection refused");
    assertThat(post(URI.create("http://nowhere.invalid/")).reason()).isEqualTo("unknown host");
  }

  /** Each of them would hold up a thread, or a place in a small pool, if there were one. */
  @Test
  void isNotSlowedByManySilentServers() throws Exception {
    try (RawServer silent =
            new RawServer(
                connection -> {
                  connection.read();
                  connection.hang();
                });
        RawServer good =
            new RawServer(
                connection -> {
                  connection.read();
                  connection.answer("200 OK", "", "");
                })) {
      List<CompletableFuture<PostResult>> waiting = new ArrayList<>();
      for (int i = 0; i < SILENT; i++) {
        CompletableFuture<PostResult> each =
            posted(silent.address(), Trust.platform(), Duration.ofMinutes(1));
        waiting.add(each);
        while (silent.requests().size() <= i) {
          assertThat(each).isNotDone();
          Thread.onSpinWait();
        }
      }
      assertThat(post(good.address()).status()).hasValue(200);
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      assertThat(
              Thread.getAllStackTraces().keySet().stream()
                  .filter(thread -> thread.getName().startsWith("yizhan-callback-http")))
          .as("the threads of one client")
          .hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"http://127.1", "ftp://a.example", "http://u:p@a.example", "/path"})
  void refusesAnAddressWithoutAHostThatCanBeChecked(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallbackAddress(URI.create(address), each -> true));
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1",
    "http://localhost",
    "http://[::1]",
    "http://10.1.2.3",
    "http://169.254.169.254",
    "http://[::ffff:192.168.0.1]",
    "http://0.0.0.0",
    "http://2130706433",
  })
  void connectsToNoAddressThatIsNeitherPublicNorAllowed(String host) throws Exception {
    try (RawServer server = new RawServer(connection -> connection.read())) {
      CompletableFuture<PostResult> result = new CompletableFuture<>();
      http.post(
          new CallbackHttp.Target(
              new CallbackAddress(
                  URI.create(host + ":" + server.address().getPort()), address -> false),
              Trust.platform(),
              PATIENCE),
          Map.of(),
          "application/json",
          new byte[0],
          result::complete);
      assertThat(result.get(1, TimeUnit.MINUTES).reason())
          .isIn(
              "its address is not a public one, and not allowed by callback.private-networks",
              "unknown host");
      assertThat(server.connections()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, true",
    "100.63.255.255, true",
    "100.64.0.1, false",
    "100.128.0.1, true",
    "172.15.0.1, true",
    "172.31.255.255, false",
    "172.32.0.1, true",
    "192.0.0.170, false",
    "198.19.0.1, false",
    "224.0.0.1, false",
    "255.255.255.255, false",
    "2408:8000::1, true",
    "fe80::1, false",
    "fd00::1, false",
    "ff02::1, false",
    "64:ff9b::a00:1, false",
    "2002:a00:1::, false",
    "2001:0:a00:1::, false",
    "2001:db8::1, false",
    "2001:da8::1, true",
  })
  void knowsWhichAddressesArePublic(String address, boolean isPublic) throws Exception {
    assertThat(CallbackAddress.isPublic(InetAddress.getByName(address))).isEqualTo(isPublic);
  }

  @Test
  void trustsThePinnedCertificateOnly(@TempDir Path directory) throws Exception {
    Path store = TlsTest.certificate(directory, "own", "ip:192.0.2.1", "-1d", "30");
    Path expired = TlsTest.certificate(directory, "expired", "ip:127.0.0.1", "-30d", "1");
    Trust pin = Trust.pins(List.of(TlsTest.fingerprint(store)));
    assertThat(http.certificates(pin)).isEmpty();
    assertThat(over(store, pin).status()).hasValue(200);
    assertThat(http.certificates(pin))
        .extracting(CertificateValidity::certificate)
        .containsExactly("The pinned certificate of the callback's receiver");
    assertThat(http.certificates(Trust.platform())).isEmpty();
    assertThat(over(store, Trust.pins(List.of("0".repeat(64)))).reason())
        .isEqualTo("TLS handshake failed: the server's certificate is not trusted");
    assertThat(over(expired, Trust.pins(List.of(TlsTest.fingerprint(expired)))).reason())
        .isEqualTo("TLS handshake failed: the server's certificate has expired");
    assertThat(over(store, Trust.platform()).reason())
        .isEqualTo("TLS handshake failed: the server's certificate is not trusted");
  }

  private PostResult over(Path store, Trust trust) throws Exception {
    try (RawServer server =
        new RawServer(
            TlsTest.sockets(store),
            connection -> {
              connection.read();
              connection.answer("200 OK", "", "");
            })) {
      URI address = URI.create(server.address().toString().replace("http:", "https:"));
      return posted(address, trust, PATIENCE).get(1, TimeUnit.MINUTES);
    }
  }
}
