package dev.yizhan.it;

import static dev.yizhan.it.ProxiedGateway.HTTPS;
import static dev.yizhan.it.ProxiedGateway.LIST_CHANNELS;
import static dev.yizhan.it.ProxiedGateway.assertFault;
import static dev.yizhan.it.ProxiedGateway.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that try to exhaust the gateway or to learn what it runs on. */
@ExtendWith(SharedProxiedGateway.class)
class HostileRequestIT {

  private static final int STALLED = 64;

  private final ProxiedGateway gateway = SharedProxiedGateway.running();

  @AfterEach
  void stillAnswers() {
    assertThat(gateway.call("demo:demo", HTTPS, LIST_CHANNELS).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(HostileDocument.class)
  void refusesHostileDocuments(HostileDocument document) {
    Wire.Answer answer =
        gateway.exchange(
            request("demo:demo", HTTPS, document.body().getBytes(StandardCharsets.UTF_8)));
    assertFault(answer, document.status(), document.code());
    assertThat(answer.body()).hasSizeLessThan(3000).doesNotContain("root:");
    assertThat(gateway.sandbox().messages()).isEmpty();
  }

  @Test
  void limitsTheDecompressedBody() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      byte[] blanks = new byte[1 << 20];
      Arrays.fill(blanks, (byte) ' ');
      for (int i = 0; i < 512; i++) {
        gzip.write(blanks);
      }
    }
    byte[] half = Arrays.copyOf(compressed.toByteArray(), 500_000);
    assertFault(
        gateway.exchange(
            request("demo:demo", HTTPS + "Content-Encoding: gzip\r\n", compressed.toByteArray())),
        413,
        "REQUEST_TOO_LARGE");
    assertFault(
        gateway.exchange(request("demo:demo", HTTPS + "Content-Encoding: gzip\r\n", half)),
        413,
        "REQUEST_TOO_LARGE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo:demo", ""})
  void stopsReadingASlowRequest(String credentials) throws IOException {
    byte[] whole =
        request(
            credentials,
            HTTPS,
            Soap.SOAP_11
                .envelope(LIST_CHANNELS + " ".repeat(4000))
                .getBytes(StandardCharsets.UTF_8));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(100);
      OutputStream out = socket.getOutputStream();
      int start = whole.length - 3000;
      out.write(whole, 0, start);
      // One byte every 100 ms, until the gateway answers or closes the connection.
      for (int i = start; i < whole.length; i++) {
        try {
          out.write(whole[i]);
          assertFault(Wire.answer(socket.getInputStream()), 500, "REQUEST_TOO_SLOW");
          return;
        } catch (SocketTimeoutException e) {
          // No answer yet.
        } catch (SocketException e) {
          return;
        }
      }
      throw new AssertionError("the gateway read the whole request");
    }
  }

  /** Few unauthenticated requests may keep the gateway waiting at one time. */
  @Test
  void answersOthersWhileManyRequestsStall() throws IOException {
    byte[] whole =
        request("", HTTPS, Soap.SOAP_11.envelope(LIST_CHANNELS).getBytes(StandardCharsets.UTF_8));
    List<Socket> stalled = new ArrayList<>();
    try {
      for (int i = 0; i < STALLED; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.getOutputStream().write(whole, 0, whole.length - 10);
        stalled.add(socket);
      }
      assertThat(gateway.call("demo:demo", HTTPS, LIST_CHANNELS).status()).isEqualTo(200);
      int waiting = 0;
      for (Socket socket : stalled) {
        // After a second without an answer for one, all the others have theirs.
        socket.setSoTimeout(waiting == 0 ? 1000 : 100);
        try {
          assertFault(Wire.answer(socket.getInputStream()), 500, "BUSY");
        } catch (SocketTimeoutException e) {
          waiting++;
        }
      }
      assertThat(waiting).isBetween(1, 8);
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/yizhan/sms?wsdl",
        "/yizhan/sms",
        "/yizhan/admin",
        "/yizhan/nowhere",
        "/yizhan/WEB-INF/web.xml",
        "/yizhan/health/live",
        "/yizhan/metrics",
        "/yizhan/push/x"
      })
  void doesNotDiscloseTheServer(String path) {
    for (String method : List.of("GET", "POST", "PUT", "OPTIONS")) {
      Wire.Answer answer =
          gateway.exchange(
              (method
                      + " "
                      + path
                      + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                      + "Content-Length: 0\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      assertThat(answer.head() + answer.body())
          .as(method)
          .doesNotContainIgnoringCase("payara", "wildfly", "undertow", "x-powered-by", "server:");
    }
  }
}
