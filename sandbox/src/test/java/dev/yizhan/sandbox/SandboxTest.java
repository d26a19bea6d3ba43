package dev.yizhan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.yizhan.sandbox.simulator.ChanglongSimulator;
import dev.yizhan.sandbox.simulator.WinicAsmxSimulator;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import dev.yizhan.sandbox.simulator.WinnerlookSimulator;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox over HTTP: as a browser, curl and a wrong client use it. */
class SandboxTest {

  private static final Charset CODE_PAGE_936 = Charset.forName("x-mswin-936");

  private final HttpClient client = HttpClient.newHttpClient();
  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = SandboxPage.start(0);
    sandbox.reportsAfter(Duration.ZERO);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private HttpResponse<byte[]> exchange(HttpRequest.Builder request) throws Exception {
    return client.send(
        request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> get(URI address) throws Exception {
    return exchange(HttpRequest.newBuilder(address));
  }

  private HttpResponse<byte[]> post(URI address, String type, String body) throws Exception {
    return exchange(
        HttpRequest.newBuilder(address)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private URI vendor(String name, String path) {
    return URI.create(sandbox.address(name) + path);
  }

  private HttpResponse<byte[]> send() throws Exception {
    return get(
        vendor(
            ChanglongSimulator.NAME,
            "/sendsms_txt.asp?us_name=demo&us_pwd=demo&send_phone=13800138000&send_content=a"));
  }

  private String control(String path, String json) throws Exception {
    HttpResponse<byte[]> response = post(sandbox.page().resolve(path), "application/json", json);
    assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
    return text(response);
  }

  @Nested
  class Pages {

    @Test
    void answerInCodePage936WithTheVendorsHeader() throws Exception {
      sandbox.reply("changlong", "13800138000", "我回复一条", "");
      HttpResponse<byte[]> response =
          get(
              vendor(
                  ChanglongSimulator.NAME,
                  "/get_receive_message_txt.asp?us_name=demo&us_pwd=demo"));
      assertThat(response.headers().firstValue("Content-Type").orElse(""))
          .matches("(?i)text/html; ?charset=gb2312");
      assertThat(new String(response.body(), CODE_PAGE_936)).matches("1\\|\\d+;13800138000;我回复一条");
    }

    @Test
    void haveCaseSensitivePaths() throws Exception {
      assertThat(get(vendor(ChanglongSimulator.NAME, "/SENDSMS_TXT.ASP")).statusCode())
          .isEqualTo(404);
      assertThat(
              get(vendor(WinnerlookSimulator.NAME, "/winnerrxd/api/trigger/sendmsg")).statusCode())
          .isEqualTo(404);
    }
  }

  @Nested
  class Asmx {

    @Test
    void reportsAMissingParameterAsAspNetDoes() throws Exception {
      HttpResponse<byte[]> response =
          get(vendor(WinicAsmxSimulator.NAME, "/service.asmx/SendMessages?uid=demo&pwd=demo"));
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
      assertThat(text(response)).isEqualTo("Missing parameter: tos.\r\n");
    }

    @ParameterizedTest
    @CsvSource({
      "winic-asmx, /service.asmx?WSDL, SendInternationalMessages",
      "linkws, /sdk2/LinkWS.asmx?wsdl, IntlSend",
      "linkws-domestic, /sdk2/LinkWS.asmx?wsdl, GetReportSMS",
      "winnerlook, /winnerrxd/api/ws/trigger?wsdl, sendMsgByEncrypt"
    })
    void showsItsWsdlWithItsOwnAddress(String name, String path, String operation)
        throws Exception {
      String wsdl = text(get(vendor(name, path)));
      assertThat(wsdl)
          .contains("<s:element name=\"" + operation + "\">")
          .contains("location=\"" + vendor(name, path.replaceAll("\\?.*", "")) + "\"");
    }

    @Test
    void answersAnUnknownOperationWithAFaultAndBadXmlWithNothing() throws Exception {
      String envelope =
          "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
              + "<Nothing xmlns=\"http://tempuri.org/\"/></soap:Body></soap:Envelope>";
      URI address = vendor(WinicAsmxSimulator.NAME, "/service.asmx");
      HttpResponse<byte[]> fault = post(address, "text/xml; charset=utf-8", envelope);
      assertThat(fault.statusCode()).isEqualTo(500);
      assertThat(text(fault)).contains("<faultcode>soap:Client</faultcode>");
      HttpResponse<byte[]> bad = post(address, "text/xml; charset=utf-8", "<broken");
      assertThat(bad.statusCode()).isEqualTo(400);
      assertThat(bad.body()).isEmpty();
      String entity =
          "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
              + envelope.replace("/></soap:Body>", ">&x;</Nothing></soap:Body>");
      assertThat(post(address, "text/xml", entity).statusCode()).isEqualTo(400);
    }
  }

  @Nested
  class Faults {

    @Test
    void hitTheGivenNumberOfRequests() throws Exception {
      control(
          "api/faults",
          "{\"vendor\":\"changlong\",\"fault\":\"status\",\"code\":\"503\",\"times\":2}");
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        statuses.add(send().statusCode());
      }
      assertThat(statuses).containsExactly(503, 503, 200, 200);
      assertThat(sandbox.messages()).hasSize(2);
    }

    @Test
    void hitAShareOfRequestsEvenly() throws Exception {
      control("api/faults", "{\"vendor\":\"changlong\",\"fault\":\"garbage\",\"share\":25}");
      for (int i = 0; i < 12; i++) {
        send();
      }
      assertThat(sandbox.messages()).hasSize(9);
      assertThat(text(get(sandbox.page().resolve("api/faults")))).contains("\"fault\":\"garbage\"");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"vendor\":\"nobody\",\"fault\":\"garbage\"}",
          "{\"vendor\":\"changlong\",\"fault\":\"nonsense\"}",
          "{\"vendor\":\"changlong\",\"fault\":\"slow\"}",
          "{\"vendor\":\"changlong\",\"fault\":\"code\"}",
          "{\"vendor\":\"changlong\",\"fault\":\"status\",\"code\":\"200\"}",
          "{\"vendor\":\"changlong\",\"fault\":\"garbage\",\"share\":0}",
          "{\"vendor\":\"changlong\",\"fault\":\"refuse\",\"times\":1}",
          "{\"vendor\":\"changlong\",\"fault\":7}",
          "nonsense"
        })
    void withWrongParametersAreRefusedWithASentence(String json) throws Exception {
      HttpResponse<byte[]> response =
          post(sandbox.page().resolve("api/faults"), "application/json", json);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(text(response)).startsWith("{\"error\":\"").doesNotContain("Exception");
      assertThat(send().statusCode()).isEqualTo(200);
    }
  }

  @Nested
  class Control {

    @Test
    void showsThePhonesAndTheirBytes() throws Exception {
      send();
      HttpResponse<byte[]> page = get(sandbox.page());
      assertThat(text(page)).contains("simulated phones", "page.css", "page.js");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .startsWith("default-src 'none'; script-src 'self';");
      assertThat(text(get(sandbox.page().resolve("page.css")))).contains("color-scheme");
      assertThat(text(get(sandbox.page().resolve("page.js")))).contains("模拟手机收到的短信");
      assertThat(text(get(sandbox.page().resolve("api/messages"))))
          .contains("\"phone\":\"13800138000\"", "\"account\":\"demo\"", "us_pwd=demo");
      exchange(HttpRequest.newBuilder(sandbox.page().resolve("api/messages")).DELETE());
      assertThat(sandbox.messages()).isEmpty();
    }

    @Test
    void letsAPhoneReplyAndDeliveriesFail() throws Exception {
      control("api/world", "{\"failing\":[\"13800138000\"],\"receiptsAfterMillis\":0}");
      send();
      control(
          "api/replies",
          "{\"vendor\":\"changlong\",\"phone\":\"13800138000\",\"text\":\"a\",\"to\":\"\"}");
      String login = "?us_name=demo&us_pwd=demo";
      assertThat(text(get(vendor(ChanglongSimulator.NAME, "/get_report_txt.asp" + login))))
          .endsWith(";13800138000;20");
      assertThat(text(get(vendor(ChanglongSimulator.NAME, "/get_report_txt.asp" + login))))
          .isEqualTo("0");
      assertThat(text(get(vendor(ChanglongSimulator.NAME, "/get_receive_message_txt.asp" + login))))
          .endsWith(";13800138000;a");
    }

    @Test
    void pushesToThisMachineOnly() {
      for (String address : List.of("http://192.0.2.1/", "https://127.0.0.1/", "http:///x")) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> sandbox.pushTo(Optional.of(URI.create(address))));
      }
      assertThat(sandbox.pushesTo()).isEmpty();
    }
  }

