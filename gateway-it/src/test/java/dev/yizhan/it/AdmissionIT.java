package dev.yizhan.it;

import static dev.yizhan.it.ProxiedGateway.HTTPS;
import static dev.yizhan.it.ProxiedGateway.LIST_CHANNELS;
import static dev.yizhan.it.ProxiedGateway.assertFault;
import static dev.yizhan.it.ProxiedGateway.request;
import static dev.yizhan.it.ProxiedGateway.send;
import static dev.yizhan.it.SharedProxiedGateway.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.simulator.WinicAsmxSimulator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Authentication, authorization, limits and the passwords of vendor accounts. */
@ExtendWith(SharedProxiedGateway.class)
class AdmissionIT {

  private static final String FORWARDED_FOR = "X-Forwarded-For: %s\r\n";

  private final ProxiedGateway gateway = SharedProxiedGateway.running();

  @AfterEach
  void stillAnswers() {
    assertThat(gateway.call("demo:demo", HTTPS, LIST_CHANNELS).status()).isEqualTo(200);
  }

  @Test
  void acceptsPasswordsOnlyOverHttps() {
    assertFault(gateway.call("demo:demo", "", LIST_CHANNELS), 500, "NOT_ENCRYPTED");
    assertFault(gateway.call("", "", LIST_CHANNELS), 500, "NOT_ENCRYPTED");
    assertFault(
        gateway.call("demo:demo", "X-Forwarded-Proto: http\r\n", LIST_CHANNELS),
        500,
        "NOT_ENCRYPTED");
    // The proxy appends to what the client sent itself.
    assertFault(
        gateway.call("demo:demo", "X-Forwarded-Proto: https, http\r\n", LIST_CHANNELS),
        500,
        "NOT_ENCRYPTED");
    assertThat(gateway.call("demo:demo", HTTPS, LIST_CHANNELS).status()).isEqualTo(200);
  }

  @Test
  void publishesTheForwardedAddress() {
    Wire.Answer wsdl =
        gateway.exchange(
            ("GET /yizhan/sms?wsdl HTTP/1.0\r\n" + HTTPS + "X-Forwarded-Host: sms.example\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(wsdl.body()).contains("location=\"https://sms.example/yizhan/sms\"");
  }

  @Test
  void verifiesHashedPasswords() {
    assertThat(gateway.call("hashed:秘密 secret", HTTPS, LIST_CHANNELS).status()).isEqualTo(200);
    assertFault(gateway.call("hashed:secret", HTTPS, LIST_CHANNELS), 401, "NOT_AUTHENTICATED");
    assertFault(gateway.call("hashed:" + HASH, HTTPS, LIST_CHANNELS), 401, "NOT_AUTHENTICATED");
    assertThat(gateway.call("bcrypt:秘密 secret", HTTPS, LIST_CHANNELS).status()).isEqualTo(200);
    assertFault(gateway.call("bcrypt:secret", HTTPS, LIST_CHANNELS), 401, "NOT_AUTHENTICATED");
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 200",
    "2001:db8::7, 200",
    "10.2.0.1, 401",
    "'10.1.2.3, 10.2.0.1', 401",
    "'10.2.0.1, 10.1.2.3', 200",
    "'10.1.2.3, 127.0.0.1', 200",
    "'10.1.2.3:4711', 200",
    "nonsense, 401",
    "'', 401"
  })
  void acceptsAConsumerOnlyFromItsAddresses(String forwardedFor, int status) {
    assertThat(
            gateway
                .call("office:office", HTTPS + FORWARDED_FOR.formatted(forwardedFor), LIST_CHANNELS)
                .status())
        .isEqualTo(status);
  }

  @Test
  void limitsConsumersToTheirOperations() {
    assertThat(gateway.call("reader:reader", HTTPS, LIST_CHANNELS).status()).isEqualTo(200);
    assertFault(gateway.call("reader:reader", HTTPS, send("13900139000", "")), 500, "NOT_ALLOWED");
    assertThat(gateway.sandbox().messages()).isEmpty();
  }

