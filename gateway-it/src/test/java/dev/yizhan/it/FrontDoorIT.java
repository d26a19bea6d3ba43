package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.ChanglongSimulator;
import dev.yizhan.sandbox.simulator.WinicAsmxSimulator;
import dev.yizhan.sandbox.simulator.WinnerlookSimulator;
import dev.yizhan.sandbox.world.PhoneMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Programs that were written for one vendor, at the packaged gateway, with another vendor behind.
 */
class FrontDoorIT {

  private static final Charset CP936 = Charset.forName("x-mswin-936");
  private static final String INDEX = "/yizhan/door/winic-http/sys_port/gateway/index.asp";
  private static final String PASSWORD = "pa55word";
  private static final String EXPECTED = "id=ok refused=-03 report=ok form=000";

  private static final List<String> PUSHED = new CopyOnWriteArrayList<>();

  private static HttpServer receiver;
  private static Sandbox sandbox;
  private static Gateway gateway;

  @BeforeAll
  static void start(@TempDir Path data) throws IOException {
    receiver = receiver();
    sandbox = Sandbox.start();
    sandbox.reportsAfter(Duration.ZERO);
    gateway =
        Gateway.war(
                data,
                List.of(
                    "yizhan.data=" + data,
                    "yizhan.route=behind",
                    "yizhan.channel.behind.vendor=winnerlook",
                    "yizhan.channel.behind.address=" + sandbox.address(WinnerlookSimulator.NAME),
                    "yizhan.channel.behind.user=demo",
                    "yizhan.channel.behind.password=demo",
                    // Each program waits for its report.
                    "yizhan.account.behind.poll-least=1",
                    "yizhan.account.behind.poll-longest=1",
                    "yizhan.door.winic-http.served=true",
                    "yizhan.door.winic-http.secrets-in-url=allowed",
                    "yizhan.door.winic-asmx.served=true",
                    "yizhan.channel.other.vendor=changlong",
                    "yizhan.channel.other.address=" + sandbox.address(ChanglongSimulator.NAME),
                    "yizhan.channel.other.user=demo",
                    "yizhan.channel.other.password=demo",
                    "yizhan.door.linkws.plain-http=allowed",
                    "yizhan.door.winnerlook.served=true",
                    "yizhan.consumer.other.password=" + PASSWORD,
                    "yizhan.consumer.other.route=other",
                    "yizhan.consumer.other.login.winnerlook.user=old",
                    "yizhan.consumer.other.login.winnerlook.password=" + PASSWORD,
                    "yizhan.consumer.pushed.password=" + PASSWORD,
                    "yizhan.consumer.pushed.route=other",
                    "yizhan.consumer.pushed.login.winnerlook.user=pushed",
                    "yizhan.consumer.pushed.login.winnerlook.password=" + PASSWORD,
                    "yizhan.consumer.pushed.login.winnerlook.push.address=http://127.0.0.1:"
                        + receiver.getAddress().getPort()
                        + "/push",
                    "yizhan.consumer.pushed.login.winnerlook.push.plain-http=true",
                    "yizhan.consumer.pushed.login.winnerlook.push.private-networks=127.0.0.1",
                    "yizhan.channel.own.vendor=winic-asmx",
                    "yizhan.channel.own.address=" + sandbox.address(WinicAsmxSimulator.NAME),
                    "yizhan.channel.own.user=demo",
                    "yizhan.channel.own.password=demo",
                    "yizhan.consumer.own.password=" + PASSWORD,
                    "yizhan.consumer.own.route=own",
                    "yizhan.consumer.own.login.winic-asmx.user=demo",
                    "yizhan.consumer.own.login.winic-asmx.account=own",
                    "yizhan.consumer.own.login.winic-asmx.password-changes=allowed",
                    "yizhan.consumer.demo.login.winic-http.user=old",
                    "yizhan.consumer.demo.login.winic-http.password=" + PASSWORD,
                    "yizhan.consumer.demo.login.winic-asmx.user=old",
                    "yizhan.consumer.demo.login.winic-asmx.password=" + PASSWORD))
            .start();
    assertThat(gateway.isReady()).as(() -> String.join("\n", gateway.log())).isTrue();
  }

