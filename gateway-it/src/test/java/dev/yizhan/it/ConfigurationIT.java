package dev.yizhan.it;

import static dev.yizhan.it.ConfiguredGateway.PUSH_TOKEN;
import static dev.yizhan.it.ConfiguredGateway.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.simulator.ChanglongSimulator;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of the packaged WAR: its sources, its errors, and changes while it runs. */
@ExtendWith(SharedConfiguredGateway.class)
class ConfigurationIT {

  private static final int CHANGES = 6;
  private static final int SENDERS = 4;
  private static final long LONGEST_JOIN_MILLIS = 60_000;
  private static final long FIRST_PHONE = 13700000000L;

  private final ConfiguredGateway configured = SharedConfiguredGateway.running();

  @Test
  void appliesAChangedConfigurationUnlessItHasErrors() throws IOException {
    assertThat(configured.call("late:late", "ListChannels", "").status()).isEqualTo(401);
    configured
        .gateway()
        .configure(
            configured.settings(
                "yizhan.consumer.late.password=late",
                "yizhan.consumer.late.channels=third",
                "yizhan.channel.third.vendor=changlong",
                "yizhan.channel.third.address="
                    + configured.sandbox().address(ChanglongSimulator.NAME),
                "yizhan.channel.third.user=demo",
                "yizhan.channel.third.password=demo"));
    Await.until(
        "the new consumer", () -> configured.call("late:late", "ListChannels", "").status() == 200);
    assertThat(
            configured
                .call(
                    "late:late",
                    "Send",
                    "<channel>third</channel><recipient>13600000001</recipient><text>好</text>")
                .text("state"))
        .isEqualTo("SUBMITTED");
    // A changed secret file counts, too.
    Files.writeString(configured.passwordFile(), "another");
    Await.until(
        "the new password",
        () -> configured.call("shop:another", "ListChannels", "").status() == 200);
    assertThat(configured.call("shop:" + SECRET, "ListChannels", "").status()).isEqualTo(401);

    configured
        .gateway()
        .configure(
            configured.settings(
                "yizhan.consumer.late.password=late",
                "yizhan.consumer.late.chanels=third",
                "yizhan.channel.winic.transport=SOAP 1.1",
                "yizhan.lifetime=soon"));
    Await.until(
        "the rejection", () -> configured.metric("yizhan_configuration_refused").equals("1.0"));
    assertThat(configured.ready().toString())
        .contains("UP")
        .contains("newer configuration rejected")
        .contains("yizhan.consumer.late.chanels is no setting")
        .contains("yizhan.channel.winic.transport must be HTTP GET or HTTP POST")
        .contains("yizhan.lifetime must be seconds above 0");
    assertThat(configured.logLines())
        .anyMatch(
            line ->
                line.contains("Configuration change rejected") && line.contains("late.chanels"));
    // The previous configuration is still in use.
    assertThat(configured.call("late:late", "ListChannels", "").body())
        .contains("third")
        .doesNotContain("asmx");

    Files.writeString(configured.passwordFile(), SECRET);
    configured.gateway().configure(configured.settings());
    Await.until(
        "the previous configuration",
        () -> configured.call("late:late", "ListChannels", "").status() == 401);
    assertThat(configured.metric("yizhan_configuration_refused")).isEqualTo("0.0");
    assertThat(configured.call("shop:" + SECRET, "ListChannels", "").body())
        .doesNotContain("third");
  }

  /** Servers differ in how they map environment variables to keys with dashes. */
  @Test
  void readsSecretsFromTheEnvironment() {
    assertThat(configured.call("with-dash:dash", "ListChannels", "").status()).isEqualTo(200);
    assertThat(configured.call("with-dash:other", "ListChannels", "").status()).isEqualTo(401);
    assertThat(configured.ready().toString()).doesNotContain("rejected");
  }

