package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that the packaged WAR refuses, each with a fault and without sending anything. */
@ExtendWith(SharedGateway.class)
class FaultsIT {

  private final Gateway gateway = SharedGateway.running();

  @AfterEach
  void forgetMessages() {
    gateway.sandbox().forgetMessages();
  }

  static void assertFault(Gateway gateway, Soap soap, Soap.Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith(soap.contentType()).contains("utf-8");
    assertThat(answer.text("code")).as(answer.body()).isEqualTo(code);
    assertThat(answer.text("detail")).isNotEmpty();
    assertThat(answer.body())
        .doesNotContain("Exception", "\tat ", "dev.yizhan.gateway", "com.sun", "com.ctc");
    assertThat(gateway.sandbox().messages()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void reportsAnUnencodableCharacterWithItsIndex(Soap soap) {
    Soap.Answer emoji = soap.send(gateway, "winic-http", "好😀");
    assertFault(gateway, soap, emoji, 500, "TEXT_NOT_ENCODABLE");
    assertThat(emoji.text("detail")).contains("U+1F600 at index 1");
    Soap.Answer blank = soap.send(gateway, "winic-http", "好 人");
    assertFault(gateway, soap, blank, 500, "TEXT_FORBIDDEN");
    assertThat(blank.text("detail")).contains("blank (U+0020) at index 1");
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void explainsInvalidRequests(Soap soap) {
    String to = "<recipient>13800138000</recipient>";
    String channel = "<channel>winic-http</channel>";
    String text = "<text>测试</text>";
    assertFault(gateway, soap, soap.call(gateway, "Send", channel + text), 500, "INVALID_REQUEST");
    assertThat(soap.call(gateway, "Send", channel + text).text("detail")).contains("recipient");
    assertFault(
        gateway,
        soap,
        soap.call(gateway, "Send", channel + to + "<text/>"),
        500,
        "INVALID_REQUEST");
    assertThat(soap.call(gateway, "Send", channel + to + "<text/>").text("detail"))
        .contains("text");
    assertFault(
        gateway,
        soap,
        soap.call(gateway, "Send", channel + to + text + "<waitSeconds>x</waitSeconds>"),
        500,
        "INVALID_REQUEST");
    assertFault(
        gateway,
        soap,
        soap.call(gateway, "Send", "<channel>no</channel>" + to + text),
        500,
        "UNKNOWN_CHANNEL");
    Soap.Answer number =
        soap.call(gateway, "Send", channel + "<recipient>1380013800012</recipient>" + text);
    assertFault(gateway, soap, number, 500, "INVALID_RECIPIENT");
    assertThat(number.body()).contains("138****0012").doesNotContain("1380013800012");
    assertFault(
        gateway,
        soap,
        soap.call(gateway, "Send", channel + to + text + "<extension>12</extension>"),
        500,
        "INVALID_REQUEST");
    assertFault(gateway, soap, soap.call(gateway, "Nope", ""), 500, "UNKNOWN_OPERATION");
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void doesNothingForAnIncompleteDocument(Soap soap) {
    String send =
        "<Send xmlns=\"urn:yizhan:sms:1\"><channel>winic-http</channel>"
            + "<recipient>13800138000</recipient><text>测试</text></Send>";
    String whole = soap.envelope(send);
    for (int cut : List.of(5, 100, whole.indexOf("</text>"), whole.length() - 1)) {
      assertFault(
          gateway,
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
    assertFault(
        gateway, soap, soap.post(gateway, "/yizhan/sms", whole + "<a/>"), 500, "NOT_WELL_FORMED");
    assertFault(
        gateway,
        soap,
        soap.post(gateway, "/yizhan/sms", soap.envelope(send + send)),
        500,
        "INVALID_REQUEST");
    assertFault(
        gateway,
        soap,
        soap.post(gateway, "/yizhan/sms", soap.envelope("")),
        500,
        "UNKNOWN_OPERATION");
    assertFault(gateway, soap, soap.post(gateway, "/yizhan/sms", "<a/>"), 500, "NOT_SOAP");
    assertFault(
        gateway,
        soap,
        soap.post(gateway, "/yizhan/sms", "<!DOCTYPE a [<!ENTITY b \"c\">]>" + whole),
        500,
        "NOT_WELL_FORMED");
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void refusesABodyOverTheLimit(Soap soap) {
    String large = soap.envelope("<!--" + "x".repeat(1 << 20) + "-->");
    assertFault(gateway, soap, soap.post(gateway, "/yizhan/sms", large), 413, "REQUEST_TOO_LARGE");
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void requiresAuthentication(Soap soap) {
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
      assertFault(gateway, soap, answer, 401, "NOT_AUTHENTICATED");
      assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
    }
  }

  @Test
  void allowsOnlyAdminsToCallTheAdminService() {
    byte[] body = Soap.SOAP_12.request("ListProblems", "").getBytes(StandardCharsets.UTF_8);
    assertFault(
        gateway,
        Soap.SOAP_12,
        new Soap.Answer(
            gateway.exchange(
                gateway.post("/yizhan/admin", Soap.SOAP_12.contentType(), "demo:demo", body))),
        500,
        "NOT_ALLOWED");
  }
}
