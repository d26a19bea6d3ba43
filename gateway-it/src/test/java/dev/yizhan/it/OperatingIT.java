package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.ChanglongSimulator;
import dev.yizhan.sandbox.simulator.WinicAsmxSimulator;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import dev.yizhan.sandbox.simulator.WinnerlookSimulator;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The packaged WAR in the hands of an operator: its configuration changes, he looks and reads. */
class OperatingIT {

  private static final long LONGEST_NANOS = 60_000_000_000L;
  private static final long PAUSE_NANOS = 20_000_000;
  private static final int CHANGES = 6;
  private static final int SENDERS = 4;
  private static final long FIRST_PHONE = 13700000000L;
  private static final String TOKEN = "00112233445566778899aabbccddeeff";
  private static final String SECRET = "pa55word";
  private static final String TEXT = "这是秘密";

  @TempDir static Path data;

  private static Sandbox sandbox;
  private static Gateway gateway;
  private static Path log;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.start();
    log = data.resolve("yizhan.log");
    Files.writeString(data.resolve("shop.password"), SECRET + "\n");
    gateway = Gateway.alone(data, settings()).start();
    assertThat(gateway.isReady()).as(() -> String.join("\n", gateway.log())).isTrue();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    sandbox.close();
  }

  private static List<String> settings(String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "yizhan.data=" + data,
                "yizhan.route=winic",
                "yizhan.log.form=json",
                "yizhan.log.events=all",
                "yizhan.log.file=" + log,
                "yizhan.proxies=127.0.0.2",
                "yizhan.consumer.shop.password-file=" + data.resolve("shop.password"),
                // Its password stands in the environment.
                "yizhan.consumer.with-dash.operations=ListChannels, GetSubmission",
                "yizhan.account.winic.low-balance=100",
                "yizhan.account.winic.owner=shop"));
    settings.addAll(channel("winic", WinicHttpSimulator.NAME, "winic-http"));
    settings.addAll(channel("asmx", WinicAsmxSimulator.NAME, "winic-asmx"));
    settings.addAll(channel("winnerlook", WinnerlookSimulator.NAME, "winnerlook"));
    settings.addAll(
        List.of(
            "yizhan.channel.winnerlook.account=pushed",
            "yizhan.account.pushed.push-token=" + TOKEN,
            "yizhan.account.pushed.push-addresses=192.0.2.0/24"));
    settings.removeIf("yizhan.channel.winnerlook.account=winic"::equals);
    settings.addAll(List.of(more));
    return settings;
  }

  private static List<String> channel(String name, String at, String vendor) {
    String prefix = "yizhan.channel." + name + ".";
    return List.of(
        prefix + "vendor=" + vendor,
        prefix + "account=winic",
        prefix + "address=" + sandbox.address(at),
        prefix + "user=demo",
        prefix + "password=demo");
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static Soap.Answer call(String credentials, String operation, String content) {
    return new Soap.Answer(
        gateway.exchange(
            gateway.post(
                "/yizhan/sms",
                "text/xml; charset=utf-8",
                credentials,
                Soap.SOAP_11.request(operation, content).getBytes(StandardCharsets.UTF_8))));
  }

  private static String metrics() {
    HttpResponse<String> response = gateway.get("/yizhan/metrics");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  /** The value of a line that begins so; empty where there is none. */
  private static String metric(String beginning) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(beginning))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse("");
  }

  private static JsonObject ready() {
    HttpResponse<String> response = gateway.get("/yizhan/health/ready");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response.body());
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static List<String> lines() {
    try {
      return Files.exists(log) ? Files.readAllLines(log) : List.of();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void usesAChangedConfigurationAndNoneWithAMistake() throws IOException {
    assertThat(call("late:late", "ListChannels", "").status()).isEqualTo(401);
    gateway.configure(
        settings(
            "yizhan.consumer.late.password=late",
            "yizhan.consumer.late.channels=third",
            "yizhan.channel.third.vendor=changlong",
            "yizhan.channel.third.address=" + sandbox.address(ChanglongSimulator.NAME),
            "yizhan.channel.third.user=demo",
            "yizhan.channel.third.password=demo"));
    await("the new consumer", () -> call("late:late", "ListChannels", "").status() == 200);
    assertThat(
            call(
                    "late:late",
                    "Send",
                    "<channel>third</channel><recipient>13600000001</recipient><text>好</text>")
                .text("state"))
        .isEqualTo("SUBMITTED");
    // A secret in a file of its own is seen to change, too.
    Files.writeString(data.resolve("shop.password"), "another");
    await("the new password", () -> call("shop:another", "ListChannels", "").status() == 200);
    assertThat(call("shop:" + SECRET, "ListChannels", "").status()).isEqualTo(401);

    gateway.configure(
        settings(
            "yizhan.consumer.late.password=late",
            "yizhan.consumer.late.chanels=third",
            "yizhan.channel.winic.transport=SOAP 1.1",
            "yizhan.lifetime=soon"));
    await("the refusal", () -> metric("yizhan_configuration_refused").equals("1.0"));
    assertThat(ready().toString())
        .contains("UP")
        .contains("newer configuration rejected")
        .contains("yizhan.consumer.late.chanels is no setting")
        .contains("yizhan.channel.winic.transport must be one of [HTTP GET, HTTP POST]")
        .contains("yizhan.lifetime must be seconds above 0");
    assertThat(lines())
        .anyMatch(line -> line.contains("Configuration change rejected") && line.contains("late.chanels"));
    // It is as before.
    assertThat(call("late:late", "ListChannels", "").body())
        .contains("third")
        .doesNotContain("asmx");

    Files.writeString(data.resolve("shop.password"), SECRET);
    gateway.configure(settings());
    await("the old one", () -> call("late:late", "ListChannels", "").status() == 401);
    assertThat(metric("yizhan_configuration_refused")).isEqualTo("0.0");
    assertThat(call("shop:" + SECRET, "ListChannels", "").body()).doesNotContain("third");
  }

  /** Some servers list a variable as the key of another name than it means. */
  @Test
  void takesSecretsFromTheEnvironment() {
    assertThat(call("with-dash:dash", "ListChannels", "").status()).isEqualTo(200);
    assertThat(call("with-dash:other", "ListChannels", "").status()).isEqualTo(401);
    assertThat(ready().toString()).doesNotContain("rejected");
  }

  @Test
  void takesPushesFromNamedAddressesOnly() {
    for (String path :
        List.of("/yizhan/push/" + TOKEN, "/yizhan/push/" + TOKEN.replace('0', '1'))) {
      HttpResponse<String> answer =
          gateway.exchange(
              HttpRequest.newBuilder(gateway.address(path))
                  .POST(HttpRequest.BodyPublishers.ofString("{}")));
      assertThat(answer.statusCode()).as(path).isEqualTo(path.endsWith(TOKEN) ? 403 : 404);
    }
    assertThat(String.join("\n", lines())).doesNotContain(TOKEN);
  }

  @Test
  void believesNobodyWhoIsNoNamedProxy() {
    HttpResponse<String> wsdl =
        gateway.exchange(
            HttpRequest.newBuilder(gateway.address("/yizhan/sms?wsdl"))
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .GET());
    assertThat(wsdl.body())
        .contains("http://localhost:" + gateway.port() + "/yizhan/sms")
        .doesNotContain("evil", "https://localhost");
  }

  @Test
  void showsNobodyTheMessagesOfAnother() {
    String id =
        Soap.SOAP_11
            .call(
                gateway,
                "Send",
                "<channel>winic</channel><recipient>13600000005</recipient><text>好</text>")
            .text("id");
    Soap.Answer others = call("with-dash:dash", "GetSubmission", "<id>" + id + "</id>");
    assertThat(others.status()).isEqualTo(500);
    assertThat(others.body()).contains("UNKNOWN_SUBMISSION").doesNotContain("13600000005");
    assertThat(call("demo:demo", "GetSubmission", "<id>" + id + "</id>").status()).isEqualTo(200);
  }

  @Test
  void losesNoCallWhileItsChannelChanges() throws Exception {
    Map<String, Integer> phones = new ConcurrentHashMap<>();
    Map<String, String> told = new ConcurrentHashMap<>();
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    sandbox.listen(message -> phones.merge(message.phone(), 1, Integer::sum));
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      Thread sender =
          new Thread(
              () -> {
                while (!over.get()) {
                  String phone = Long.toString(FIRST_PHONE + next.getAndIncrement());
                  told.put(
                      phone,
                      Soap.SOAP_12
                          .call(
                              gateway,
                              "Send",
                              "<recipient>" + phone + "</recipient><text>测试</text>")
                          .text("state"));
                }
              });
      sender.start();
      senders.add(sender);
    }
    for (int i = 1; i <= CHANGES; i++) {
      String since = ready().toString();
      gateway.configure(settings("yizhan.channel.winic.answer-timeout=" + (10 + i)));
      int before = told.size();
      await(
          "the change", () -> !ready().toString().equals(since) && told.size() > before + SENDERS);
    }
    over.set(true);
    for (Thread sender : senders) {
      sender.join(LONGEST_NANOS / 1_000_000);
      assertThat(sender.isAlive()).isFalse();
    }
    assertThat(told)
        .hasSize(next.get())
        .allSatisfy(
            (phone, state) -> {
              assertThat(state).as(phone).isEqualTo("SUBMITTED");
              assertThat(phones).containsEntry(phone, 1);
            });
    gateway.configure(settings());
  }

  @Test
  void measuresWhatHappens() {
    int before = number(metric("yizhan_outcomes_total{channel=\"winic\",outcome=\"accepted\""));
    Soap.Answer sent =
        Soap.SOAP_11.call(
            gateway,
            "Send",
            "<channel>winic</channel><recipient>13600000002</recipient>"
                + "<recipient>13600000003</recipient><text>好</text>");
    assertThat(sent.text("state")).isEqualTo("SUBMITTED");
    await(
        "the outcome",
        () ->
            number(metric("yizhan_outcomes_total{channel=\"winic\",outcome=\"accepted\""))
                >= before + 2);
    await("the balance", () -> !metric("yizhan_balance{account=\"winic\"").isEmpty());
    await(
        "a poll",
        () ->
            !metric("yizhan_polls_seconds_count{account=\"winic\",question=\"reports\"").isEmpty());
    assertThat(metrics())
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
    // Labels are names of the configuration: what callers invent makes no new line.
    assertThat(call("invented:x", "Send", "").status()).isEqualTo(401);
    assertThat(call("invented2:x", "Send", "").status()).isEqualTo(401);
    long known = requestLines();
    assertThat(call("invented3:x", "Send", "").status()).isEqualTo(401);
    assertThat(requestLines()).isEqualTo(known);
    assertThat(metrics() + String.join("\n", lines()) + String.join("\n", gateway.log()))
        .doesNotContain("invented");
  }

  /** The alerts and the dashboard ask for what there is. */
  @Test
  void measuresWhatTheAlertsAndTheDashboardAskFor() throws IOException {
    assertThat(
            Soap.SOAP_11
                .call(
                    gateway,
                    "Send",
                    "<channel>winic</channel><recipient>13600000004</recipient><text>好</text>")
                .text("state"))
        .isEqualTo("SUBMITTED");
    await("a poll", () -> !metric("yizhan_polls_seconds_count").isEmpty());
    await("a balance", () -> !metric("yizhan_balance{").isEmpty());
    Set<String> there = new TreeSet<>();
    metrics()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> there.add(line.split("[{ ]", 2)[0]));
    Set<String> asked = new TreeSet<>();
    for (String file : List.of("alerts.yml", "grafana.json")) {
      Matcher name =
          Pattern.compile("\\b(yizhan|jvm)_[a-z_]+")
              .matcher(Files.readString(Path.of("../docs/monitoring", file)));
      while (name.find()) {
        asked.add(name.group());
      }
    }
    assertThat(asked).hasSizeGreaterThan(15);
    assertThat(there).containsAll(asked);
  }

  private static long requestLines() {
    return metrics()
        .lines()
        .filter(line -> line.startsWith("yizhan_requests_seconds_count"))
        .count();
  }

  private static int number(String value) {
    return value.isEmpty() ? 0 : (int) Double.parseDouble(value);
  }

  @Test
  void tellsEverybodyThatItLivesAndNoMore() {
    assertThat(gateway.get("/yizhan/health/live").body()).isEqualTo("{\"status\":\"UP\"}\n");
    assertThat(ready().getJsonArray("checks")).hasSize(2);
    // Seen from another address: through a proxy that is believed.
    gateway.configure(settings("yizhan.proxies=127.0.0.1, ::1"));
    await("the proxy", () -> forwarded("/yizhan/metrics").statusCode() == 403);
    assertThat(forwarded("/yizhan/metrics").body()).doesNotContain("winic");
    assertThat(forwarded("/yizhan/health/ready").body()).isEqualTo("{\"status\":\"UP\"}\n");
    assertThat(forwarded("/yizhan/health/live").statusCode()).isEqualTo(200);
    gateway.configure(settings());
    await("no proxy", () -> forwarded("/yizhan/metrics").statusCode() == 200);
  }

  private static HttpResponse<String> forwarded(String path) {
    return gateway.exchange(
        HttpRequest.newBuilder(gateway.address(path)).header("X-Forwarded-For", "192.0.2.7").GET());
  }

  @Test
  void writesOneLineForEachEventAndNothingThatIsNobodysBusiness() {
    String phone = "13600000009";
    Soap.Answer sent =
        Soap.SOAP_11.call(
            gateway,
            "Send",
            "<channel>winic</channel><recipient>"
                + phone
                + "</recipient><text>"
                + TEXT
                + "</text>");
    String id = sent.text("id");
    Soap.Answer refused =
        Soap.SOAP_11.call(
            gateway,
            "Send",
            "<channel>winic</channel><recipient>"
                + phone
                + "</recipient><text>😀"
                + TEXT
                + "</text>");
    assertThat(refused.status()).isEqualTo(500);
    await("the lines", () -> lines().stream().filter(line -> line.contains(id)).count() >= 2);
    assertThat(lines()).allSatisfy(line -> assertThat(json(line)).containsKeys("time", "level"));
    JsonObject called =
        lines().stream()
            .map(OperatingIT::json)
            .filter(line -> line.getString("event", "").equals("called"))
            .filter(line -> line.getString("submission").equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(called.getString("channel")).isEqualTo("winic");
    assertThat(called.getString("outcome")).isEqualTo("ACCEPTED");
    assertThat(called.getString("numbers")).isEqualTo("136****0009");
    assertThat(called.getInt("call")).isEqualTo(1);
    assertThat(lines())
        .anyMatch(
            line ->
                line.contains("\"event\":\"submitted\"")
                    && line.contains(id)
                    && line.contains("\"recipients\":1"))
        .anyMatch(
            line -> line.contains("\"event\":\"fault\"") && line.contains("TEXT_NOT_ENCODABLE"));
    assertThat(String.join("\n", lines()) + String.join("\n", gateway.log()))
        .doesNotContain(phone, TEXT, SECRET);
  }

  @Test
  // The adapter of Micro waits for three minutes for a server that has no gateway.
  @DisabledIfSystemProperty(named = "it.server", matches = "micro")
  void doesNotStartWithMistakesAndTellsAllOfThem(@TempDir Path other) {
    try (Gateway wrong =
        Gateway.alone(
            other,
            List.of(
                "yizhan.store.url=jdbc:mysql://x",
                "yizhan.consumer.demo.rate=many",
                "yizhan.consumer.demo.channels=nobody",
                "yizhan.channel.a.vendor=somebody",
                "yizhan.channel.b.vendor=linkws",
                "yizhan.channel.b.address=http://127.0.0.1",
                "yizhan.channel.b.user=" + SECRET,
                "yizhan.typo=1"))) {
      wrong.start();
      assertThat(wrong.isReady()).isFalse();
      assertThat(String.join("\n", wrong.log()))
          .contains("yizhan.store.url must be an address that begins with jdbc:postgresql:")
          .contains("yizhan.store.user is missing")
          .contains("yizhan.consumer.demo.rate must be a whole number from 1 to 100000")
          .contains("yizhan.consumer.demo.channels must be some of [a, b]")
          .contains("yizhan.channel.a.vendor must be changlong, linkws, winic-asmx")
          .contains("yizhan.channel.b.password is missing")
          .contains("yizhan.typo is no setting: behind yizhan. there may be [config, ")
          .doesNotContain(SECRET);
      // Nothing of it is there.
      assertThat(wrong.get("/yizhan/health/ready").statusCode()).isEqualTo(404);
    }
  }
}
