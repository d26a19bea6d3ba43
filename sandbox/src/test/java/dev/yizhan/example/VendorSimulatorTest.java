package dev.yizhan.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.sandbox.DemoSettings;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.SandboxPage;
import dev.yizhan.sandbox.VendorSimulator;
import dev.yizhan.sandbox.server.Form;
import dev.yizhan.sandbox.server.FormDialect;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Operation;
import dev.yizhan.sandbox.server.RawRequest;
import dev.yizhan.sandbox.server.Sending;
import dev.yizhan.sandbox.server.VendorServlets;
import dev.yizhan.sandbox.world.DeliveryReport;
import dev.yizhan.sandbox.world.PhoneMessage;
import dev.yizhan.sandbox.world.VendorWorld;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vendor simulator from outside the sandbox, which only has the public types. */
class VendorSimulatorTest {

  /** A made-up vendor: forms in UTF-8, {@code OK} or an error word. */
  private record Pigeon(String name) implements VendorSimulator {

    private static final FormDialect TEXT =
        new FormDialect(
            FormEncoding.UTF_8,
            "text/plain; charset=utf-8",
            UnaryOperator.identity(),
            Optional.empty(),
            Form.Names.AS_WRITTEN,
            "UNREADABLE");

    @Override
    public Map<String, HttpServlet> servlets(VendorWorld world) {
      return VendorServlets.forms(
          Map.of(
              "/send",
              Operation.of("user key to text", (form, raw) -> send(world, form, raw)),
              "/reports",
              Operation.of("user key", (form, raw) -> reports(world, form)),
              "/replies",
              Operation.of("user key", (form, raw) -> replies(world, form))),
          TEXT);
    }

    private static String send(VendorWorld world, Form form, RawRequest raw) {
      Login login = form.login("user", "key");
      Sending sending = new Sending(form.numbers("to"), form.get("text"), raw);
      if (world.accounts().charge(login, BigDecimal.valueOf(sending.numbers().size())).isEmpty()) {
        return "NO MONEY";
      }
      String id = "P" + world.nextNumber();
      for (String phone : sending.numbers()) {
        world.deliverAndReport(login.user(), id, phone, sending);
      }
      return "OK";
    }

    private static String reports(VendorWorld world, Form form) {
      return world.takeReports(form.get("user"), 10).stream()
          .map(DeliveryReport::phone)
          .collect(Collectors.joining(","));
    }

    private static String replies(VendorWorld world, Form form) {
      return world.takeInbound(form.get("user"), 10, message -> true).stream()
          .map(message -> message.phone() + ' ' + message.text())
          .collect(Collectors.joining(","));
    }

    @Override
    public List<String> questions() {
      return List.of("/reports", "/replies");
    }

    @Override
    public boolean handsOutReplies() {
      return true;
    }
  }

  private static final String PIGEON = "pigeon";

