package dev.yizhan.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureReasonTest {

  private static final String ADDRESS = "http://vendor.test/?pwd=secret";

  private final FailureReason reasons =
      new FailureReason(
          HttpSettings.DEFAULT
              .withConnectTimeout(Duration.ofMillis(200))
              .withAnswerTimeout(Duration.ofMillis(300))
              .withMaxAnswerBytes(4096));

  static Stream<Arguments> failuresBeforeWriting() {
    return Stream.of(
        Arguments.of(new ConnectTimeoutException(ADDRESS), "no connection within 200 ms"),
        Arguments.of(new ConnectException(ADDRESS), "connection refused"),
        Arguments.of(new UnknownHostException(ADDRESS), "unknown host"),
        Arguments.of(new SSLException(ADDRESS), "TLS handshake failed"),
        Arguments.of(
            handshake(new CertificateExpiredException(ADDRESS)),
            "TLS handshake failed: the server's certificate has expired"),
        Arguments.of(
            handshake(new CertificateException(ADDRESS)),
            "TLS handshake failed: the server's certificate is not trusted"),
        Arguments.of(
            new SSLPeerUnverifiedException(ADDRESS),
            "TLS handshake failed: the server's certificate has another name"),
        Arguments.of(new SocketException(ADDRESS), "no connection (SocketException)"));
  }

  private static SSLException handshake(Exception cause) {
    SSLException failure = new SSLHandshakeException(ADDRESS);
    failure.initCause(cause);
    return failure;
  }

  @ParameterizedTest
  @MethodSource("failuresBeforeWriting")
  void namesWhatPreventedTheRequestWithoutItsAddress(Exception failure, String reason) {
    assertThat(reasons.beforeWriting(failure)).isEqualTo(reason);
  }

  @Test
  void tellsATimeOutFromACutConnectionAfterWriting() {
    String tooLate = "no complete answer within 300 ms";
    assertThat(reasons.afterWriting(new SocketTimeoutException(ADDRESS), false)).isEqualTo(tooLate);
    assertThat(reasons.afterWriting(new IOException(ADDRESS), true)).isEqualTo(tooLate);
    assertThat(reasons.afterWriting(new IOException(ADDRESS), false))
        .isEqualTo("the connection was cut after the request had begun to be sent");
  }

  @Test
  void namesTheLimitThatAnAnswerExceeds() {
    assertThat(reasons.afterWriting(new ResponseReader.AnswerTooLongException(), false))
        .isEqualTo("an answer longer than 4096 bytes");
  }

  @Test
  void tellsWhatIsNoHttpFromACutConnection() {
    String noHttp = "an answer that cannot be read: not valid HTTP";
    assertThat(reasons.afterWriting(new ClientProtocolException(ADDRESS), false)).isEqualTo(noHttp);
    assertThat(reasons.afterWriting(new MalformedChunkCodingException(ADDRESS), false))
        .isEqualTo(noHttp);
    assertThat(reasons.afterWriting(new TruncatedChunkException(ADDRESS), false))
        .startsWith("the connection was cut");
  }
}
