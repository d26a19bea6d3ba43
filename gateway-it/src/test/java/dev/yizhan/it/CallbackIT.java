package dev.yizhan.it;

import static dev.yizhan.it.ConfiguredGateway.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks of the packaged WAR, received by the samples of several languages and stacks. */
@ExtendWith(SharedConfiguredGateway.class)
class CallbackIT {

  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER_KEY = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  private static final Path SAMPLES = Path.of("..", "clients", "callback").toAbsolutePath();

  private final ConfiguredGateway configured = SharedConfiguredGateway.running();
  private final List<Process> started = new ArrayList<>();
  @TempDir private Path directory;

  @AfterEach
  void restore() {
    started.forEach(Process::destroyForcibly);
    configured.gateway().configure(configured.settings());
    configured.sandbox().reportsAfter(Duration.ofSeconds(2));
  }

  private Path file() {
    return directory.resolve("records.jsonl");
  }

  private String received() {
    try {
      return Files.exists(file()) ? Files.readString(file()) : "";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final Path CONTRACT =
      Path.of("..", "wsdl", "callback.wsdl").toAbsolutePath().normalize();

  private int receiver(String... command) throws IOException {
    int port = Ports.free();
    List<String> words = new ArrayList<>();
    for (String word : command) {
      words.add(word.replace("PORT", Integer.toString(port)));
    }
    ProcessBuilder builder = new ProcessBuilder(words).directory(SAMPLES.toFile());
    builder.environment().put("CALLBACK_SECRET", KEY);
    builder.environment().put("CALLBACK_FILE", file().toString());
    builder.environment().put("CALLBACK_WSDL", CONTRACT.toString());
    started.add(
        builder
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("receiver.log").toFile())
            .start());
    Await.until(
        "the receiver",
        () -> {
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
          } catch (IOException e) {
            return false;
          }
        });
    return port;
  }

