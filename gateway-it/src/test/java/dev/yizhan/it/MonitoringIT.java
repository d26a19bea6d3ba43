package dev.yizhan.it;

import static dev.yizhan.it.ConfiguredGateway.SECRET;
import static dev.yizhan.it.ConfiguredGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Metrics, health and the log of the packaged WAR. */
@ExtendWith(SharedConfiguredGateway.class)
class MonitoringIT {

  private static final String TEXT = "这是秘密";

  private final ConfiguredGateway configured = SharedConfiguredGateway.running();

  @Test
  void measuresSubmissionsCallsAndPolls() {
    int before =
        number(configured.metric("yizhan_outcomes_total{channel=\"winic\",outcome=\"accepted\""));
    Soap.Answer sent =
        Soap.SOAP_11.call(
            configured.gateway(),
            "Send",
            "<channel>winic</channel><recipient>13600000002</recipient>"
                + "<recipient>13600000003</recipient><text>好</text>");
    assertThat(sent.text("state")).isEqualTo("SUBMITTED");
    Await.until(
        "the outcome",
        () ->
            number(
                    configured.metric(
                        "yizhan_outcomes_total{channel=\"winic\",outcome=\"accepted\""))
                >= before + 2);
    Await.until(
        "the balance", () -> !configured.metric("yizhan_balance{account=\"winic\"").isEmpty());
    Await.until(
        "a poll",
        () ->
            !configured
                .metric("yizhan_polls_seconds_count{account=\"winic\",question=\"reports\"")
                .isEmpty());
    assertThat(configured.metrics())
        .contains(
            "yizhan_submissions_total{consumer=\"demo\"}",
            "yizhan_recipients_total{consumer=\"demo\"}",
            "yizhan_vendor_calls_seconds_bucket{channel=\"winic\",outcome=\"accepted\",le=\"",
            "yizhan_requests_seconds_count{fault=\"\",service=\"SmsGateway\"}",
            "yizhan_store_commits_seconds_bucket{result=\"done\",le=\"",
            "yizhan_queue_due_calls{channel=\"asmx\"} 0.0",
            "yizhan_queue_oldest_due_seconds{channel=\"winic\"}",
            "yizhan_channel_suspended{channel=\"winic\"} 0.0",
            "yizhan_poll_age_seconds{account=\"winic\",question=\"replies\"}",
            "yizhan_poll_silent_after_seconds{account=\"winic\"}",
            "yizhan_balance_low{account=\"winic\"} 100.0",
            "yizhan_problems{kind=\"POLL_IN_DOUBT\"} 0.0",
            "yizhan_unknown_deliveries 0.0",
            "yizhan_store_up 1.0",
            "jvm_memory_used_bytes")
        .doesNotContain("1360000000", "demo:");
    // Labels are names from the configuration: unknown names add no time series.
    assertThat(configured.call("invented:x", "Send", "").status()).isEqualTo(401);
    assertThat(configured.call("invented2:x", "Send", "").status()).isEqualTo(401);
    long timeSeries = requestLines();
    assertThat(configured.call("invented3:x", "Send", "").status()).isEqualTo(401);
    assertThat(requestLines()).isEqualTo(timeSeries);
    assertThat(
            configured.metrics()
                + String.join("\n", configured.logLines())
                + String.join("\n", configured.gateway().log()))
        .doesNotContain("invented");
  }