  @Test
  void limitsConsumersToTheirChannels() {
    assertThat(gateway.call("second:second", HTTPS, LIST_CHANNELS).body())
        .contains("<name>second</name>")
        .doesNotContain("<name>winic</name>");
    String named = "<channel>winic</channel>";
    assertFault(
        gateway.call("second:second", HTTPS, send("13900139000", named)), 500, "NOT_ALLOWED");
    assertFault(
        gateway.call(
            "second:second",
            HTTPS,
            "<GetBalance xmlns=\"urn:yizhan:sms:1\">" + named + "</GetBalance>"),
        500,
        "NOT_ALLOWED");
    // The global route, reduced to the channels of the consumer.
    assertThat(gateway.call("second:second", HTTPS, send("13900139000", "")).body())
        .contains("<channel>second</channel>");
    gateway.sandbox().forgetMessages();
  }

  @Test
  void hidesTheMessagesOfOtherConsumers() {
    Wire.Answer sent = gateway.call("demo:demo", HTTPS, send("13600000005", ""));
    String id = sent.body().replaceAll("(?s).*<id>(\\d+)</id>.*", "$1");
    String get = "<GetSubmission xmlns=\"urn:yizhan:sms:1\"><id>" + id + "</id></GetSubmission>";
    Wire.Answer other = gateway.call("reader:reader", HTTPS, get);
    assertFault(other, 500, "UNKNOWN_SUBMISSION");
    assertThat(other.body()).doesNotContain("13600000005");
    assertThat(gateway.call("demo:demo", HTTPS, get).body()).contains("13600000005");
    gateway.sandbox().forgetMessages();
  }

  @Test
  void routesAroundABlacklist() {
    assertThat(
            gateway
                .call("demo:demo", HTTPS, send("13811111111,13900139000,17012345678", ""))
                .body())
        .contains("<channel>winic</channel>", "<channel>second</channel>")
        .doesNotContain("REJECTED");
    assertThat(gateway.sandbox().messages()).hasSize(3);
    gateway.sandbox().forgetMessages();
    Wire.Answer blocked =
        gateway.call(
            "demo:demo", HTTPS, send("13900139000,13811111111", "<channel>winic</channel>"));
    assertFault(blocked, 500, "RECIPIENT_BLOCKED");
    assertThat(blocked.body()).contains("138****1111").doesNotContain("13811111111");
    assertThat(gateway.sandbox().messages()).isEmpty();
  }

  @Test
  void delaysRepeatedWrongPasswords() {
    String from = HTTPS + FORWARDED_FOR.formatted("10.9.9.9");
    for (int i = 0; i < 3; i++) {
      assertThat(gateway.call("slow:guess" + i, from, LIST_CHANNELS).body())
          .contains("do not match");
    }
    assertThat(gateway.call("slow:guess", from, LIST_CHANNELS).body())
        .contains("too many wrong passwords");
    // The delay is for this name from this address, not for either alone.
    assertThat(
            gateway
                .call("slow:guess", HTTPS + FORWARDED_FOR.formatted("10.9.9.8"), LIST_CHANNELS)
                .body())
        .contains("do not match");
    assertThat(gateway.call("small:guess", from, LIST_CHANNELS).body()).contains("do not match");
  }