  private final HttpClient client = HttpClient.newHttpClient();
  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = SandboxPage.start(0, new Pigeon(PIGEON));
    sandbox.reportsAfter(Duration.ZERO);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private String post(String path, String form) throws IOException, InterruptedException {
    return exchange(
        HttpRequest.newBuilder(sandbox.address(PIGEON).resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private String exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client
        .send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private String send() throws IOException, InterruptedException {
    return post("/send", "user=demo&key=demo&to=13800138000&text=%E4%BD%A0%E5%A5%BD");
  }

  private String api(String path) throws IOException, InterruptedException {
    return exchange(HttpRequest.newBuilder(sandbox.page().resolve(path)));
  }

  @Test
  void deliversToTheSimulatedPhones() throws Exception {
    assertThat(send()).isEqualTo("OK");
    assertThat(post("/send", "user=poor&key=poor&to=13800138000&text=a")).isEqualTo("NO MONEY");
    assertThat(sandbox.messages()).hasSize(1);
    PhoneMessage message = sandbox.messages().get(0);
    assertThat(message.vendor()).isEqualTo(PIGEON);
    assertThat(message.phone()).isEqualTo("13800138000");
    assertThat(message.text()).isEqualTo("你好");
    assertThat(message.account()).isEqualTo("demo");
    assertThat(sandbox.requests(PIGEON)).hasSize(2);
  }

  @Test
  void handsOutReportsAndRepliesOnce() throws Exception {
    send();
    sandbox.reply(PIGEON, "13800138000", "coo", "");
    assertThat(post("/reports", "user=demo&key=demo")).isEqualTo("13800138000");
    assertThat(post("/reports", "user=demo&key=demo")).isEmpty();
    assertThat(post("/replies", "user=demo&key=demo")).isEqualTo("13800138000 coo");
    assertThat(post("/replies", "user=demo&key=demo")).isEmpty();
  }

  @Test
  void hasTheFaults() throws Exception {
    sandbox.set(PIGEON, Fault.of(Fault.Kind.ACCEPT_THEN_DROP).times(1));
    assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    assertThat(sandbox.messages()).hasSize(1);

    sandbox.set(PIGEON, Fault.code("BUSY"));
    assertThat(send()).isEqualTo("BUSY");
    assertThat(sandbox.messages()).hasSize(1);

    sandbox.set(PIGEON, Fault.of(Fault.Kind.REFUSE));
    assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    sandbox.clear(PIGEON);
    assertThat(send()).isEqualTo("OK");
  }

  @Test
  void tellsItsQuestionsFromSends() throws Exception {
    sandbox.set(PIGEON, Fault.code("BUSY").on(Fault.Requests.QUESTIONS));
    assertThat(send()).isEqualTo("OK");
    assertThat(post("/reports", "user=demo&key=demo")).isEqualTo("BUSY");
    sandbox.set(PIGEON, Fault.code("BUSY").on(Fault.Requests.SENDS));
    assertThat(send()).isEqualTo("BUSY");
    assertThat(post("/reports", "user=demo&key=demo")).isEqualTo("13800138000");
  }

  @Test
  void isInTheApiOfThePage() throws Exception {
    send();
    assertThat(api("api/messages")).contains("\"vendor\":\"pigeon\"");
    try (var reader = Json.createReader(new StringReader(api("api/faults")))) {
      JsonObject faults = reader.readObject();
      assertThat(faults.keySet())
          .containsExactly(
              "winic-http",
              "winic-asmx",
              "changlong",
              "linkws",
              "winnerlook",
              "linkws-domestic",
              PIGEON);
      assertThat(faults.getJsonObject(PIGEON).getString("address"))
          .isEqualTo(sandbox.address(PIGEON).toString());
      assertThat(faults.getJsonObject(PIGEON).getBoolean("replies")).isTrue();
      assertThat(faults.getJsonObject("linkws").getBoolean("replies")).isFalse();
    }
  }

  @Test
  void followsTheInstalledOnesInTheOrderOfNames() {
    assertThat(VendorSimulator.installed())
        .extracting(VendorSimulator::name)
        .containsExactly(
            "winic-http", "winic-asmx", "changlong", "linkws", "winnerlook", "linkws-domestic");
    try (Sandbox more = Sandbox.start(0, new Pigeon("stork"), new Pigeon("crane"))) {
      assertThat(more.vendors())
          .containsExactly(
              "winic-http",
              "winic-asmx",
              "changlong",
              "linkws",
              "winnerlook",
              "linkws-domestic",
              "crane",
              "stork");
    }
  }

  @Test
  void hasANameOfItsOwn() {
    for (String name : List.of("linkws", "page")) {
      assertThatIllegalStateException()
          .isThrownBy(() -> Sandbox.start(0, new Pigeon(name)))
          .withMessageContaining(name);
    }
  }

  @Test
  void isNamedAmongThoseThatHandOutReplies() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.reply("linkws", "13800138000", "a", ""))
        .withMessage(
            "vendor must be one of winic, changlong, winnerlook,"
                + " linkws-domestic, pigeon: linkws");
  }

  @Test
  void isTheDemosChannelByHttpPost() {
    DemoSettings settings = new Pigeon(PIGEON).demoSettings();
    assertThat(settings.account()).isEqualTo(PIGEON);
    assertThat(settings.channels()).hasSize(1);
    assertThat(settings.channels().get(0).name()).isEqualTo(PIGEON);
    assertThat(settings.channels().get(0).transport()).isEqualTo("HTTP POST");
  }
}
