package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged WARs on Payara Micro, called as a consumer calls them. */
@ExtendWith(SharedGateway.class)
class WalkingGatewayIT {

  private static final String TWO_RECIPIENTS =
      "<recipient>13800138000</recipient><recipient>13900139000</recipient>";

  private final Gateway gateway = SharedGateway.running();

  @AfterEach
  void behave() {
    gateway.behave();
    gateway.forgetMessages();
  }

  private Soap.Answer send(Soap soap, String channel, String text) {
    return soap.call(
        gateway,
        "Send",
        "<channel>"
            + channel
            + "</channel><recipient>13800138000</recipient><text>"
            + text
            + "</text>");
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private void assertFault(Soap soap, Soap.Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith(soap.contentType()).contains("utf-8");
    assertThat(answer.text("code")).as(answer.body()).isEqualTo(code);
    assertThat(answer.text("detail")).isNotEmpty();
    assertThat(answer.body())
        .doesNotContain("Exception", "\tat ", "dev.yizhan.gateway", "com.sun", "com.ctc");
    assertThat(gateway.messages()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void sendsWhatTheReadmeShows(Soap soap) {
    String requestId = id();
    Soap.Answer answer =
        soap.call(
            gateway,
            "Send",
            "<requestId>"
                + requestId
                + "</requestId><channel>winic-http</channel>"
                + TWO_RECIPIENTS
                + "<text>优惠50%&amp;镕喆——【驿站】</text>");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo(soap.contentType() + "; charset=utf-8");
    assertThat(answer.body()).startsWith("<?xml");
    assertThat(answer.text("id")).matches("\\d{18,19}");
    assertThat(answer.text("requestId")).isEqualTo(requestId);
    assertThat(answer.text("state")).isEqualTo("SUBMITTED");
    assertThat(answer.all("call", "outcome")).containsExactly("ACCEPTED");
    assertThat(answer.all("delivery", "number")).containsExactly("13800138000", "13900139000");
    assertThat(answer.all("delivery", "state")).containsExactly("SUBMITTED", "SUBMITTED");

    JsonArray held = gateway.messages();
    assertThat(held).hasSize(2);
    JsonObject first = held.getJsonObject(0);
    assertThat(first.getString("text")).isEqualTo("优惠50％＆镕喆——【驿站】");
    assertThat(answer.all("call", "vendorId")).containsExactly(first.getString("vendorId"));
    // What another language's code page 936 codec writes, percent signs before the bytes.
    assertThat(first.getJsonObject("request").getString("body"))
        .isEqualTo(
            "id=demo&pwd=demo&to=13800138000%2C13900139000&content=%D3%C5%BB%DD50%A3%A5%A3%A6%E9F"
                + "%86%B4%A1%AA%A1%AA%A1%BE%E6%E4%D5%BE%A1%BF&time=");
  }

  @ParameterizedTest
  @CsvSource({
    "winic-http-get, GET, content=%B2%E2%CA%D4%A1%BE%C7%A9%C3%FB%A1%BF",
    "winic-asmx, POST, msg=%E6%B5%8B%E8%AF%95%E3%80%90%E7%AD%BE%E5%90%8D%E3%80%91",
    "winic-asmx-soap11, POST, 'text/xml; charset=utf-8'",
    "winic-asmx-soap12, POST, action=\"http://tempuri.org/SendMessages\"",
    "changlong, POST, send_content=%B2%E2%CA%D4%A1%BE%C7%A9%C3%FB%A1%BF",
    "linkws, POST, Mobile=8613800138000&Content=%B2%E2%CA%D4%A1%BE%C7%A9%C3%FB%A1%BF",
    "linkws-soap11, POST, 'text/xml; charset=utf-8'",
    "winnerlook, POST, Msg=%E6%B5%8B%E8%AF%95%E3%80%90%E7%AD%BE%E5%90%8D%E3%80%91",
    "winnerlook-soap12, POST, action=\"http://tempuri.org/SendMsg\"",
    "winnerlook-encrypted, POST, submitInfo="
  })
  void sendsOverEveryChannel(String channel, String method, String wireForm) {
    assertThat(send(Soap.SOAP_11, channel, "测试【签名】").text("state")).isEqualTo("SUBMITTED");
    assertThat(gateway.messages()).hasSize(1);
    JsonObject held = gateway.messages().getJsonObject(0);
    assertThat(held.getString("text")).isEqualTo("测试【签名】");
    JsonObject request = held.getJsonObject("request");
    assertThat(request.getString("method")).isEqualTo(method);
    assertThat(
            request.getString("contentType")
                + request.getString("target")
                + request.getString("body"))
        .contains(wireForm);
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void makesARepeatedRequestOnce(Soap soap) {
    String content =
        "<requestId>" + id() + "</requestId><channel>winic-http</channel>" + TWO_RECIPIENTS;
    Soap.Answer first = soap.call(gateway, "Send", content + "<text>一</text>");
    Soap.Answer again = soap.call(gateway, "Send", content + "<text>一</text>");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(gateway.messages()).hasSize(2);
    gateway.forgetMessages();
    assertFault(
        soap, soap.call(gateway, "Send", content + "<text>二</text>"), 500, "REQUEST_ID_CONFLICT");
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void findsASubmissionByEitherId(Soap soap) {
    String requestId = id();
    Soap.Answer sent =
        soap.call(
            gateway,
            "Send",
            "<requestId>"
                + requestId
                + "</requestId><channel>winic-asmx</channel>"
                + TWO_RECIPIENTS
                + "<text>测试</text><reference>order 7</reference>");
    Soap.Answer byRequest =
        soap.call(gateway, "GetSubmission", "<requestId>" + requestId + "</requestId>");
    Soap.Answer byId = soap.call(gateway, "GetSubmission", "<id>" + sent.text("id") + "</id>");
    assertThat(byRequest.body()).isEqualTo(byId.body());
    assertThat(byId.text("reference")).isEqualTo("order 7");
    assertThat(byId.all("delivery", "state")).containsExactly("SUBMITTED", "SUBMITTED");
    gateway.forgetMessages();
    for (String content : List.of("<id>1</id>", "<id>x'--</id>", "<requestId>no</requestId>", "")) {
      assertFault(soap, soap.call(gateway, "GetSubmission", content), 500, "UNKNOWN_SUBMISSION");
    }
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void tellsTheBalanceAndItsAge(Soap soap) {
    Map<String, String> units =
        Map.of(
            "winic-http", "CNY",
            "winic-http-get", "CNY",
            "winic-asmx", "CNY",
            "winic-asmx-soap12", "CNY",
            "changlong", "MESSAGES",
            "linkws-soap11", "MESSAGES",
            "winnerlook", "VENDOR");
    for (String channel : units.keySet()) {
      Soap.Answer answer = soap.call(gateway, "GetBalance", "<channel>" + channel + "</channel>");
      assertThat(answer.text("amount")).as(channel).matches("9\\d{4}(\\.\\d)?|100000");
      assertThat(answer.text("unit")).isEqualTo(units.get(channel));
      assertThat(answer.text("askedAt")).endsWith("+08:00");
    }
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void listsItsChannels(Soap soap) {
    Soap.Answer answer = soap.call(gateway, "ListChannels", "");
    assertThat(answer.all("channel", "name"))
        .containsExactly(
            "changlong",
            "linkws",
            "linkws-soap11",
            "winic-asmx",
            "winic-asmx-soap11",
            "winic-asmx-soap12",
            "winic-http",
            "winic-http-get",
            "winnerlook",
            "winnerlook-encrypted",
            "winnerlook-soap12");
    assertThat(answer.all("channel", "recipientsPerCall"))
        .containsExactly(
            "100", "500", "500", "1000", "1000", "1000", "5000", "100", "50", "1", "50");
    assertThat(answer.all("channel", "transport")).contains("SOAP 1.1", "SOAP 1.2", "HTTP GET");
    assertThat(answer.body()).contains(">INTERNATIONAL</", ">INDIVIDUAL</", ">REPLIES</");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "winic-http",
        "winic-http-get",
        "winic-asmx",
        "winic-asmx-soap11",
        "winic-asmx-soap12",
        "changlong",
        "linkws",
        "linkws-soap11",
        "winnerlook",
        "winnerlook-soap12",
        "winnerlook-encrypted"
      })
  void doesNotKnowWhatTheVendorTookAndDoesNotSendItAgain(String channel) {
    String vendor = channel.replaceAll("-(get|soap1[12]|encrypted)$", "");
    gateway.fault(vendor, "\"fault\": \"accept-then-drop\"");
    Soap.Answer answer = send(Soap.SOAP_12, channel, "测试");
    assertThat(answer.text("state")).isEqualTo("UNKNOWN");
    assertThat(answer.all("call", "outcome")).containsExactly("UNKNOWN");
    assertThat(answer.all("delivery", "state")).containsExactly("UNKNOWN");
    assertThat(gateway.messages()).hasSize(1);
  }

  @Test
  void triesAgainWhatWasSurelyNotSent() {
    gateway.fault("winic-http", "\"fault\": \"refuse\"");
    Soap.Answer refused = send(Soap.SOAP_11, "winic-http", "测试");
    assertThat(refused.text("state")).isEqualTo("QUEUED");
    assertThat(refused.all("call", "outcome")).containsExactly("NOT_SENT");
    assertThat(gateway.messages()).isEmpty();
    gateway.behave();
    Soap.Answer later = awaitState(refused.text("id"), "SUBMITTED");
    assertThat(later.all("call", "outcome")).containsExactly("NOT_SENT", "ACCEPTED");
    assertThat(gateway.messages()).hasSize(1);
  }

  @Test
  void answersBeforeASlowVendorDoes() {
    gateway.fault("winic-http", "\"fault\": \"slow\", \"millis\": 60000");
    Soap.Answer answer =
        Soap.SOAP_11.call(
            gateway,
            "Send",
            "<channel>winic-http</channel><recipient>13800138000</recipient><text>慢</text>"
                + "<waitSeconds>0</waitSeconds>");
    assertThat(answer.text("state")).isEqualTo("SUBMITTING");
    gateway.behave();
    assertThat(awaitState(answer.text("id"), "SUBMITTED").all("call", "outcome"))
        .containsExactly("ACCEPTED");
  }

  /**
   * Asks until the state is there; each question is a round trip, and the number of them has an
   * end.
   */
  private Soap.Answer awaitState(String id, String state) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (true) {
      Soap.Answer answer = Soap.SOAP_11.call(gateway, "GetSubmission", "<id>" + id + "</id>");
      if (answer.text("state").equals(state)) {
        return answer;
      }
      assertThat(System.nanoTime()).as(answer.body()).isLessThan(end);
    }
  }

  @Test
  void tellsTheVendorsRefusal() {
    gateway.fault("winic-http", "\"fault\": \"code\", \"code\": \"-110\"");
    Soap.Answer answer = send(Soap.SOAP_11, "winic-http", "测试");
    assertThat(answer.text("state")).isEqualTo("REJECTED");
    assertThat(answer.all("call", "vendorCode")).containsExactly("-110");
    assertThat(answer.all("call", "meaning").get(0)).contains("IP address");
    assertThat(answer.all("delivery", "state")).containsExactly("REJECTED");
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void namesACharacterThatCannotGoAndItsPlace(Soap soap) {
    Soap.Answer emoji = send(soap, "winic-http", "好😀");
    assertFault(soap, emoji, 500, "TEXT_NOT_ENCODABLE");
    assertThat(emoji.text("detail")).contains("U+1F600 at index 1");
    Soap.Answer blank = send(soap, "winic-http", "好 人");
    assertFault(soap, blank, 500, "TEXT_FORBIDDEN");
    assertThat(blank.text("detail")).contains("blank (U+0020) at index 1");
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void answersBadInputWithASentence(Soap soap) {
    String to = "<recipient>13800138000</recipient>";
    String channel = "<channel>winic-http</channel>";
    String text = "<text>测试</text>";
    assertFault(soap, soap.call(gateway, "Send", channel + text), 500, "INVALID_REQUEST");
    assertThat(soap.call(gateway, "Send", channel + text).text("detail")).contains("recipient");
    assertFault(soap, soap.call(gateway, "Send", channel + to + "<text/>"), 500, "INVALID_REQUEST");
    assertThat(soap.call(gateway, "Send", channel + to + "<text/>").text("detail"))
        .contains("text");
    assertFault(
        soap,
        soap.call(gateway, "Send", channel + to + text + "<waitSeconds>x</waitSeconds>"),
        500,
        "INVALID_REQUEST");
    assertFault(
        soap,
        soap.call(gateway, "Send", "<channel>no</channel>" + to + text),
        500,
        "UNKNOWN_CHANNEL");
    Soap.Answer number =
        soap.call(gateway, "Send", channel + "<recipient>1380013800012</recipient>" + text);
    assertFault(soap, number, 500, "INVALID_RECIPIENT");
    assertThat(number.body()).contains("138****0012").doesNotContain("1380013800012");
    assertFault(
        soap,
        soap.call(gateway, "Send", channel + to + text + "<extension>12</extension>"),
        500,
        "INVALID_REQUEST");
    assertFault(soap, soap.call(gateway, "Nope", ""), 500, "UNKNOWN_OPERATION");
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void doesNothingForHalfADocument(Soap soap) {
    String send =
        "<Send xmlns=\"urn:yizhan:sms:1\"><channel>winic-http</channel>"
            + "<recipient>13800138000</recipient><text>测试</text></Send>";
    String whole = soap.envelope(send);
    for (int cut : List.of(5, 100, whole.indexOf("</text>"), whole.length() - 1)) {
      assertFault(
          soap,
          new Soap.Answer(
              gateway.exchange(
                  gateway.post(
                      "/yizhan/sms",
                      soap.contentType(),
                      whole.substring(0, cut).getBytes(StandardCharsets.UTF_8)))),
          500,
          "NOT_WELL_FORMED");
    }
    assertFault(soap, soap.post(gateway, "/yizhan/sms", whole + "<a/>"), 500, "NOT_WELL_FORMED");
    assertFault(
        soap,
        soap.post(gateway, "/yizhan/sms", soap.envelope(send + send)),
        500,
        "INVALID_REQUEST");
    assertFault(
        soap, soap.post(gateway, "/yizhan/sms", soap.envelope("")), 500, "UNKNOWN_OPERATION");
    assertFault(soap, soap.post(gateway, "/yizhan/sms", "<a/>"), 500, "NOT_SOAP");
    assertFault(
        soap,
        soap.post(gateway, "/yizhan/sms", "<!DOCTYPE a [<!ENTITY b \"c\">]>" + whole),
        500,
        "NOT_WELL_FORMED");
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void refusesABodyOverTheLimit(Soap soap) {
    String large = soap.envelope("<!--" + "x".repeat(1 << 20) + "-->");
    assertFault(soap, soap.post(gateway, "/yizhan/sms", large), 413, "REQUEST_TOO_LARGE");
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void asksWhoCalls(Soap soap) {
    byte[] body =
        soap.envelope("<ListChannels xmlns=\"urn:yizhan:sms:1\"/>")
            .getBytes(StandardCharsets.UTF_8);
    for (String credentials :
        List.of("Basic ZGVtbzp3cm9uZw==", "Basic bm9ib2R5OmRlbW8=", "Basic %", "Bearer x")) {
      Soap.Answer answer =
          new Soap.Answer(
              gateway.exchange(
                  gateway
                      .post("/yizhan/sms", soap.contentType(), body)
                      .setHeader("Authorization", credentials)));
      assertFault(soap, answer, 401, "NOT_AUTHENTICATED");
      assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
    }
  }

  @Test
  void letsOnlyAdminsIntoTheAdminService() {
    byte[] body = Soap.SOAP_12.request("ListProblems", "").getBytes(StandardCharsets.UTF_8);
    assertFault(
        Soap.SOAP_12,
        new Soap.Answer(
            gateway.exchange(
                gateway.post("/yizhan/admin", Soap.SOAP_12.contentType(), "demo:demo", body))),
        500,
        "NOT_ALLOWED");
  }

  @Test
  void showsItsContractAtTheAddressThatWasAsked() {
    var wsdl = gateway.get("/yizhan/sms?wsdl");
    assertThat(wsdl.statusCode()).isEqualTo(200);
    assertThat(wsdl.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
    assertThat(wsdl.body())
        .contains("location=\"http://localhost:" + gateway.port() + "/yizhan/sms\"")
        .doesNotContain("localhost:8080");
  }

  @Test
  void showsTheSimulatedPhones() {
    assertThat(gateway.get("/sandbox/").body()).contains("simulated phones");
  }

  @Test
  void keepsTextsNumbersAndPasswordsOutOfItsLog() {
    send(Soap.SOAP_11, "winic-http", "绝密内容");
    send(Soap.SOAP_11, "winic-http-get", "绝密内容");
    assertThat(gateway.messages()).hasSize(2);
    assertThat(gateway.log())
        .noneMatch(line -> line.contains("绝密内容") || line.contains("pwd="))
        .filteredOn(line -> !line.startsWith("curl "))
        .noneMatch(line -> line.contains("13800138000"));
  }
}
