package dev.yizhan.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.StringElement;
import dev.yizhan.codec.answer.Records;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorRequest;
import dev.yizhan.http.VendorResponse;
import dev.yizhan.vendor.record.Push;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import dev.yizhan.vendor.setting.SettingValues;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No form of an answer that any source has seen ends as a broken record or an unknown outcome,
 * unless the table of the codec marks it ambiguous with a reason: the table is read by every vendor
 * over every transport.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerFormsTest {

  private static final Path TABLE =
      Path.of("../codec/src/test/resources/dev/yizhan/codec/answers.jsonl");
  private static final Pattern OPERATION = Pattern.compile("Body[^>]*>\\s*<(?:\\w+:)?(\\w+)");
  private static final String SUCCESS = "000";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

  /** One client for many rows: opening one costs more than a call. */
  private final Map<List<Object>, VendorClient> clients = new HashMap<>();

  private Transport current = request -> new Exchange.NotSent("nothing is called yet");

  private static Stream<JsonObject> table() {
    try {
      return Files.readAllLines(TABLE).stream().map(AnswerFormsTest::object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject object(String line) {
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }

  private static Vendor vendor(String name) {
    return Vendors.installed().all().stream()
        .filter(vendor -> vendor.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<JsonObject> rows(String kind) {
    return table().filter(row -> row.getString("answer").equals(kind));
  }

  /** A row, the call that it answers, a transport, and settings under which that call is made. */
  static Stream<Arguments> answers() {
    return table()
        .filter(row -> !List.of("status", "winnerlook.push").contains(row.getString("answer")))
        .flatMap(
            row -> {
              String[] kind = row.getString("answer").split("\\.", 2);
              Vendor vendor = vendor(kind[0]);
              return vendor.transports().stream()
                  .flatMap(
                      binding ->
                          settings(row.getString("answer")).stream()
                              .map(values -> Arguments.of(row, vendor, kind[1], binding, values)));
            });
  }

  private static List<Map<String, String>> settings(String kind) {
    Map<String, String> encrypted = Map.of("encryption", "refusing-ampersands");
    return switch (kind) {
      case "winnerlook.replies" -> List.of(Map.of("polls", "first"), encrypted);
      case "winnerlook.reports" -> List.of(Map.of("polls", "first"));
      case "winnerlook.reports2" -> List.of(Map.of("polls", "second"), encrypted);
      case "winnerlook.send" -> List.of(Map.of(), encrypted);
      case "winic-asmx.replies" -> List.of(Map.of(), Map.of("replies-port", "001"));
      default -> List.of(Map.of());
    };
  }

  @ParameterizedTest(name = "{0} {3} {4}")
  @MethodSource("answers")
  void endAsTheTableStates(
      JsonObject row, Vendor vendor, String call, Binding binding, Map<String, String> values) {
    VendorClient client =
        clients.computeIfAbsent(
            List.of(vendor.name(), binding, values), key -> open(vendor, binding, values));
    Transport transport = request -> answer(row.getString("text"), vendor, binding, request);
    current = transport;
    assertThat(shown(call(client, call, transport)))
        .isEqualTo(row.containsKey("ambiguous") ? "unknown" : expected(row));
  }

  private VendorClient open(Vendor vendor, Binding binding, Map<String, String> values) {
    return vendor.open(
        new Access(URI.create("http://127.0.0.1:9"), binding, new Credentials("demo", "demo")),
        SettingValues.of(values),
        request -> current.exchange(request));
  }

  @AfterAll
  void close() {
    clients.values().forEach(VendorClient::close);
  }

  private static <T> String shown(Outcome<T> outcome) {
    return outcome.match(
        accepted -> "accepted " + count(accepted.value()),
        rejected -> "rejected " + rejected.code().code(),
        notSent -> "not sent",
        unknown -> "unknown");
  }

  private static String expected(JsonObject row) {
    JsonObject means = row.getJsonObject("means");
    JsonValue code = means.getOrDefault("code", JsonValue.NULL);
    String text = code.toString().replace("\"", "");
    return code == JsonValue.NULL || text.equals("0") || text.equals(SUCCESS)
        ? "accepted "
            + (means.containsKey("records") ? means.getJsonArray("records").size() + " read" : "")
        : "rejected " + text;
  }

  private static String count(Object value) {
    return value instanceof Records<?> records && records.broken().isEmpty()
        ? records.good().size() + " read"
        : value instanceof Records<?> ? "broken" : "";
  }

  private static Outcome<?> call(VendorClient client, String call, Transport transport) {
    PhoneNumber number = PhoneNumber.of("13800138000");
    return switch (call) {
      case "send" -> client.send(new VendorCall(List.of(number), "测试【驿站】"));
      case "balance" -> client.balance();
      case "account" -> client.account();
      case "password" -> client.changePassword("next");
      case "registered" ->
          client.register(
              new NewAccount(new Credentials("new", "new"), "", "公司", "联系人", "13800138000"));
      case "replies", "replies2" -> client.replies(transport);
      case "reports", "reports2" -> client.reports(transport);
      default -> throw new AssertionError("a call that nothing makes: " + call);
    };
  }

  /** The table's text as the vendor's server puts it on the wire. */
  private static Exchange answer(
      String text, Vendor vendor, Binding binding, VendorRequest request) {
    String result = text.contains("<string") ? StringElement.unwrap(text) : text;
    String body = text.contains("<string") ? text : StringElement.wrap(text);
    Charset charset = StandardCharsets.UTF_8;
    if (binding.isSoap()) {
      body = envelope(new String(request.body(), StandardCharsets.UTF_8), result);
    } else if (List.of("winic-http", "changlong", "linkws").contains(vendor.name())) {
      charset = Charset.forName("x-mswin-936");
      // A mark in UTF-8 before GB2312 is the decision of the charset, which has its own tests.
      body = result.replace("\uFEFF", "");
    }
    return new Exchange.Answered(
        new VendorResponse(200, "text/xml; charset=utf-8", body.getBytes(charset)));
  }

  private static String envelope(String request, String result) {
    Matcher operation = OPERATION.matcher(request);
    assertThat(operation.find()).as(request).isTrue();
    String namespace =
        request.contains("http://www.w3.org/2003/05/soap-envelope")
            ? "http://www.w3.org/2003/05/soap-envelope"
            : "http://schemas.xmlsoap.org/soap/envelope/";
    return """
        <s:Envelope xmlns:s="%1$s"><s:Body><%2$sResponse xmlns="http://tempuri.org/">\
        <%2$sResult>%3$s</%2$sResult></%2$sResponse></s:Body></s:Envelope>"""
        .formatted(namespace, operation.group(1), StringElement.escape(result));
  }

  static Stream<JsonObject> statuses() {
    return rows("status");
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void statusesSettleWhatTheTableStates(JsonObject row) {
    String status = row.getString("text");
    Report report = Report.of("1", "13800138000", status, Optional.empty(), Optional.empty());
    assertThat(report.verdict()).hasToString(row.getJsonObject("means").getString("verdict"));
    assertThat(report.status()).isEqualTo(status);
  }

  static Stream<JsonObject> pushes() {
    return rows("winnerlook.push");
  }

  @ParameterizedTest
  @MethodSource("pushes")
  void pushesMeanWhatTheTableStates(JsonObject row) {
    Push push =
        vendor("winnerlook")
            .pushReader()
            .orElseThrow()
            .read(row.getString("text").getBytes(StandardCharsets.UTF_8), "");
    assertThat(push.reports().broken()).isEmpty();
    assertThat(push.replies().broken()).isEmpty();
    assertThat(
            Json.createObjectBuilder()
                .add("reports", reports(push.reports().good()))
                .add("replies", replies(push.replies().good()))
                .build())
        .isEqualTo(row.getJsonObject("means"));
  }

  private static JsonArray reports(List<Report> reports) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (Report report : reports) {
      array.add(
          Json.createObjectBuilder()
              .add("id", report.vendorId())
              .add("number", report.number())
              .add("verdict", report.verdict().toString())
              .add("time", time(report.time())));
    }
    return array.build();
  }

  private static JsonArray replies(List<Reply> replies) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (Reply reply : replies) {
      array.add(
          Json.createObjectBuilder()
              .add("number", reply.number())
              .add("text", reply.text())
              .add("to", reply.to().orElse(""))
              .add("time", time(reply.time())));
    }
    return array.build();
  }

  /** Fractions as the table writes them: without zeros at their end. */
  private static JsonValue time(Optional<LocalDateTime> time) {
    return time.<JsonValue>map(
            at -> Json.createValue(TIME.format(at).replaceAll("\\.0+$|(?<=\\.\\d{1,6})0+$", "")))
        .orElse(JsonValue.NULL);
  }
}
