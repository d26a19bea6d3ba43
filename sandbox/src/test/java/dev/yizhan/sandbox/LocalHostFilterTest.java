package dev.yizhan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a foreign web page can make a browser send. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class LocalHostFilterTest {

  private static final String WORLD = "{\"pushTo\":\"http://127.0.0.1:9/\"}";

  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = SandboxPage.start(0);
  }

  @AfterEach
  void stop() {
    System.clearProperty(LocalHosts.NAMES);
    System.clearProperty(LocalHosts.SERVED);
    sandbox.close();
  }

  private static String exchange(URI server, String request, String body) throws Exception {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(20_000);
      String head =
          request + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n";
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String get(URI server, String path, String host) throws Exception {
    return exchange(server, "GET " + path + " HTTP/1.1\r\nHost: " + host, "");
  }

  private String change(String headers) throws Exception {
    return exchange(
        sandbox.page(),
        "POST /api/world HTTP/1.1\r\nHost: 127.0.0.1:" + sandbox.page().getPort() + headers,
        WORLD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attacker.test",
        "127.0.0.1.attacker.test",
        "localhost.attacker.test",
        "192.0.2.1"
      })
  void refusesAnotherHost(String host) throws Exception {
    assertThat(get(sandbox.page(), "/api/messages", host))
        .startsWith("HTTP/1.1 403")
        .contains("Host must be localhost", LocalHosts.NAMES);
    assertThat(get(sandbox.address(WinicHttpSimulator.NAME), "/", host))
        .startsWith("HTTP/1.1 403")
        .contains("Host must be localhost");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:80", "127.1.2.3", "[::1]:8080"})
  void acceptsThisMachine(String host) throws Exception {
    assertThat(get(sandbox.page(), "/api/messages", host)).startsWith("HTTP/1.1 200");
    assertThat(get(sandbox.address(WinicHttpSimulator.NAME), "/", host)).startsWith("HTTP/1.1 404");
  }

  @Test
  void acceptsConfiguredNames() throws Exception {
    System.setProperty(LocalHosts.NAMES, "vendors.test, other.test");
    assertThat(get(sandbox.page(), "/api/messages", "Vendors.test:8080"))
        .startsWith("HTTP/1.1 200");
    assertThat(get(sandbox.page(), "/api/messages", "attacker.test")).startsWith("HTTP/1.1 403");
    sandbox.pushTo(Optional.of(URI.create("http://other.test:9/")));
    assertThat(sandbox.pushesTo()).isPresent();
  }

  @Test
  void acceptsAddressesWhereOtherMachinesAreAnswered() throws Exception {
    System.setProperty(LocalHosts.SERVED, "0.0.0.0");
    assertThat(get(sandbox.page(), "/api/messages", "192.0.2.1")).startsWith("HTTP/1.1 200");
    assertThat(get(sandbox.page(), "/api/messages", "attacker.test")).startsWith("HTTP/1.1 403");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.pushTo(Optional.of(URI.create("http://192.0.2.1/"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://attacker.test", "null", "http://127.0.0.1:1", "%"})
  void refusesAnotherOrigin(String origin) throws Exception {
    assertThat(change("\r\nContent-Type: application/json\r\nOrigin: " + origin))
        .startsWith("HTTP/1.1 403")
        .contains("Origin must be the sandbox's own address");
    assertThat(sandbox.pushesTo()).isEmpty();
  }

  @Test
  void acceptsItsOwnPage() throws Exception {
    String own = "http://127.0.0.1:" + sandbox.page().getPort();
    assertThat(change("\r\nContent-Type: application/json;charset=utf-8\r\nOrigin: " + own))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\nContent-Type: text/plain",
        "\r\nContent-Type: application/x-www-form-urlencoded",
        "\r\nContent-Type: text/plain; application/json"
      })
  void refusesAPostThatIsNotJson(String type) throws Exception {
    assertThat(change(type))
        .startsWith("HTTP/1.1 415")
        .contains("POST needs the header Content-Type: application/json");
    assertThat(sandbox.pushesTo()).isEmpty();
  }
}
