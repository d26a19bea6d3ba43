package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar, and what it and the demo expose to other machines. */
class RunnableIT {

  @TempDir private Path data;

  private Gateway gateway(Sandbox sandbox, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "yizhan.data=" + data,
                "yizhan.channel.winic.vendor=winic-http",
                "yizhan.channel.winic.address=" + sandbox.address(WinicHttpSimulator.NAME),
                "yizhan.channel.winic.user=demo",
                "yizhan.channel.winic.password=demo"));
    settings.addAll(List.of(more));
    return Gateway.runnable(data, settings);
  }

  private static Gateway started(Gateway gateway) {
    gateway.start();
    assertThat(gateway.isReady()).as(() -> String.join("\n", gateway.log())).isTrue();
    return gateway;
  }

  private static Soap.Answer send(Gateway gateway, String requestId) {
    return Soap.SOAP_12.call(
        gateway,
        "Send",
        "<requestId>"
            + requestId
            + "</requestId><channel>winic</channel><recipient>13800138000</recipient>"
            + "<text>好</text>");
  }

  @Test
  void sendsAndListensOnLoopbackOnly() throws IOException {
    try (Sandbox sandbox = Sandbox.start();
        Gateway gateway = started(gateway(sandbox))) {
      assertThat(send(gateway, "1").text("state")).isEqualTo("SUBMITTED");
      assertThat(gateway.get("/yizhan/health/ready").statusCode()).isEqualTo(200);
      assertThat(gateway.get("/sandbox/").statusCode()).isEqualTo(404);
      assertThat(gateway.get("/").body()).contains("yizhan/sms");
      assertServersOwnEndpointsAreClosed(gateway);
      assertLoopbackOnly(gateway.port());
      assertThat(gateway.stop()).isEqualTo(143);
    }
  }

  @Test
  void startsOnceAndAgainOverTheSameDirectory() {
    try (Sandbox sandbox = Sandbox.start();
        Gateway gateway = started(gateway(sandbox))) {
      Soap.Answer first = send(gateway, "1");
      assertThat(gateway.stop()).isEqualTo(143);
      assertThat(gateway.log())
          .filteredOn(line -> line.contains("has started"))
          .singleElement()
          .asString()
          .contains("store embedded in " + data, "channels winic", "consumers");
      assertThat(gateway.log().get(gateway.log().size() - 1)).contains("Yizhan has stopped");
      assertThat(gateway.log()).noneMatch(line -> line.contains("WARNING"));

      started(gateway);
      assertThat(send(gateway, "1").text("id")).isEqualTo(first.text("id"));
      assertThat(sandbox.messages()).hasSize(1);
      assertThat(gateway.log()).filteredOn(line -> line.contains("has started")).hasSize(2);
    }
  }

  @Test
  void refusesNewRequestsWhileItStopsAndAnswersThoseThatRun() throws Exception {
    try (Sandbox sandbox = Sandbox.start();
        Gateway gateway = started(gateway(sandbox, "yizhan.server.stop-timeout=60"))) {
      sandbox.set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.NEVER_ANSWER));
      CompletableFuture<Soap.Answer> running =
          CompletableFuture.supplyAsync(() -> send(gateway, "running"));
      Await.until("the call", () -> sandbox.requests(WinicHttpSimulator.NAME).size() == 1);
      CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(gateway::stop);
      Await.until("not ready", () -> gateway.status("/yizhan/health/ready") == 503);
      assertThat(send(gateway, "refused").text("code")).isEqualTo("BUSY");
      sandbox.clear(WinicHttpSimulator.NAME);
      assertThat(running.get(30, TimeUnit.SECONDS).text("state")).isEqualTo("SUBMITTED");
      assertThat(exit.get(30, TimeUnit.SECONDS)).isEqualTo(143);
      assertThat(sandbox.messages()).hasSize(1);
    }
  }

  @Test
  void endsWithAllErrorsOfItsConfiguration() {
    try (Sandbox sandbox = Sandbox.start();
        Gateway gateway =
            gateway(sandbox, "yizhan.server.port=http", "yizhan.lifetime=x", "yizhan.typo=1")) {
      gateway.start();
      assertThat(gateway.awaitEnd()).isEqualTo(78);
      assertThat(gateway.log())
          .anyMatch(line -> line.contains("yizhan.lifetime must be"))
          .anyMatch(line -> line.contains("yizhan.typo is no setting"))
          .noneMatch(line -> line.contains("at dev.yizhan"));
    }
  }

  @Test
  void servesHttpsWithBothProtocolsAndReadsARenewedCertificate() throws Exception {
    TestCertificate first = TestCertificate.create(data.resolve("1"));
    Path chain = Files.copy(first.chain(), data.resolve("chain.pem"));
    Path key = Files.copy(first.key(), data.resolve("key.pem"));
    try (Sandbox sandbox = Sandbox.start();
        Gateway gateway =
            gateway(
                sandbox,
                "yizhan.plain-http=refused",
                "yizhan.server.certificate-file=" + chain,
                "yizhan.server.key-file=" + key)) {
      gateway.start();
      URI address = URI.create("https://localhost:" + gateway.port() + "/yizhan/sms");
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .header("Content-Type", Soap.SOAP_11.contentType())
              .header("Authorization", "Basic ZGVtbzpkZW1v")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      Soap.SOAP_11.request(
                          "Send",
                          "<channel>winic</channel><recipient>13800138000</recipient>"
                              + "<text>hello</text>")))
              .build();
      for (HttpClient.Version version : HttpClient.Version.values()) {
        HttpResponse<String> answer =
            HttpClient.newBuilder()
                .sslContext(first.trusted())
                .version(version)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.body()).contains("SUBMITTED");
      }
      TestCertificate second = TestCertificate.create(data.resolve("2"));
      Files.copy(second.key(), key, StandardCopyOption.REPLACE_EXISTING);
      Files.copy(second.chain(), chain, StandardCopyOption.REPLACE_EXISTING);
      Await.until("the new certificate", () -> isTrusted(second, address));
      assertThat(isTrusted(first, address)).isFalse();
    }
  }

  private static boolean isTrusted(TestCertificate certificate, URI address) {
    try {
      return HttpClient.newBuilder()
              .sslContext(certificate.trusted())
              .build()
              .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whoever changes the host name only changes neither port nor path. */
  @Test
  void servesFrontDoorsAtTheirOwnPortsAndHostNames() throws IOException {
    try (Sandbox sandbox = Sandbox.start();
        Gateway gateway =
            started(
                gateway(
                    sandbox,
                    "yizhan.route=winic",
                    "yizhan.door.winic-http.served=true",
                    "yizhan.door.winic-http.listen=http://127.0.0.1:0",
                    "yizhan.door.winic-asmx.served=true",
                    "yizhan.door.winic-asmx.hosts=sms.shop.example",
                    "yizhan.consumer.demo.login.winic-http.user=old",
                    "yizhan.consumer.demo.login.winic-http.password=pa55word"))) {
      int own = doorPort(gateway);
      assertThat(
              exchange(
                  own,
                  "POST /sys_port/gateway/index.asp",
                  "service.winic.example:8009",
                  "id=old&pwd=pa55word&to=13800138000&content=a&time="))
          .contains("200 OK", "000/Send:1/");
      assertThat(sandbox.messages()).hasSize(1);
      for (String elsewhere :
          List.of(
              "/yizhan/health/live",
              "/../../health/live",
              "/%2e%2e/%2e%2e/health/live",
              "/..;/..;/health/live")) {
        assertThat(exchange(own, "GET " + elsewhere, "localhost", ""))
            .as(elsewhere)
            .doesNotContain("200 OK");
      }
      assertThat(exchange(gateway.port(), "GET /service.asmx?WSDL", "SMS.shop.example:81", ""))
          .contains("location=\"http://SMS.shop.example:81/service.asmx\"");
      assertThat(exchange(gateway.port(), "GET /service.asmx?WSDL", "other.example", ""))
          .contains("404 Not Found");
      assertThat(gateway.get("/yizhan/door/winic-asmx/service.asmx?WSDL").body())
          .contains("/yizhan/door/winic-asmx/service.asmx\"");
    }
  }

  private static int doorPort(Gateway gateway) {
    Pattern line = Pattern.compile(".*Front door winic-http at 127\\.0\\.0\\.1, port ([0-9]+)");
    return gateway.log().stream()
        .map(line::matcher)
        .filter(Matcher::matches)
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .findFirst()
        .orElseThrow();
  }

  private static String exchange(int port, String line, String host, String form)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              (line
                      + " HTTP/1.1\r\nHost: "
                      + host
                      + "\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded"
                      + "\r\nContent-Length: "
                      + form.length()
                      + "\r\n\r\n"
                      + form)
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** A few thousand callers that keep their connections must not fill the heap. */
  @Test
  void keepsLittleForEachIdleConnection() throws IOException {
    int connections = 500;
    List<Socket> open = new ArrayList<>();
    try (Sandbox sandbox = Sandbox.start();
        Gateway gateway = started(gateway(sandbox))) {
      long before = gateway.liveHeapBytes();
      for (int i = 0; i < connections; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        open.add(socket);
        for (int request = 0; request < 3; request++) {
          assertThat(getStatus(socket, "/yizhan/health/live")).isEqualTo("HTTP/1.1 200 OK");
        }
      }
      assertThat((gateway.liveHeapBytes() - before) / connections).isBetween(1_000L, 16_384L);
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  /** Reads a whole answer, which has a Content-Length. */
  private static String getStatus(Socket socket, String path) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/xml\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    List<String> lines = head.toString().lines().toList();
    int length =
        lines.stream()
            .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .sum();
    assertThat(in.readNBytes(length)).hasSize(length);
    return lines.get(0).strip();
  }

  @Test
  void keepsQueriesAndTokensOutOfItsAccessLog() throws IOException {
    Path log = data.resolve("access.log");
    String token = "0123456789abcdef0123456789abcdef";
    try (Sandbox sandbox = Sandbox.start();
        Gateway gateway = started(gateway(sandbox, "yizhan.server.access-log=" + log))) {
      assertThat(gateway.get("/yizhan/sms?secret=1").statusCode()).isEqualTo(200);
      assertThat(gateway.get("/yizhan/push/" + token).statusCode()).isEqualTo(404);
      assertThat(send(gateway, "1").text("state")).isEqualTo("SUBMITTED");
    }
    String lines = Files.readString(log);
    assertThat(lines)
        .contains("\"GET /yizhan/sms HTTP/1.1\" 200 ", "\"GET /yizhan/push/… HTTP/1.1\" 404 ")
        .contains("\"POST /yizhan/sms HTTP/1.1\" 200 ")
        .doesNotContain("secret")
        .doesNotContain(token)
        .doesNotContain("demo");
  }

  @Test
  void demoListensOnLoopbackOnly() throws IOException {
    try (Gateway demo = Gateway.demo(data).start()) {
      assertThat(demo.isReady()).as(() -> String.join("\n", demo.log())).isTrue();
      assertServersOwnEndpointsAreClosed(demo);
      assertLoopbackOnly(demo.port());
      for (int vendor = 0; vendor < 5; vendor++) {
        assertLoopbackOnly(demo.vendorPort() + vendor);
      }
    }
  }

  /** The gateway's own are restricted by a setting; those of the server are not. */
  private static void assertServersOwnEndpointsAreClosed(Gateway gateway) throws IOException {
    for (String path :
        List.of("/metrics", "/health", "/health/live", "/health/ready", "/openapi")) {
      assertThat(gateway.get(path).statusCode()).as(path).isIn(403, 404);
    }
    assertThat(gateway.get("/yizhan/health/live").statusCode()).isEqualTo(200);
  }

  /** Tries the other addresses of this machine; 127.0.0.2 is one on every machine. */
  private static void assertLoopbackOnly(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(socket.isConnected()).isTrue();
    }
    InetAddress second = InetAddress.getByName("127.0.0.2");
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> new Socket(second, port).close());
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(each.getInetAddresses())) {
        if (!address.isLoopbackAddress()) {
          assertThatExceptionOfType(IOException.class)
              .as(address + ":" + port)
              .isThrownBy(
                  () -> {
                    try (Socket other = new Socket()) {
                      other.connect(new InetSocketAddress(address, port), 2000);
                    }
                  });
        }
      }
    }
  }

  @Test
  void listsExactlyItsLibrariesInTheBillOfMaterials() throws IOException {
    Set<String> listed = new TreeSet<>();
    try (JsonReader reader =
        Json.createReader(Files.newInputStream(Path.of(System.getProperty("it.bom"))))) {
      for (JsonObject each :
          reader.readObject().getJsonArray("components").getValuesAs(JsonObject.class)) {
        listed.add(each.getString("name") + "-" + each.getString("version") + ".jar");
      }
    }
    Set<String> libraries = new TreeSet<>();
    try (ZipFile war = new ZipFile(System.getProperty("it.gateway"))) {
      for (ZipEntry entry : Collections.list(war.entries())) {
        if (entry.getName().matches("WEB-INF/lib/.+\\.jar")) {
          libraries.add(entry.getName().substring("WEB-INF/lib/".length()));
        }
      }
    }
    assertThat(libraries).hasSizeGreaterThan(30).isEqualTo(listed);
  }

  @Test
  void containsNoSimulatorAndNoConfiguration() throws IOException {
    try (ZipFile jar = new ZipFile(System.getProperty("it.runnable"))) {
      assertThat(Collections.list(jar.entries()))
          .extracting(ZipEntry::getName)
          .anyMatch(name -> name.endsWith("gateway/boot/Boot.class"))
          .contains("META-INF/LICENSE", "META-INF/NOTICE")
          .anyMatch(name -> name.matches("META-INF/licenses/caffeine.*/META-INF/LICENSE"))
          // The protocols, which the front doors use, are in yizhan/sandbox/server.
          .noneMatch(name -> name.matches(".*yizhan/sandbox/(simulator|world)/.+"))
          .noneMatch(name -> name.endsWith("yizhan/sandbox/Sandbox.class"))
          .noneMatch(
              name -> name.endsWith("demo.properties") || name.endsWith("yizhan.properties"));
    }
  }

  /** What a library is found by must not be lost where two libraries are found by the same name. */
  @Test
  void hasEveryServiceOfTheWar() throws IOException {
    Map<String, Set<String>> expected = new TreeMap<>();
    try (ZipFile war = new ZipFile(System.getProperty("it.gateway"))) {
      for (ZipEntry entry : Collections.list(war.entries())) {
        if (entry.getName().matches("WEB-INF/lib/.+\\.jar")) {
          try (ZipInputStream library = new ZipInputStream(war.getInputStream(entry))) {
            for (ZipEntry each = library.getNextEntry();
                each != null;
                each = library.getNextEntry()) {
              if (each.getName().matches("META-INF/services/[^/]+")) {
                expected
                    .computeIfAbsent(each.getName(), ignored -> new TreeSet<>())
                    .addAll(providers(library));
              }
            }
          }
        }
      }
    }
    assertThat(expected).hasSizeGreaterThan(5);
    try (ZipFile jar = new ZipFile(System.getProperty("it.runnable"))) {
      for (Map.Entry<String, Set<String>> each : expected.entrySet()) {
        try (InputStream file = jar.getInputStream(jar.getEntry(each.getKey()))) {
          assertThat(providers(file)).as(each.getKey()).containsAll(each.getValue());
        }
      }
    }
  }

  private static Set<String> providers(InputStream file) throws IOException {
    return new String(file.readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
