package dev.yizhan.it;

import static dev.yizhan.it.FaultsIT.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
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

/** A consumer sends messages over the packaged WARs to the simulated phones. */
@ExtendWith(SharedGateway.class)
class EndToEndIT {

  private static final String TWO_RECIPIENTS =
      "<recipient>13800138000</recipient><recipient>13900139000</recipient>";

  private final Gateway gateway = SharedGateway.running();

  @AfterEach
  void resetSimulators() {
    gateway.sandbox().clearFaults();
    gateway.sandbox().forgetMessages();
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void sendsTheExampleOfTheReadme(Soap soap) {
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

    JsonArray received = gateway.sandbox().messages();
    assertThat(received).hasSize(2);
    JsonObject first = received.getJsonObject(0);
    assertThat(first.getString("text")).isEqualTo("优惠50％＆镕喆——【驿站】");
    assertThat(answer.all("call", "vendorId")).containsExactly(first.getString("vendorId"));
    // Percent-encoded by a code page 936 codec of another language.
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
    "linkws-domestic, POST, Mobile=13800138000&Content=%B2%E2%CA%D4%A1%BE%C7%A9%C3%FB%A1%BF",
    "winnerlook, POST, Msg=%E6%B5%8B%E8%AF%95%E3%80%90%E7%AD%BE%E5%90%8D%E3%80%91",
    "winnerlook-soap12, POST, action=\"http://tempuri.org/SendMsg\"",
    "winnerlook-encrypted, POST, submitInfo="
  })
  void sendsOverEveryChannel(String channel, String method, String wireForm) {
    assertThat(Soap.SOAP_11.send(gateway, channel, "测试【签名】").text("state")).isEqualTo("SUBMITTED");
    assertThat(gateway.sandbox().messages()).hasSize(1);
    JsonObject received = gateway.sandbox().messages().getJsonObject(0);
    assertThat(received.getString("text")).isEqualTo("测试【签名】");
    JsonObject request = received.getJsonObject("request");
    assertThat(request.getString("method")).isEqualTo(method);
    assertThat(
            request.getString("contentType")
                + request.getString("target")
                + request.getString("body"))
        .contains(wireForm);
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void executesARepeatedRequestOnce(Soap soap) {
    String content =
        "<requestId>" + id() + "</requestId><channel>winic-http</channel>" + TWO_RECIPIENTS;
    Soap.Answer first = soap.call(gateway, "Send", content + "<text>一</text>");
    Soap.Answer again = soap.call(gateway, "Send", content + "<text>一</text>");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(gateway.sandbox().messages()).hasSize(2);
    gateway.sandbox().forgetMessages();
    Soap.Answer conflict = soap.call(gateway, "Send", content + "<text>二</text>");
    assertFault(gateway, soap, conflict, 500, "REQUEST_ID_CONFLICT");
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
    gateway.sandbox().forgetMessages();
    for (String content : List.of("<id>1</id>", "<id>x'--</id>", "<requestId>no</requestId>")) {
      Soap.Answer missing = soap.call(gateway, "GetSubmission", content);
      assertFault(gateway, soap, missing, 500, "UNKNOWN_SUBMISSION");
    }
    Soap.Answer nothing = soap.call(gateway, "GetSubmission", "");
    assertFault(gateway, soap, nothing, 500, "INVALID_REQUEST");
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void returnsTheBalanceAndItsAge(Soap soap) {
    Map<String, String> units =
        Map.of(
            "winic-http", "CNY",
            "winic-http-get", "CNY",
            "winic-asmx", "CNY",
            "winic-asmx-soap12", "CNY",
            "changlong", "MESSAGES",
            "linkws-soap11", "MESSAGES",
            "linkws-domestic", "MESSAGES",
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
            "linkws-domestic",
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
            "100", "500", "100", "500", "1000", "1000", "1000", "5000", "100", "50", "1", "50");
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
        "linkws-domestic",
        "winnerlook",
        "winnerlook-soap12",
        "winnerlook-encrypted"
      })
  void reportsALostResponseAsUnknownAndDoesNotSendAgain(String channel) {
    String vendor = channel.replaceAll("-(get|soap1[12]|encrypted)$", "");
    gateway.sandbox().fault(vendor, "\"fault\": \"accept-then-drop\"");
    Soap.Answer answer = Soap.SOAP_12.send(gateway, channel, "测试");
    assertThat(answer.text("state")).isEqualTo("UNKNOWN");
    assertThat(answer.all("call", "outcome")).containsExactly("UNKNOWN");
    assertThat(answer.all("delivery", "state")).containsExactly("UNKNOWN");
    assertThat(gateway.sandbox().messages()).hasSize(1);
  }

  @Test
  void retriesWhatWasCertainlyNotSent() {
    gateway.sandbox().fault("winic-http", "\"fault\": \"refuse\"");
    Soap.Answer refused = Soap.SOAP_11.send(gateway, "winic-http", "测试");
    assertThat(refused.text("state")).isEqualTo("QUEUED");
    assertThat(refused.all("call", "outcome")).containsExactly("NOT_SENT");
    assertThat(gateway.sandbox().messages()).isEmpty();
    gateway.sandbox().clearFaults();
    Soap.Answer later = awaitState(refused.text("id"), "SUBMITTED");
    assertThat(later.all("call", "outcome")).containsExactly("NOT_SENT", "ACCEPTED");
    assertThat(gateway.sandbox().messages()).hasSize(1);
  }

  @Test
  void answersBeforeASlowVendor() {
    gateway.sandbox().fault("winic-http", "\"fault\": \"slow\", \"millis\": 60000");
    Soap.Answer answer =
        Soap.SOAP_11.call(
            gateway,
            "Send",
            "<channel>winic-http</channel><recipient>13800138000</recipient><text>慢</text>"
                + "<waitSeconds>0</waitSeconds>");
    assertThat(answer.text("state")).isEqualTo("SUBMITTING");
    gateway.sandbox().clearFaults();
    assertThat(awaitState(answer.text("id"), "SUBMITTED").all("call", "outcome"))
        .containsExactly("ACCEPTED");
  }

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
  void reportsTheRejectionOfTheVendor() {
    gateway.sandbox().fault("winic-http", "\"fault\": \"code\", \"code\": \"-110\"");
    Soap.Answer answer = Soap.SOAP_11.send(gateway, "winic-http", "测试");
    assertThat(answer.text("state")).isEqualTo("REJECTED");
    assertThat(answer.all("call", "vendorCode")).containsExactly("-110");
    assertThat(answer.all("call", "meaning").get(0)).contains("IP address");
    assertThat(answer.all("delivery", "state")).containsExactly("REJECTED");
  }

  @Test
  void publishesTheRequestedAddressInTheContract() {
    var wsdl = gateway.get("/yizhan/sms?wsdl");
    assertThat(wsdl.statusCode()).isEqualTo(200);
    assertThat(wsdl.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
    assertThat(wsdl.body())
        .contains("location=\"http://localhost:" + gateway.port() + "/yizhan/sms\"")
        .doesNotContain("localhost:8080");
  }

  @Test
  void showsTheSimulatedPhones() {
    assertThat(gateway.exchange(HttpRequest.newBuilder(gateway.sandboxAddress("")).GET()).body())
        .contains("simulated phones");
  }

  @Test
  void logsNoTextsNumbersOrPasswords() {
    Soap.SOAP_11.send(gateway, "winic-http", "绝密内容");
    Soap.SOAP_11.send(gateway, "winic-http-get", "绝密内容");
    assertThat(gateway.sandbox().messages()).hasSize(2);
    // The demo prints calls to paste, which have its own password.
    assertThat(gateway.log())
        .noneMatch(line -> line.contains("绝密内容"))
        .filteredOn(line -> !line.startsWith("curl "))
        .noneMatch(line -> line.contains("pwd=") || line.contains("13800138000"));
  }
}
