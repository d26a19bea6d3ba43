package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicAsmxSimulator;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import dev.yizhan.sandbox.simulator.WinnerlookSimulator;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged WAR with a configuration that a test changes, and with a JSON log in a file. */
record ConfiguredGateway(Path data, Sandbox sandbox, Gateway gateway) implements AutoCloseable {

  static final String PUSH_TOKEN = "00112233445566778899aabbccddeeff";
  static final String SECRET = "pa55word";

  static ConfiguredGateway start(Path data) throws IOException {
    Sandbox sandbox = Sandbox.start();
    Files.writeString(passwordFile(data), SECRET + "\n");
    Gateway gateway = Gateway.war(data, settings(data, sandbox)).start();
    assertThat(gateway.isReady()).as(() -> String.join("\n", gateway.log())).isTrue();
    addOptOut(gateway);
    return new ConfiguredGateway(data, sandbox, gateway);
  }

  /** Before the metrics are read for the first time: lists are counted twice a minute only. */
  private static void addOptOut(Gateway gateway) {
    assertThat(
            gateway
                .exchange(
                    gateway.post(
                        "/yizhan/admin",
                        "text/xml; charset=utf-8",
                        "admin:admin",
                        Soap.SOAP_11
                            .request(
                                "AddOptOut",
                                "<consumer>shop</consumer><number>13600000005</number>"
                                    + "<reason>test</reason>")
                            .getBytes(StandardCharsets.UTF_8)))
                .statusCode())
        .isEqualTo(200);
  }

  Path passwordFile() {
    return passwordFile(data);
  }

  private static Path passwordFile(Path data) {
    return data.resolve("shop.password");
  }

  private static Path logFile(Path data) {
    return data.resolve("yizhan.log");
  }

  /** The settings of the start, then changes; a later setting replaces an earlier one. */
  List<String> settings(String... changes) {
    return settings(data, sandbox, changes);
  }

  private static List<String> settings(Path data, Sandbox sandbox, String... changes) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "yizhan.data=" + data,
                "yizhan.route=winic",
                "yizhan.log.form=json",
                "yizhan.log.events=all",
                "yizhan.log.file=" + logFile(data),
                "yizhan.proxies=127.0.0.2",
                "yizhan.consumer.shop.password-file=" + passwordFile(data),
                // The environment has its password.
                "yizhan.consumer.with-dash.operations=ListChannels, GetSubmission",
                // For the metrics; nothing is sent there.
                "yizhan.consumer.with-dash.callback.address=https://callback.invalid/",
                "yizhan.consumer.with-dash.callback.secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "yizhan.account.winic.low-balance=100",
                "yizhan.account.winic.owner=shop"));
    settings.addAll(channel(sandbox, "winic", WinicHttpSimulator.NAME, "winic-http"));
    settings.addAll(channel(sandbox, "asmx", WinicAsmxSimulator.NAME, "winic-asmx"));
    settings.addAll(channel(sandbox, "winnerlook", WinnerlookSimulator.NAME, "winnerlook"));
    settings.addAll(
        List.of(
            "yizhan.channel.winnerlook.account=pushed",
            "yizhan.account.pushed.push-token=" + PUSH_TOKEN,
            "yizhan.account.pushed.push-addresses=192.0.2.0/24"));
    settings.removeIf("yizhan.channel.winnerlook.account=winic"::equals);
    settings.addAll(List.of(changes));
    return settings;
  }

  private static List<String> channel(
      Sandbox sandbox, String name, String simulator, String vendor) {
    String prefix = "yizhan.channel." + name + ".";
    return List.of(
        prefix + "vendor=" + vendor,
        prefix + "account=winic",
        prefix + "address=" + sandbox.address(simulator),
        prefix + "user=demo",
        prefix + "password=demo");
  }

  Soap.Answer call(String credentials, String operation, String content) {
    return new Soap.Answer(
        gateway.exchange(
            gateway.post(
                "/yizhan/sms",
                "text/xml; charset=utf-8",
                credentials,
                Soap.SOAP_11.request(operation, content).getBytes(StandardCharsets.UTF_8))));
  }

  String metrics() {
    HttpResponse<String> response = gateway.get("/yizhan/metrics");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  /** The value of the first sample that begins so; empty if there is none. */
  String metric(String beginning) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(beginning))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse("");
  }

  JsonObject ready() {
    HttpResponse<String> response = gateway.get("/yizhan/health/ready");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response.body());
  }

  static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  List<String> logLines() {
    try {
      return Files.exists(logFile(data)) ? Files.readAllLines(logFile(data)) : List.of();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    gateway.close();
    sandbox.close();
  }
}