  @Test
  void acceptsPushesOnlyFromConfiguredAddresses() {
    for (String path :
        List.of("/yizhan/push/" + PUSH_TOKEN, "/yizhan/push/" + PUSH_TOKEN.replace('0', '1'))) {
      HttpResponse<String> answer =
          configured
              .gateway()
              .exchange(
                  HttpRequest.newBuilder(configured.gateway().address(path))
                      .POST(HttpRequest.BodyPublishers.ofString("{}")));
      assertThat(answer.statusCode()).as(path).isEqualTo(path.endsWith(PUSH_TOKEN) ? 403 : 404);
    }
    assertThat(String.join("\n", configured.logLines())).doesNotContain(PUSH_TOKEN);
  }

  @Test
  void ignoresForwardedHeadersOfUnknownProxies() {
    HttpResponse<String> wsdl =
        configured
            .gateway()
            .exchange(
                HttpRequest.newBuilder(configured.gateway().address("/yizhan/sms?wsdl"))
                    .header("X-Forwarded-Host", "evil.example")
                    .header("X-Forwarded-Proto", "https")
                    .GET());
    assertThat(wsdl.body())
        .contains("http://localhost:" + configured.gateway().port() + "/yizhan/sms")
        .doesNotContain("evil", "https://localhost");
  }

  @Test
  @DisabledIfSystemProperty(
      named = "it.server",
      matches = ".+",
      disabledReason = "the other tests change the configuration on each server")
  void losesNoMessageWhileItsChannelChanges() throws Exception {
    Map<String, Integer> received = new ConcurrentHashMap<>();
    Map<String, String> states = new ConcurrentHashMap<>();
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean isStopped = new AtomicBoolean();
    configured.sandbox().listen(message -> received.merge(message.phone(), 1, Integer::sum));
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      Thread sender =
          new Thread(
              () -> {
                while (!isStopped.get()) {
                  String phone = Long.toString(FIRST_PHONE + next.getAndIncrement());
                  states.put(
                      phone,
                      Soap.SOAP_12
                          .call(
                              configured.gateway(),
                              "Send",
                              "<recipient>" + phone + "</recipient><text>测试</text>")
                          .text("state"));
                }
              });
      sender.start();
      senders.add(sender);
    }
    for (int i = 1; i <= CHANGES; i++) {
      String since = configured.ready().toString();
      configured
          .gateway()
          .configure(configured.settings("yizhan.channel.winic.answer-timeout=" + (10 + i)));
      int before = states.size();
      Await.until(
          "the change",
          () -> !configured.ready().toString().equals(since) && states.size() > before + SENDERS);
    }
    isStopped.set(true);
    for (Thread sender : senders) {
      sender.join(LONGEST_JOIN_MILLIS);
      assertThat(sender.isAlive()).isFalse();
    }
    assertThat(states)
        .hasSize(next.get())
        .allSatisfy(
            (phone, state) -> {
              assertThat(state).as(phone).isEqualTo("SUBMITTED");
              assertThat(received).containsEntry(phone, 1);
            });
    configured.gateway().configure(configured.settings());
  }

  @Test
  // Payara Micro's adapter would wait three minutes for the deployment.
  @DisabledIfSystemProperty(named = "it.server", matches = "micro")
  void reportsAllErrorsOfAConfigurationAndDoesNotStart(@TempDir Path other) {
    try (Gateway rejected =
        Gateway.war(
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
      rejected.start();
      assertThat(rejected.isReady()).isFalse();
      assertThat(String.join("\n", rejected.log()))
          .contains("yizhan.store.url must be an address that begins with jdbc:postgresql:")
          .contains("yizhan.store.user is missing")
          .contains("yizhan.consumer.demo.rate must be a whole number from 1 to 100000")
          .contains("yizhan.consumer.demo.channels must be some of [a, b]")
          .contains("yizhan.channel.a.vendor must be changlong, linkws, linkws-domestic")
          .contains("yizhan.channel.b.password is missing")
          .contains("yizhan.typo is no setting: after yizhan. there may be [config, ")
          .doesNotContain(SECRET);
      // A server with other applications goes on; the runnable jar ends.
      assertThat(rejected.status("/yizhan/health/ready")).isIn(0, 404);
    }
  }
}