  @Test
  void listensOnThisMachineOnly() {
    for (String vendor : sandbox.vendors()) {
      assertThat(sandbox.address(vendor).getHost())
          .isEqualTo(InetAddress.getLoopbackAddress().getHostAddress());
    }
  }

  @Test
  void reportsATakenPort() {
    int taken = sandbox.address(WinicHttpSimulator.NAME).getPort();
    assertThatIllegalStateException()
        .isThrownBy(() -> Sandbox.start(taken))
        .withMessageContaining("from " + taken);
  }

  @Test
  void dropsRequestsAndReportsWithTheMessages() throws Exception {
    send();
    sandbox.failFor(Set.of());
    sandbox.forgetMessages();
    assertThat(sandbox.requests(ChanglongSimulator.NAME)).isEmpty();
    assertThat(
            text(
                get(
                    vendor(
                        ChanglongSimulator.NAME, "/get_report_txt.asp?us_name=demo&us_pwd=demo"))))
        .isEqualTo("0");
  }

  /** As {@code java -jar} starts it. */
  @Test
  void runsAsAProgram() throws Exception {
    sandbox.close();
    int first = sandbox.address(WinicHttpSimulator.NAME).getPort();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dyizhan.sandbox.first-port=" + first,
                Main.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> said = new ArrayList<>();
      for (String line = lines.readLine();
          line != null && !line.startsWith("Ctrl-C");
          line = lines.readLine()) {
        said.add(line);
      }
      assertThat(said)
          .anyMatch(line -> line.startsWith("Simulated phones  http://127.0.0.1:" + (first - 1)))
          .anyMatch(line -> line.startsWith("winnerlook        http://127.0.0.1:" + (first + 4)));
      assertThat(text(get(URI.create("http://127.0.0.1:" + (first - 1) + "/api/world"))))
          .isEqualTo("{\"pushTo\":\"\"}");
    } finally {
      process.destroy();
      assertThat(process.waitFor()).isNotNegative();
    }
  }
}
