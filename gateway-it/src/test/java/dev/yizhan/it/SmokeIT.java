package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.VendorSimulator;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The unchanged WAR on a standalone server: what each of its parts needs of the server. */
@EnabledIfSystemProperty(
    named = "it.server",
    matches = "tomcat|jetty-.*|liberty|glassfish|payara7",
    disabledReason = "a test of the profiles tomcat, jetty, liberty, glassfish and payara7")
class SmokeIT {

  private static final int SENDS = 100;
  private static final String READY = "/yizhan/health/ready";

  @TempDir private static Path data;

  private static Sandbox sandbox;
  private static Gateway gateway;
  private static StandaloneServer server;

  @BeforeAll
  static void start() {
    int vendorPort = Ports.free(VendorSimulator.installed().size() + 1);
    sandbox = Sandbox.start(vendorPort);
    gateway = Gateway.war(data, ConfigurationFile.demo(vendorPort, data.resolve("store"))).start();
    server = (StandaloneServer) gateway.server().orElseThrow();
    assertThat(gateway.isReady()).as(() -> String.join("\n", gateway.log())).isTrue();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    sandbox.close();
  }

  @Test
  void isReady() {
    assertThat(gateway.get(READY).statusCode()).isEqualTo(200);
    assertThat(gateway.get(READY).body()).contains("\"UP\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sms", "admin"})
  void publishesItsContracts(String service) {
    String address = "/yizhan/" + service;
    assertThat(gateway.get(address + "?wsdl").body())
        .contains("<wsdl:definitions", "location=\"" + gateway.address(address) + "\"");
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void sendsOverEachChannelAndTransport(Soap soap) {
    Soap.Answer channels = soap.call(gateway, "ListChannels", "");
    assertThat(channels.all("channel", "transport"))
        .contains("HTTP GET", "HTTP POST", "SOAP 1.1", "SOAP 1.2");
    List<String> names = channels.all("channel", "name");
    assertThat(names).hasSizeGreaterThan(VendorSimulator.installed().size());
    for (String name : names) {
      String text = "测试【" + soap + name + "】";
      Soap.Answer sent = soap.send(gateway, name, text);
      assertThat(sent.text("state")).as(sent.body()).isEqualTo("SUBMITTED");
      assertThat(sandbox.messages()).anyMatch(message -> message.text().equals(text));
    }
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void returnsAReport(Soap soap) {
    String id = soap.send(gateway, "winic-http", "测试").text("id");
    Await.until(
        "a report",
        () ->
            soap.call(gateway, "FetchReports", "<position>0</position><max>1000</max>")
                .all("report", "submissionId")
                .contains(id));
    assertThat(soap.call(gateway, "GetSubmission", "<id>" + id + "</id>").text("state"))
        .isEqualTo("DELIVERED");
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void answersFaults(Soap soap) {
    Soap.Answer text = soap.send(gateway, "winic-http", "好😀");
    assertThat(text.status()).isEqualTo(500);
    assertThat(text.contentType()).isEqualTo(soap.contentType() + "; charset=utf-8");
    assertThat(text.text("code")).isEqualTo("TEXT_NOT_ENCODABLE");
    Soap.Answer password =
        new Soap.Answer(
            gateway.exchange(
                gateway.post(
                    "/yizhan/sms",
                    soap.contentType() + "; charset=utf-8",
                    "demo:wrong",
                    soap.request("ListChannels", "").getBytes(StandardCharsets.UTF_8))));
    assertThat(password.status()).isEqualTo(401);
    assertThat(password.text("code")).isEqualTo("NOT_AUTHENTICATED");
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void answersAnAdmin(Soap soap) {
    String id = soap.send(gateway, "changlong", "找").text("id");
    assertThat(soap.admin(gateway, "FindSubmissions", "<number>13800138000</number>").all("id"))
        .contains(id);
  }

  @Test
  void servesStatementsAndTheConsole() {
    Soap.SOAP_11.send(gateway, "winic-http", "月底");
    HttpResponse<String> statement =
        gateway.exchange(
            HttpRequest.newBuilder(
                    gateway.address(
                        "/yizhan/statements?format=csv&from=" + today() + "&to=" + today()))
                .header("Authorization", "Basic ZGVtbzpkZW1v"));
    assertThat(statement.statusCode()).as(statement.body()).isEqualTo(200);
    assertThat(statement.body()).contains("winic-http");
    assertThat(gateway.get("/yizhan/console/sign-in").body()).contains("<form");
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Shanghai"));
  }

  @Test
  void reportsMetrics() {
    assertThat(gateway.get("/yizhan/metrics").body())
        .contains("yizhan_channel_circuit_open{", "jvm_info{");
  }

  @Test
  void sendsAHundredMessages() {
    long before = hundreds();
    for (int i = 0; i < SENDS; i++) {
      assertThat(Soap.SOAP_12.send(gateway, "winic-http", "百").text("state"))
          .isEqualTo("SUBMITTED");
    }
    assertThat(hundreds() - before).isEqualTo(SENDS);
  }

  private static long hundreds() {
    return sandbox.messages().stream().filter(message -> message.text().equals("百")).count();
  }

  @RepeatedTest(2)
  void leavesNothingInTheServerWhenUndeployed() throws Exception {
    Leaks leaks = new Leaks(server.pid(), data.resolve("store"), server.ownDrivers());
    assertThat(leaks.threads()).as("of the running gateway").isNotEmpty();
    assertThat(leaks.drivers()).isNotEmpty();
    assertThat(leaks.files()).isNotEmpty();
    Path war = server.wars().get(0);
    server.undeploy(war);
    try {
      Await.until("undeployed", () -> gateway.status(READY) == 404);
      Await.until("nothing left", () -> leaks.all().isEmpty());
      if (server.freesClassLoaders()) {
        Await.until("at most one class loader", () -> leaks.loaders() <= 1);
      }
    } catch (AssertionError e) {
      throw new AssertionError("left: " + leaks.all(), e);
    } finally {
      server.deploy(war);
      Await.until("deployed again", () -> gateway.status(READY) == 200);
    }
    assertThat(Soap.SOAP_11.send(gateway, "winic-http", "再").text("state")).isEqualTo("SUBMITTED");
  }

  @Test
  void logsNoErrorOfTheServer() {
    assertThat(server.logLines(".*(SEVERE|ERROR|memory leak|appears to have).*"))
        .allMatch(server::isHarmless);
  }
}