  @Test
  void limitsTheRateOfCalls() {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(gateway.call("slow:slow", HTTPS, LIST_CHANNELS).body());
    }
    assertThat(answers.get(0)).contains("ListChannelsResponse");
    assertThat(answers).anyMatch(body -> body.contains("<code>RATE_EXCEEDED</code>"));
    assertThat(answers)
        .filteredOn(body -> body.contains("RATE_EXCEEDED"))
        .allMatch(body -> body.contains("<retryable>true</retryable>"));
  }

  @Test
  void limitsTheRecipientsPerDay() {
    String two = "13900139000,13900139001";
    assertThat(gateway.call("small:small", HTTPS, send(two, "<requestId>a</requestId>")).status())
        .isEqualTo(200);
    // A repeated request counts once.
    assertThat(gateway.call("small:small", HTTPS, send(two, "<requestId>a</requestId>")).status())
        .isEqualTo(200);
    assertFault(gateway.call("small:small", HTTPS, send(two, "")), 500, "QUOTA_EXCEEDED");
    assertThat(gateway.call("small:small", HTTPS, send("13900139000", "")).status()).isEqualTo(200);
    assertFault(gateway.call("small:small", HTTPS, send("13900139000", "")), 500, "QUOTA_EXCEEDED");
    assertThat(gateway.sandbox().messages()).hasSize(3);
    gateway.sandbox().forgetMessages();
  }

  @Test
  void sendsNothingToNumbersThatHaveOptedOut() {
    String two = "13900139000,13900139001";
    assertThat(changeOptOut("AddOptOut").body()).contains("<source>OPERATOR</source>");
    Wire.Answer refused = gateway.call("listed:listed", HTTPS, send(two, ""));
    assertFault(refused, 500, "RECIPIENT_OPTED_OUT");
    assertThat(refused.body()).contains("139****9001", "<index>1</index>");
    assertThat(gateway.sandbox().messages()).isEmpty();
    assertThat(gateway.call("demo:demo", HTTPS, send(two, "")).status()).isEqualTo(200);
    assertThat(changeOptOut("LiftOptOut").status()).isEqualTo(200);
    assertThat(gateway.call("listed:listed", HTTPS, send(two, "")).status()).isEqualTo(200);
    assertThat(gateway.sandbox().messages()).hasSize(4);
    gateway.sandbox().forgetMessages();
  }

  private Wire.Answer changeOptOut(String operation) {
    return admin(
        "<"
            + operation
            + " xmlns=\"urn:yizhan:sms:1\"><consumer>listed</consumer><number>13900139001</number>"
            + "<reason>by telephone</reason></"
            + operation
            + ">");
  }

  private Wire.Answer changePassword(String password) {
    return admin(
        "<ChangePassword xmlns=\"urn:yizhan:sms:1\"><account>winic</account><newPassword>"
            + password
            + "</newPassword></ChangePassword>");
  }

  private Wire.Answer admin(String content) {
    byte[] body = Soap.SOAP_12.envelope(content).getBytes(StandardCharsets.UTF_8);
    return gateway.exchange(
        new String(request("admin:admin", HTTPS, body), StandardCharsets.UTF_8)
            .replace("/yizhan/sms", "/yizhan/admin")
            .getBytes(StandardCharsets.UTF_8));
  }

  private void fault(Fault.Kind kind) {
    gateway
        .sandbox()
        .set(
            WinicAsmxSimulator.NAME,
            new Fault(kind, 1, 100, Duration.ZERO, "", Fault.IN_THE_MIDDLE, Fault.Requests.SENDS));
  }

  private void assertAllChannelsWork() {
    for (String channel : ProxiedGateway.CHANNELS) {
      assertThat(
              gateway
                  .call(
                      "demo:demo", HTTPS, send("13900139000", "<channel>" + channel + "</channel>"))
                  .body())
          .contains("<state>SUBMITTED</state>");
    }
    gateway.sandbox().forgetMessages();
  }

  @Test
  void changesThePasswordOfAnAccountOnAllItsChannels() {
    assertThat(changePassword("second").status()).isEqualTo(200);
    assertAllChannelsWork();
    // The vendor changes it, but the response is lost: the gateway tries both passwords.
    fault(Fault.Kind.ACCEPT_THEN_DROP);
    assertThat(changePassword("third").status()).isEqualTo(200);
    assertAllChannelsWork();
    // The vendor refuses connections.
    gateway.sandbox().set(WinicAsmxSimulator.NAME, Fault.of(Fault.Kind.REFUSE));
    assertFault(changePassword("fourth"), 500, "VENDOR_UNAVAILABLE");
    gateway.sandbox().clear(WinicAsmxSimulator.NAME);
    assertAllChannelsWork();
    // The vendor never receives it, which the gateway cannot know yet.
    fault(Fault.Kind.DROP_BEFORE_READING);
    assertFault(changePassword("fifth"), 500, "VENDOR_IN_DOUBT");
    assertFault(changePassword("sixth"), 500, "VENDOR_IN_DOUBT");
    assertAllChannelsWork();
  }

  @Test
  void logsNoPasswordsAndNoNumbers() {
    Wire.Answer unused = gateway.call("demo:hunter2", HTTPS, LIST_CHANNELS);
    assertThat(
            gateway
                .call("office:office", HTTPS + FORWARDED_FOR.formatted("10.200.0.1"), LIST_CHANNELS)
                .status())
        .isEqualTo(401);
    assertThat(gateway.gateway().log())
        .noneMatch(line -> line.contains("hunter2") || line.contains("13811111111"))
        .anyMatch(line -> line.contains("office") && line.contains("10.200.0.1"));
    assertThat(unused.header("www-authenticate").toLowerCase(Locale.ROOT)).startsWith("basic");
  }
}
