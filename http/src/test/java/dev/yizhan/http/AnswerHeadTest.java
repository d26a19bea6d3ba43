package dev.yizhan.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers whose head or length is not as it should be, over a real socket. */
class AnswerHeadTest {

  private static final HttpSettings PATIENT =
      HttpSettings.DEFAULT.withAnswerTimeout(Duration.ofSeconds(20));

  private static final int LIMIT = 4096;

  /** Far more than the buffers of two sockets on one machine. */
  private static final long MUCH = 128L * 1024 * 1024;

  private static Exchange exchange(RawServer server) {
    try (VendorHttp http = VendorHttp.open(PATIENT.withMaxAnswerBytes(LIMIT))) {
      return http.exchange(
          VendorRequest.form(VendorRequest.Method.POST, server.address(), "pwd=secret"));
    }
  }

  private static Exchange exchange(String answer) throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.read();
              connection.write(answer);
            })) {
      Exchange exchange = exchange(server);
      assertThat(server.requests()).hasSize(1);
      return exchange;
    }
  }

  private static void assertUnreadable(Exchange exchange, String reason) {
    assertThat(exchange)
        .asInstanceOf(type(Exchange.InDoubt.class))
        .extracting(Exchange.InDoubt::reason)
        .isEqualTo("an answer that cannot be read: " + reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nContent-Length: 3",
        "Content-Length: 3\r\nX: y\r\ncontent-length: 3\r\nContent-Length: 03",
        "Content-Length: 3, 3",
        "Content-Length: 3",
        "X-Sid : 4711\r\nContent-Length : 3",
        "X: y",
        "Content-Length: 9\r\nContent-Length: 8\r\nTransfer-Encoding: chunked"
      })
  void takesEqualLengthsForOne(String headers) throws IOException {
    String body = headers.contains("chunked") ? "3\r\n000\r\n0\r\n\r\n" : "000";
    assertThat(exchange("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n" + body))
        .asInstanceOf(type(Exchange.Answered.class))
        .satisfies(
            answered ->
                assertThat(answered.response().body())
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("000"));
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length: 3|Content-Length: 4, different Content-Length headers",
    "'Content-Length: 3, 4', different Content-Length headers",
    "Content-Length: 3|Content-Length: x, not valid HTTP",
    "Content-Length: -3, not valid HTTP",
    "Content-Length:, not valid HTTP",
    "'Content-Length: 3,', not valid HTTP",
    "Content-Length: 9999999999999999999999, not valid HTTP",
    "Transfer-Encoding: gzip, not valid HTTP",
  })
  void cannotReadUnequalOrImpossibleLengths(String headers, String reason) throws IOException {
    assertUnreadable(
        exchange("HTTP/1.1 200 OK\r\n" + headers.replace("|", "\r\n") + "\r\n\r\n000"), reason);
  }

  @ParameterizedTest
  @CsvSource({
    "Set-Cookie, 'a malformed header line, Set-Cookie'",
    "Set-Cookie sid=4711, 'a malformed header line, Set-Cookie'",
    "to13800138000, 'a malformed header line, to'",
    "13800138000, a malformed header line without a name",
    ": 4711, a malformed header line without a name",
    "' 4711', a malformed header line without a name",
    "验证码, a malformed header line without a name",
  })
  void namesAMalformedHeaderAndNotItsValue(String line, String reason) throws IOException {
    assertUnreadable(
        exchange("HTTP/1.1 200 OK\r\n" + line + "\r\nContent-Length: 3\r\n\r\n000"), reason);
  }

  @Test
  void goesOnWithANewConnectionAfterAMalformedHeader() throws IOException {
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.read();
                  connection.write("HTTP/1.1 200 OK\r\nBad\r\nContent-Length: 3\r\n\r\n000");
                  connection.read();
                });
        VendorHttp http = VendorHttp.open(PATIENT)) {
      for (int i = 0; i < 300; i++) {
        assertUnreadable(
            http.exchange(
                VendorRequest.form(VendorRequest.Method.POST, server.address(), "pwd=secret")),
            "a malformed header line, Bad");
      }
      assertThat(server.connections()).isEqualTo(300);
    }
  }

  @Test
  void saysThatAnAnswerIsNotZippedAsItDeclares() throws IOException {
    assertUnreadable(
        exchange("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n000"),
        "declared as zipped, and it is not");
  }

  @Test
  void saysThatChunksAreMalformed() throws IOException {
    assertUnreadable(
        exchange("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n000"),
        "not valid HTTP");
  }

  /** Writes until the client closes the connection. */
  private static long writtenTo(String head, byte[] again, String reason) throws Exception {
    AtomicLong written = new AtomicLong();
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.read();
              connection.write(head);
              while (written.get() <= MUCH) {
                connection.write(again);
                written.addAndGet(again.length);
              }
            })) {
      assertThat(exchange(server))
          .asInstanceOf(type(Exchange.InDoubt.class))
          .extracting(Exchange.InDoubt::reason)
          .isEqualTo(reason);
      server.awaitFirstEnded();
    }
    return written.get();
  }

  private static byte[] chunk() {
    return ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200 OK\r\nTransfer-Encoding: chunked",
        "500 Internal Server Error\r\nTransfer-Encoding: chunked",
        "200 OK\r\nContent-Length: 1000000000000",
        "200 OK\r\nConnection: close",
      })
  void cutsAnAnswerThatIsTooLongAtTheLimit(String head) throws Exception {
    assertThat(
            writtenTo(
                "HTTP/1.1 " + head + "\r\n\r\n",
                chunk(),
                "an answer longer than " + LIMIT + " bytes"))
        .isLessThan(MUCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "X-Name: y\r\n"})
  void cutsAHeaderThatIsTooLong(String again) throws Exception {
    assertThat(
            writtenTo(
                "HTTP/1.1 200 OK\r\n",
                again.repeat(0x10000 / again.length()).getBytes(StandardCharsets.US_ASCII),
                "an answer that cannot be read: a header that is too long"))
        .isLessThan(MUCH);
  }
}
