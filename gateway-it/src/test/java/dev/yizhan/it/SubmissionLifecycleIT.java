package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scheduled, cancelled, unknown and suspended submissions on the packaged WAR. */
@ExtendWith(SharedGateway.class)
class SubmissionLifecycleIT {

  private static final String MESSAGE =
      "<channel>winic-http</channel><recipient>13800138000</recipient><text>测试</text>";
  private static final long LONGEST_NANOS = 20_000_000_000L;

  private final Gateway gateway = SharedGateway.running();

  @AfterEach
  void resetSimulators() {
    gateway.sandbox().clearFaults();
    gateway.sandbox().forgetMessages();
  }

  private void awaitState(String id, String state) {
    long end = System.nanoTime() + LONGEST_NANOS;
    String found = "";
    while (!found.equals(state) && System.nanoTime() < end) {
      LockSupport.parkNanos(50_000_000);
      found = Soap.SOAP_11.call(gateway, "GetSubmission", "<id>" + id + "</id>").text("state");
    }
    assertThat(found).isEqualTo(state);
  }

  @Test
  void sendsScheduledMessagesAtTheirTimeInChina() {
    LocalDateTime time =
        LocalDateTime.now(ZoneId.of("Asia/Shanghai"))
            .plusSeconds(4)
            .truncatedTo(ChronoUnit.SECONDS);
    List<String> ids = new ArrayList<>();
    for (Soap soap : Soap.values()) {
      Soap.Answer scheduled =
          soap.call(
              gateway,
              "Send",
              MESSAGE
                  + "<sendAt>"
                  + DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)
                  + "</sendAt>");
      assertThat(scheduled.text("state")).as(scheduled.body()).isEqualTo("SCHEDULED");
      assertThat(scheduled.text("sendAt"))
          .startsWith(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time))
          .endsWith("+08:00");
      ids.add(scheduled.text("id"));
    }
    assertThat(gateway.sandbox().messages()).isEmpty();
    ids.forEach(id -> awaitState(id, "SUBMITTED"));
    assertThat(gateway.sandbox().messages()).hasSize(ids.size());
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void cancelsAScheduledSubmission(Soap soap) {
    Soap.Answer scheduled =
        soap.call(
            gateway, "Send", MESSAGE + "<sendAt>" + Instant.now().plusSeconds(3600) + "</sendAt>");
    Soap.Answer cancelled =
        soap.call(gateway, "CancelSubmission", "<id>" + scheduled.text("id") + "</id>");
    assertThat(cancelled.text("state")).as(cancelled.body()).isEqualTo("CANCELLED");
    assertThat(cancelled.all("event", "kind")).containsExactly("CANCELLED");
    assertThat(cancelled.all("event", "by")).containsExactly("demo");
    assertThat(soap.call(gateway, "CancelSubmission", "<id>1</id>").text("code"))
        .isEqualTo("UNKNOWN_SUBMISSION");
  }

  @Test
  void makesOneVendorCallForIdenticalConcurrentRequests() throws Exception {
    gateway.sandbox().fault("winic-http", "\"fault\": \"slow\", \"millis\": 500");
    String request = "<requestId>" + UUID.randomUUID() + "</requestId>" + MESSAGE;
    ExecutorService callers = Executors.newFixedThreadPool(50);
    try {
      List<Future<Soap.Answer>> all =
          callers.invokeAll(
              IntStream.range(0, 200)
                  .<Callable<Soap.Answer>>mapToObj(
                      i ->
                          () ->
                              (i % 2 == 0 ? Soap.SOAP_11 : Soap.SOAP_12)
                                  .call(gateway, "Send", request))
                  .toList());
      String id = all.get(0).get().text("id");
      for (Future<Soap.Answer> each : all) {
        assertThat(each.get().text("id")).isEqualTo(id);
        assertThat(each.get().text("state")).isEqualTo("SUBMITTED");
      }
      assertThat(gateway.sandbox().messages()).hasSize(1);
    } finally {
      callers.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void letsAnOperatorFindAndSettleAnUnknownDelivery(Soap soap) {
    gateway.sandbox().fault("winic-http", "\"fault\": \"accept-then-drop\"");
    String number = soap == Soap.SOAP_11 ? "13911110001" : "13911110002";
    Soap.Answer unknown = soap.call(gateway, "Send", MESSAGE.replace("13800138000", number));
    assertThat(unknown.text("state")).isEqualTo("UNKNOWN");
    String id = unknown.text("id");

    Soap.Answer found =
        soap.admin(
            gateway,
            "FindSubmissions",
            "<number>"
                + number
                + "</number><state>UNKNOWN</state><from>"
                + Instant.now().minusSeconds(60)
                + "</from>");
    assertThat(found.all("submission", "id")).as(found.body()).containsExactly(id);
    assertThat(found.all("submission", "consumer")).containsExactly("demo");
    assertThat(found.all("call", "outcome")).containsExactly("UNKNOWN");
    assertThat(found.text("more")).isEqualTo("false");

    String settle = "<submissionId>" + id + "</submissionId><number>" + number + "</number>";
    Soap.Answer settled =
        soap.admin(
            gateway,
            "SettleDelivery",
            settle + "<state>DELIVERED</state><reason>the customer read it out</reason>");
    assertThat(settled.text("settledBy")).as(settled.body()).isEqualTo("admin");
    assertThat(settled.all("delivery", "state")).containsExactly("DELIVERED");
    Soap.Answer after = soap.call(gateway, "GetSubmission", "<id>" + id + "</id>");
    assertThat(after.text("state")).isEqualTo("DELIVERED");
    assertThat(after.all("event", "reason")).containsExactly("the customer read it out");
    assertThat(
            soap.admin(
                    gateway, "SettleDelivery", settle + "<state>FAILED</state><reason>x</reason>")
                .text("code"))
        .isEqualTo("NOT_UNKNOWN");
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void queuesMessagesForASuspendedChannel(Soap soap) {
    String channel = "<channel>winic-http</channel><reason>the bill is not paid</reason>";
    Soap.Answer suspended = soap.admin(gateway, "SuspendChannel", channel);
    assertThat(suspended.text("state")).as(suspended.body()).isEqualTo("SUSPENDED");
    assertThat(suspended.text("stateReason")).isEqualTo("the bill is not paid");
    Soap.Answer queued = soap.call(gateway, "Send", MESSAGE);
    assertThat(queued.text("state")).isEqualTo("QUEUED");
    assertThat(soap.call(gateway, "ListChannels", "").body()).contains("SUSPENDED");
    assertThat(
            soap.call(gateway, "Send", MESSAGE.replaceFirst("<channel>.*</channel>", ""))
                .text("channel"))
        .isEqualTo("changlong");
    Soap.Answer resumed = soap.admin(gateway, "ResumeChannel", channel);
    assertThat(resumed.text("state")).isEqualTo("ACTIVE");
    awaitState(queued.text("id"), "SUBMITTED");
  }
}