  private void configure(int port, String secret, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "yizhan.consumer.shop.callback.address=http://127.0.0.1:" + port + "/sms",
                "yizhan.consumer.shop.callback.secret=" + secret,
                "yizhan.consumer.shop.callback.plain-http=true",
                "yizhan.consumer.shop.callback.private-networks=127.0.0.0/8",
                // Each receiver waits for two reports.
                "yizhan.account.winic.poll-least=1",
                "yizhan.account.winic.poll-longest=1"));
    settings.addAll(List.of(more));
    configured.gateway().configure(configured.settings(settings.toArray(String[]::new)));
  }

  private String send() {
    configured.sandbox().reportsAfter(Duration.ZERO);
    String phone = "135" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    Soap.Answer sent =
        configured.call(
            "shop:" + SECRET,
            "Send",
            "<requestId>r-"
                + phone
                + "</requestId><channel>winic</channel><recipient>"
                + phone
                + "</recipient><text>好</text><reference>单 \"7\"</reference>");
    assertThat(sent.text("state")).as(sent.body()).isEqualTo("SUBMITTED");
    return phone;
  }

  private void assertReceivesReports(int port) {
    // The first secret is the next one of the receiver, as while it is changed.
    configure(port, OTHER_KEY, "yizhan.consumer.shop.callback.second-secret=" + KEY);
    assertReceivesReports("\"requestId\":\"r-%s\"", "\"reference\":\"单 \\\"7\\\"\"");
    assertThat(compact(received())).contains("\"state\":\"DELIVERED\"", "\"channel\":\"winic\"");
  }

  private static String compact(String json) {
    return json.replace(": ", ":").replace(", ", ",");
  }

  private void assertReceivesReports(String requestId, String reference) {
    String first = send();
    Await.until("the first report", () -> received().contains(first));
    String second = send();
    Await.until("the second report", () -> received().contains(second));
    assertThat(compact(received())).contains(requestId.formatted(first), reference);
    Await.until(
        "the acknowledgement",
        () ->
            configured
                .metric(
                    "yizhan_reader_unacknowledged{consumer=\"shop\",kind=\"reports\",reader=\"callback\"")
                .equals("0.0"));
    assertThat(received().lines().filter(line -> line.contains(first))).hasSize(1);
  }

  @Test
  void isReceivedByJava() throws IOException {
    assertReceivesReports(
        receiver(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "Receiver.java",
            "PORT"));
  }

  @Test
  @ForeignTest
  @DisabledIfSystemProperty(
      named = "it.server",
      matches = ".+",
      disabledReason = "the gateway calls them by the same client on every server")
  void isReceivedByPhp() throws IOException {
    assertReceivesReports(receiver("php", "-S", "127.0.0.1:PORT", "receiver.php"));
  }

  @Test
  @ForeignTest
  @DisabledIfSystemProperty(
      named = "it.server",
      matches = ".+",
      disabledReason = "the gateway calls them by the same client on every server")
  void isReceivedByPython() throws IOException {
    assertReceivesReports(receiver("python3", "receiver.py", "PORT"));
  }

  private void assertReceivesReportsBySoap(
      String version, String path, String requestId, String reference, String... command)
      throws IOException {
    int port = receiver(command);
    configure(
        port,
        KEY,
        "yizhan.consumer.shop.callback.form=soap" + version,
        "yizhan.consumer.shop.callback.address=http://127.0.0.1:" + port + path);
    assertReceivesReports(requestId, reference);
    assertThat(received()).contains("DELIVERED");
  }

  @ParameterizedTest
  @CsvSource({"11, /sms", "12, /sms12"})
  void isReceivedByMetro(String version, String path) throws IOException {
    List<String> command =
        new ArrayList<>(ClientsIT.java("callback-metro", "callback.SoapReceiver"));
    command.add("PORT");
    assertReceivesReportsBySoap(
        version, path, "requestId=r-%s", "reference=单 \"7\"", command.toArray(String[]::new));
  }

  @ForeignTest
  @DisabledIfSystemProperty(
      named = "it.server",
      matches = ".+",
      disabledReason = "the gateway calls them by the same client on every server")
  @ParameterizedTest
  @ValueSource(strings = {"11", "12"})
  void isReceivedByPhpsSoapServer(String version) throws IOException {
    assertReceivesReportsBySoap(
        version,
        "/sms",
        "\"requestId\":\"r-%s\"",
        "\"reference\":\"单 \\\"7\\\"\"",
        "php",
        "-S",
        "127.0.0.1:PORT",
        "soap.php");
  }

  @ForeignTest
  @DisabledIfSystemProperty(
      named = "it.server",
      matches = ".+",
      disabledReason = "the gateway calls them by the same client on every server")
  @ParameterizedTest
  @ValueSource(strings = {"11", "12"})
  void isReceivedByMono(String version) throws IOException {
    assertReceivesReportsBySoap(
        version, "/sms", "requestId=r-%s", "reference=单 \"7\"", "sh", "soap-mono.sh", "PORT");
  }

  @Test
  void servesTheContractOfCallbacks() throws IOException {
    assertThat(configured.gateway().get("/yizhan/sms?callbackwsdl").body())
        .isEqualTo(Files.readString(CONTRACT));
  }

  @Test
  void listsACallbackWhoseSignatureTheReceiverRefuses() throws IOException {
    int port =
        receiver(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "Receiver.java",
            "PORT");
    configure(port, OTHER_KEY);
    String phone = send();
    Await.until("the problem", () -> problems().body().contains("CALLBACK_REFUSED"));
    assertThat(problems().body()).contains("HTTP 401").doesNotContain(KEY, OTHER_KEY, phone);
    assertThat(received()).isEmpty();
    configure(port, KEY);
    Await.until("the report", () -> received().contains(phone));
    Await.until("the problem's end", () -> !problems().body().contains("CALLBACK_REFUSED"));
  }

  private Soap.Answer problems() {
    return new Soap.Answer(
        configured
            .gateway()
            .exchange(
                configured
                    .gateway()
                    .post(
                        "/yizhan/admin",
                        "text/xml; charset=utf-8",
                        "admin:admin",
                        Soap.SOAP_11
                            .request("ListProblems", "")
                            .getBytes(StandardCharsets.UTF_8))));
  }
}
