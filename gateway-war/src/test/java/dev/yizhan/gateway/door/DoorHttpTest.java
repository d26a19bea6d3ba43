package dev.yizhan.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.door.Door;
import dev.yizhan.door.Doors;
import dev.yizhan.door.ExampleCall;
import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.world.PhoneMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What front doors answer to requests as scripts and proxies write them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorHttpTest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String INDEX = "/sys_port/gateway/index.asp";

  private DoorGateway gateway;
  private RawClient client;

  @BeforeAll
  void start(@TempDir Path directory) {
    gateway = DoorGateway.start(directory, "winnerlook");
    client = new RawClient(gateway);
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @AfterEach
  void clear() {
    gateway.sandbox().clear("winnerlook");
    gateway.sandbox().forgetMessages();
  }

  private static String form(String text) {
    return "id=demo&pwd=demo&to=13800138000&content=" + text + "&time=";
  }

  private static String escaped(String text) {
    return FormEncoding.GB2312.encode(text);
  }

  /** The bytes of a text as they are, each as one character. */
  private static String raw(String text) {
    return new String(
        FormEncoding.GB2312.bytes(text), java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private PhoneMessage held() {
    return Awaited.await(gateway.sandbox()::messages, all -> all.size() == 1).get(0);
  }

  @Test
  void answersAnAspFormInGb2312() throws IOException {
    RawClient.Answered answer = client.post("winic-http", INDEX, FORM, form(escaped("您好——镕")));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.head()).containsPattern("(?i)Content-Type: text/html; ?charset=gb2312");
    assertThat(answer.text()).matches("000/Send:1/Consumption:0/Tmoney:9[0-9]{5}/sid:1[0-9]{15}");
    assertThat(held().text()).isEqualTo("您好——镕");
  }

  @Test
  void takesBytesThatAScriptDidNotEscape() throws IOException {
    assertThat(client.post("winic-http", INDEX, FORM, form(raw("您好"))).text()).startsWith("000/");
    assertThat(held().text()).isEqualTo("您好");
  }

  /** As the vendors' Windows servers. */
  @Test
  void ignoresTheCaseOfPathsAndParameters() throws IOException {
    assertThat(
            client
                .post(
                    "winic-http",
                    INDEX.toUpperCase(java.util.Locale.ROOT),
                    FORM,
                    "ID=demo&PWD=demo&TO=13800138000&CONTENT=a")
                .text())
        .startsWith("000/");
    held();
  }

  @Test
  void answersItsOwnCodeToAFormThatIsNotInGb2312() throws IOException {
    assertThat(client.post("winic-http", INDEX, FORM, form("%FF%FF")).text()).startsWith("-06");
    assertThat(gateway.sandbox().messages()).isEmpty();
  }

  @Test
  void demandsEachParameterAtTheAsmxService() throws IOException {
    RawClient.Answered answer =
        client.post("winic-asmx", "/service.asmx/SMS_Reports", FORM, "uid=demo");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text("utf-8")).isEqualTo("Missing parameter: pwd.\r\n");
    assertThat(client.post("winic-asmx", "/service.asmx/Nothing", FORM, "a=b").text("utf-8"))
        .isEqualTo("Nothing Web Service method name is not valid.\r\n");
    assertThat(
            client
                .post("winic-asmx", "/service.asmx/SMS_Reports", "text/plain", "uid=demo&pwd=demo")
                .text("utf-8"))
        .startsWith("Request format is unrecognized");
  }

  @ParameterizedTest
  @MethodSource("doors")
  void acceptsTheExampleOfEachVendor(Door door) throws IOException {
    ExampleCall example = door.example("demo", door.presented("demo"));
    client.post(door.name(), example.path(), FORM, example.form());
    assertThat(held().text()).isEqualTo(ExampleCall.TEXT);
    assertThat(held().phone()).isEqualTo(ExampleCall.NUMBER);
  }

  static List<Door> doors() {
    return Doors.installed().all();
  }

  /** Clients cut the text out by position or by an expression that ends at a line break. */
  @Test
  void writesNothingAroundTheTextOfAStringElement() throws IOException {
    for (String call :
        List.of(
            "winic-asmx /service.asmx/SMS_Reports uid=demo&pwd=wrong",
            "winnerlook /winnerrxd/api/trigger/GetReportConnect userCode=demo&userPass=wrong")) {
      String[] parts = call.split(" ", -1);
      assertThat(client.post(parts[0], parts[1], FORM, parts[2]).text("utf-8"))
          .containsPattern("<string xmlns=\"http://tempuri.org/\">-0?3</string>$");
    }
  }

  @Test
  void readsABodyInTheCharsetOfItsHeaderAtTheAsmxService() throws IOException {
    RawClient.Answered answer =
        client.post(
            "winic-asmx",
            "/service.asmx/SendMessages",
            FORM + "; charset=GB2312",
            "uid=demo&pwd=demo&tos=13800138000&msg=" + escaped("您好") + "&otime=");
    assertThat(answer.text("utf-8")).containsPattern("<string [^>]*>1[0-9]{15}</string>");
    assertThat(held().text()).isEqualTo("您好");
  }

  @Test
  void servesTheWsdlWithItsOwnAddress() throws IOException {
    String wsdl = client.get("winic-asmx", "/service.asmx?WSDL").text("utf-8");
    assertThat(wsdl)
        .contains("location=\"" + gateway.address("winic-asmx") + "/service.asmx\"")
        .doesNotContain("winic.org");
    gateway.set(open -> Opened.of(open).publicAddress("https://sms.example"));
    assertThat(client.get("winic-asmx", "/service.asmx?wsdl").text("utf-8"))
        .contains("location=\"https://sms.example/service.asmx\"");
    gateway.set(open -> Opened.of(open).publicAddress(Optional.empty()));
    assertThat(client.get("winic-asmx", "/service.asmx").text("utf-8")).contains("SMS_Reports");
  }

  @Test
  void takesNoPasswordsInAddressesUnlessTheOperatorAllowsIt() throws IOException {
    gateway.set(open -> Opened.of(open).secretsInUrl(false));
    RawClient.Answered answer = client.get("winic-http", INDEX + "?" + form("a"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("utf-8")).contains("secrets-in-url");
    assertThat(client.get("winic-asmx", "/service.asmx?WSDL").status()).isEqualTo(200);
    gateway.set(open -> Opened.of(open).secretsInUrl(true));
    assertThat(gateway.sandbox().messages()).isEmpty();
  }

  @Test
  void refusesPlainHttpUnlessTheOperatorAllowsIt() throws IOException {
    gateway.requireEncryption(true);
    gateway.set(open -> Opened.of(open).plainHttp(false));
    RawClient.Answered answer = client.post("winic-http", INDEX, FORM, form("a"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("utf-8")).contains("https", "plain-http");
    gateway.set(open -> Opened.of(open).plainHttp(true));
    assertThat(client.post("winic-http", INDEX, FORM, form("a")).text()).startsWith("000/");
    gateway.requireEncryption(false);
    held();
  }

  @Test
  void hasNothingAtOtherAddresses() throws IOException {
    assertThat(client.get("nobody", "/").status()).isEqualTo(404);
    assertThat(client.get("winic-http", "/elsewhere.asp").status()).isEqualTo(404);
    assertThat(client.exchange("winic-http", "PUT", INDEX, "", "").status()).isEqualTo(405);
    gateway.set(open -> open);
  }

  /** The client's time-out was shorter than the gateway's wait. */
  @Test
  void sendsARepeatedMessageOnceWithinTheWindow() throws IOException {
    gateway.set(
        open ->
            Opened.of(open)
                .repeats(new OpenDoor.Repeats(Optional.of(Duration.ofMinutes(5)), false)));
    List<String> ids =
        java.util.stream.IntStream.range(0, 3)
            .mapToObj(i -> sid(form(escaped("一条"))))
            .distinct()
            .toList();
    assertThat(ids).hasSize(1);
    assertThat(sid(form(escaped("另一条")))).isNotEqualTo(ids.get(0));
    Awaited.await(gateway.sandbox()::messages, all -> all.size() == 2);
    gateway.set(open -> Opened.of(open).repeats(OpenDoor.Repeats.NONE));
    assertThat(sid(form(escaped("一条")))).isNotEqualTo(ids.get(0));
    Awaited.await(gateway.sandbox()::messages, all -> all.size() == 3);
  }

  private String sid(String form) {
    try {
      return client.post("winic-http", INDEX, FORM, form).text().replaceFirst(".*/sid:", "");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** It is sent later, and whoever is told of a failure sends again. */
  @Test
  void answersSuccessWhenTheWaitForTheOutcomeIsOver() throws IOException {
    gateway.set(open -> Opened.of(open).maxWait(Duration.ofMillis(200)));
    gateway.sandbox().set("winnerlook", Fault.slow(Duration.ofSeconds(2)).on(Fault.Requests.SENDS));
    assertThat(client.post("winic-http", INDEX, FORM, form("a")).text()).startsWith("000/");
    gateway.set(open -> Opened.of(open).maxWait(Duration.ofSeconds(10)));
    held();
  }

  @Test
  void holdsAMessageUntilItsTimeAndRefusesATimeThatIsOver() throws IOException {
    String asmx = "uid=demo&pwd=demo&tos=13800138000&msg=a&otime=";
    assertThat(
            client
                .post(
                    "winic-asmx", "/service.asmx/SendMessages", FORM, asmx + "2001-01-01+10:00:00")
                .text("utf-8"))
        .contains("-04");
    assertThat(
            client
                .post("winic-asmx", "/service.asmx/SendMessages", FORM, asmx + "tomorrow")
                .text("utf-8"))
        .contains("-04");
    String inAnHour =
        java.time.LocalDateTime.now(java.time.ZoneId.of("Asia/Shanghai"))
            .plusHours(1)
            .format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd+HH:mm:ss"));
    assertThat(
            client
                .post("winic-asmx", "/service.asmx/SendMessages", FORM, asmx + inAnHour)
                .text("utf-8"))
        .containsPattern("1[0-9]{15}");
    assertThat(gateway.sandbox().messages()).isEmpty();
  }
}