  @Test
  void exposesEveryMetricOfTheAlertsAndTheDashboard() throws IOException {
    assertThat(
            Soap.SOAP_11
                .call(
                    configured.gateway(),
                    "Send",
                    "<channel>winic</channel><recipient>13600000004</recipient><text>好</text>")
                .text("state"))
        .isEqualTo("SUBMITTED");
    Await.until("a list", () -> !configured.metric("yizhan_optout_numbers").isEmpty());
    Await.until("a poll", () -> !configured.metric("yizhan_polls_seconds_count").isEmpty());
    Await.until("a balance", () -> !configured.metric("yizhan_balance{").isEmpty());
    Set<String> exposed = new TreeSet<>();
    configured
        .metrics()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> exposed.add(line.split("[{ ]", 2)[0]));
    Set<String> queried = new TreeSet<>();
    for (String file : List.of("alerts.yml", "grafana.json")) {
      Matcher name =
          Pattern.compile("\\b(yizhan|jvm)_[a-z_]+")
              .matcher(Files.readString(Path.of("../docs/monitoring", file)));
      while (name.find()) {
        queried.add(name.group());
      }
    }
    assertThat(queried).hasSizeGreaterThan(15);
    assertThat(exposed).containsAll(queried);
  }

  private long requestLines() {
    return configured
        .metrics()
        .lines()
        .filter(line -> line.startsWith("yizhan_requests_seconds_count"))
        .count();
  }

  private static int number(String value) {
    return value.isEmpty() ? 0 : (int) Double.parseDouble(value);
  }

  @Test
  void showsStrangersNothingButTheStatus() {
    assertThat(configured.gateway().get("/yizhan/health/live").body())
        .isEqualTo("{\"status\":\"UP\"}\n");
    assertThat(configured.ready().getJsonArray("checks")).hasSize(2);
    // A trusted proxy forwards another address.
    configured.gateway().configure(configured.settings("yizhan.proxies=127.0.0.1, ::1"));
    Await.until("the proxy", () -> forwarded("/yizhan/metrics").statusCode() == 403);
    assertThat(forwarded("/yizhan/metrics").body()).doesNotContain("winic");
    assertThat(forwarded("/yizhan/health/ready").body()).isEqualTo("{\"status\":\"UP\"}\n");
    assertThat(forwarded("/yizhan/health/live").statusCode()).isEqualTo(200);
    configured.gateway().configure(configured.settings());
    Await.until("no proxy", () -> forwarded("/yizhan/metrics").statusCode() == 200);
  }

  private HttpResponse<String> forwarded(String path) {
    return configured
        .gateway()
        .exchange(
            HttpRequest.newBuilder(configured.gateway().address(path))
                .header("X-Forwarded-For", "192.0.2.7")
                .GET());
  }

  @Test
  void logsOneLineForEachEventWithoutPersonalData() {
    String phone = "13600000009";
    Soap.Answer sent =
        Soap.SOAP_11.call(
            configured.gateway(),
            "Send",
            "<channel>winic</channel><recipient>"
                + phone
                + "</recipient><text>"
                + TEXT
                + "</text>");
    String id = sent.text("id");
    Soap.Answer refused =
        Soap.SOAP_11.call(
            configured.gateway(),
            "Send",
            "<channel>winic</channel><recipient>"
                + phone
                + "</recipient><text>😀"
                + TEXT
                + "</text>");
    assertThat(refused.status()).isEqualTo(500);
    Await.until(
        "the log lines",
        () -> configured.logLines().stream().filter(line -> line.contains(id)).count() >= 2);
    assertThat(configured.logLines())
        .allSatisfy(line -> assertThat(json(line)).containsKeys("time", "level"));
    JsonObject called =
        configured.logLines().stream()
            .map(ConfiguredGateway::json)
            .filter(line -> line.getString("event", "").equals("called"))
            .filter(line -> line.getString("submission").equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(called.getString("channel")).isEqualTo("winic");
    assertThat(called.getString("outcome")).isEqualTo("ACCEPTED");
    assertThat(called.getString("numbers")).isEqualTo("136****0009");
    assertThat(called.getInt("call")).isEqualTo(1);
    assertThat(configured.logLines())
        .anyMatch(
            line ->
                line.contains("\"event\":\"submitted\"")
                    && line.contains(id)
                    && line.contains("\"recipients\":1"))
        .anyMatch(
            line -> line.contains("\"event\":\"fault\"") && line.contains("TEXT_NOT_ENCODABLE"));
    assertThat(
            String.join("\n", configured.logLines())
                + String.join("\n", configured.gateway().log()))
        .doesNotContain(phone, TEXT, SECRET);
  }
}