  /** Fails once: what it did not take comes again. */
  private static HttpServer receiver() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/push",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            PUSHED.add(body);
            exchange.sendResponseHeaders(PUSHED.size() == 1 ? 503 : 200, -1);
          }
        });
    server.start();
    return server;
  }

  @AfterAll
  static void stop() {
    gateway.close();
    receiver.stop(0);
    sandbox.close();
  }

  @AfterEach
  void forgetMessages() {
    sandbox.forgetMessages();
  }

  private static byte[] form(String text, Charset charset) {
    byte[] before =
        ("id=old&pwd=" + PASSWORD + "&to=13800138000&content=").getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(before);
    form.writeBytes(text.getBytes(charset));
    form.writeBytes("&time=".getBytes(StandardCharsets.US_ASCII));
    return form.toByteArray();
  }

  private static String held() {
    Await.until("the phone has its message", () -> sandbox.messages().size() == 1);
    return sandbox.messages().get(0).text();
  }

  @Test
  void answersAFormInTheVendorsCharset() {
    HttpResponse<String> answer =
        gateway.exchange(
            HttpRequest.newBuilder(gateway.address(INDEX))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofByteArray(form("您好——镕", CP936))));
    assertThat(answer.body()).matches("000/Send:1/Consumption:0/Tmoney:1000000/sid:1[0-9]{15}");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .containsIgnoringCase("gb2312");
    assertThat(held()).isEqualTo("您好——镕");
  }

  /** Old scripts write an address as it is. */
  @Test
  void answersAQueryWhoseBytesAreNotEscaped() throws IOException {
    try (Socket socket = new Socket("localhost", gateway.port())) {
      socket.getOutputStream().write(("GET " + INDEX + "?").getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(form("您好", CP936));
      socket
          .getOutputStream()
          .write(
              " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      // A server may refuse such an address itself, before the gateway sees it.
      assertThat(answer).containsPattern("000/Send:1/|^HTTP/1.1 400");
      if (answer.contains("000/Send")) {
        assertThat(held()).isEqualTo("您好");
      }
    }
  }

  @Test
  void servesWhatIsSwitchedOnOnly() {
    assertThat(gateway.status("/yizhan/door/winic-asmx/service.asmx?WSDL")).isEqualTo(200);
    assertThat(gateway.status("/yizhan/door/linkws/sdk2/LinkWS.asmx?WSDL")).isEqualTo(404);
    assertThat(gateway.status("/yizhan/door/")).isEqualTo(404);
    assertThat(gateway.get("/yizhan/door/winic-asmx/service.asmx?WSDL").body())
        .contains("location=\"" + gateway.address("/yizhan/door/winic-asmx/service.asmx") + "\"");
  }

  @Test
  void logsNeitherPasswordsNorNumbersNorTexts() {
    assertThat(
            gateway
                .get(INDEX + "?id=old&pwd=" + PASSWORD + "&to=13700137000&content=a&time=")
                .body())
        .startsWith("000/");
    assertThat(gateway.get(INDEX + "?id=old&pwd=wr0ng&to=13700137000&content=a&time=").body())
        .startsWith("-03");
    assertThat(String.join("\n", gateway.log())).doesNotContain(PASSWORD, "wr0ng", "13700137000");
  }

  @Test
  void pushesReportsAndRejectionsToAProgramOfWinnerlooks() {
    String delivered =
        sent("13700137001", "%E6%82%A8%E5%A5%BD%E3%80%90%E9%A9%BF%E7%AB%99%E3%80%91");
    // The vendor's forbidden word.
    String rejected =
        sent("13700137002", "%E8%BF%9D%E7%A6%81%E8%AF%8D%E3%80%90%E9%A9%BF%E7%AB%99%E3%80%91");
    Await.until(
        "both pushes",
        () ->
            PUSHED.stream().skip(1).anyMatch(each -> each.contains(delivered))
                && PUSHED.stream().skip(1).anyMatch(each -> each.contains(rejected)));
    assertThat(PUSHED).allMatch(each -> each.contains("\"account\":\"pushed\",\"type\":1"));
    assertThat(String.join("\n", PUSHED))
        .containsPattern("\"phone\":\"13700137001\",\"receive_status\":\"DELIVRD\"")
        .containsPattern("\"phone\":\"13700137002\",\"receive_status\":\"REJECTD\"");
  }

  private static String sent(String number, String text) {
    String answer =
        gateway
            .exchange(
                HttpRequest.newBuilder(
                        gateway.address("/yizhan/door/winnerlook/winnerrxd/api/trigger/SendMsg"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "userCode=pushed&userPass="
                                + PASSWORD
                                + "&DesNo="
                                + number
                                + "&Msg="
                                + text)))
            .body();
    assertThat(answer).matches("(?s).*>[0-9]{19}<.*");
    return answer.replaceAll("(?s).*>([0-9]{19})<.*", "$1");
  }

  /** A program with the vendor's own user and password changes it; the channel goes on. */
  @Test
  void changesThePasswordOfTheVendorsAccount() {
    String next = "n3xt-" + System.nanoTime();
    assertThat(asmx("EditUserPwd", "uid=demo&pwd=wr0ng&newpwd=" + next)).isEqualTo("-03");
    assertThat(asmx("EditUserPwd", "uid=demo&pwd=demo&newpwd=" + next)).isEqualTo("000");
    String message = "&tos=13700137003&msg=a&otime=";
    assertThat(asmx("SendMessages", "uid=demo&pwd=demo" + message)).isEqualTo("-03");
    assertThat(asmx("SendMessages", "uid=demo&pwd=" + next + message)).matches("[0-9]{16}");
    Await.until("the phone has its message", () -> !sandbox.messages().isEmpty());
    assertThat(asmx("EditUserPwd", "uid=demo&pwd=" + next + "&newpwd=demo")).isEqualTo("000");
    assertThat(String.join("\n", gateway.log())).doesNotContain(next);
  }

  private static String asmx(String operation, String form) {
    String answer =
        gateway
            .exchange(
                HttpRequest.newBuilder(
                        gateway.address("/yizhan/door/winic-asmx/service.asmx/" + operation))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form)))
            .body();
    return answer.replaceAll("(?s).*>([^<]*)</string>.*", "$1");
  }

  private static List<String> texts() {
    return sandbox.messages().stream().map(PhoneMessage::text).toList();
  }

  @DisabledIfSystemProperty(
      named = "it.server",
      matches = "micro|payara",
      disabledReason = "they talk to the same HTTP server as without a profile")
  @ParameterizedTest
  @CsvSource({"axis1, 1.1", "axis1, 1.2", "cxf, 1.1", "cxf, 1.2"})
  void runsAGeneratedJavaClient(String stack, String version) throws Exception {
    List<String> command = new ArrayList<>(ClientsIT.java(stack, stack + ".FrontDoorClient"));
    command.addAll(List.of(gateway.address("/yizhan").toString(), "old", PASSWORD, version));
    assertThat(ClientsIT.output(command, Map.of())).isEqualToNormalizingWhitespace(EXPECTED);
    assertThat(texts()).containsExactlyInAnyOrder("您好——【驿站】", "您好");
  }

  /** The document's own code, written anew. */
  @DisabledIfSystemProperty(
      named = "it.server",
      matches = "micro|payara",
      disabledReason = "it talks to the same HTTP server as without a profile")
  @Test
  void runsAProgramThatWasWrittenForWinnerlook() throws Exception {
    assertThat(
            ClientsIT.output(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dfile.encoding=UTF-8",
                    "../clients/front-door/Winnerlook.java",
                    gateway.address("/yizhan").toString(),
                    "old",
                    PASSWORD),
                Map.of()))
        .isEqualToNormalizingWhitespace("id=ok raw=ok encrypted=ok refused=-3 report=ok");
    assertThat(texts()).containsExactlyInAnyOrder("您好——【驿站】", "没有转义【驿站】", "加密【驿站】");
    assertThat(sandbox.messages())
        .allSatisfy(message -> assertThat(message.vendor()).isEqualTo(ChanglongSimulator.NAME));
  }

  @ForeignTest
  @DisabledIfSystemProperty(
      named = "it.server",
      matches = "micro|payara|wildfly",
      disabledReason = "the Java clients call these servers")
  @ParameterizedTest
  @CsvSource({"php, 1.1", "php, 1.2", "zeep, 1.1", "zeep, 1.2", "mono, 1.1", "mono, 1.2"})
  void runsAClientOfAnotherLanguage(String stack, String version) throws Exception {
    assertThat(
            ClientsIT.output(
                List.of(
                    "sh",
                    "../clients/front-door/run.sh",
                    stack,
                    gateway.address("/yizhan").toString(),
                    "old",
                    PASSWORD,
                    version),
                Map.of()))
        .isEqualToNormalizingWhitespace(EXPECTED);
    assertThat(texts()).containsExactlyInAnyOrder("您好——【驿站】", "您好");
  }
}
