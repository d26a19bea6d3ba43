package dev.yizhan.codec.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.StringElement;
import dev.yizhan.codec.Vectors;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads every answer in {@code answers.jsonl} and compares its fields with those that the file
 * states.
 */
class AnswersTest {

  static Stream<JsonObject> answers() {
    return Vectors.objects("answers.jsonl").stream();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void meanWhatTheirSourceStates(JsonObject vector) {
    String text = vector.getString("text");
    String plain = text.stripLeading().startsWith("<") ? StringElement.unwrap(text) : text;
    assertThat(read(vector.getString("answer"), plain)).isEqualTo(vector.getJsonObject("means"));
  }

  private static JsonObject read(String kind, String text) {
    return switch (kind) {
      case "winic-http.send" -> winicSend(Winic.HttpSend.parse(text));
      case "winic-http.balance" -> value(Winic.balance(text), "balance", AnswersTest::amount);
      case "winic-asmx.send" -> value(Winic.asmxSend(text), "id", AnswersTest::string);
      case "winic-asmx.replies" -> records(WinicInbox.replies(text), AnswersTest::winicReply);
      case "winic-asmx.reports" -> records(WinicInbox.reports(text), AnswersTest::winicReport);
      case "winic-asmx.account" -> account(Winic.account(text));
      case "changlong.send" -> changlongSend(Changlong.send(text));
      case "changlong.reports" ->
          records(ChanglongInbox.reports(text), AnswersTest::changlongReport);
      case "changlong.replies" ->
          records(ChanglongInbox.replies(text), AnswersTest::changlongReply);
      case "changlong.balance" ->
          number(Changlong.balance(text), code -> Json.createValue(Integer.parseInt(code)));
      case "linkws.send" -> linkWsSend(LinkWs.send(text));
      case "linkws.balance" -> number(LinkWs.balance(text), Json::createValue);
      case "winnerlook.send" -> winnerlookSend(Winnerlook.send(text));
      case "winnerlook.balance" -> value(Winnerlook.balance(text), "balance", AnswersTest::amount);
      case "winnerlook.replies" ->
          records(
              WinnerlookInbox.replies(text), (out, reply) -> winnerlookReply(out, reply, false));
      case "winnerlook.replies2" ->
          records(
              WinnerlookInbox.replies2(text), (out, reply) -> winnerlookReply(out, reply, true));
      case "winnerlook.reports" ->
          records(
              WinnerlookInbox.reports(text), (out, report) -> winnerlookReport(out, report, false));
      case "winnerlook.reports2" ->
          records(
              WinnerlookInbox.reports2(text), (out, report) -> winnerlookReport(out, report, true));
      default -> throw new AssertionError("an answer that nothing reads: " + kind);
    };
  }

  private static JsonValue string(String text) {
    return Json.createValue(text);
  }

  private static JsonValue amount(BigDecimal amount) {
    return Json.createValue(amount.toPlainString());
  }

  private static JsonValue orNull(Optional<String> text) {
    return text.map(AnswersTest::string).orElse(JsonValue.NULL);
  }

  private static JsonValue time(LocalDateTime time) {
    return Json.createValue(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").format(time));
  }

  /** A result and a code, one of them null. */
  private static <T> JsonObject value(
      Answer<T> answer, String name, java.util.function.Function<T, JsonValue> form) {
    return answer.match(
        given ->
            Json.createObjectBuilder().add(name, form.apply(given.value())).addNull("code").build(),
        refused ->
            Json.createObjectBuilder().addNull(name).add("code", refused.code().code()).build());
  }

  private static JsonObject number(
      Answer<BigDecimal> answer, java.util.function.Function<String, JsonValue> code) {
    return answer.match(
        given ->
            Json.createObjectBuilder()
                .add("balance", given.value().intValueExact())
                .addNull("code")
                .build(),
        refused ->
            Json.createObjectBuilder()
                .addNull("balance")
                .add("code", code.apply(refused.code().code()))
                .build());
  }

  private static <T> JsonObject records(
      Answer<Records<T>> answer, BiConsumer<JsonObjectBuilder, T> form) {
    return answer.match(
        given -> records(given.value(), form),
        refused ->
            Json.createObjectBuilder()
                .add("code", Integer.parseInt(refused.code().code()))
                .build());
  }

  private static <T> JsonObject records(Records<T> list, BiConsumer<JsonObjectBuilder, T> form) {
    assertThat(list.broken()).isEmpty();
    list.announced().ifPresent(announced -> assertThat(list.good()).hasSize(announced));
    JsonArrayBuilder records = Json.createArrayBuilder();
    for (T good : list.good()) {
      JsonObjectBuilder record = Json.createObjectBuilder();
      form.accept(record, good);
      records.add(record);
    }
    return Json.createObjectBuilder().add("records", records).build();
  }

  private static JsonObject winicSend(Winic.HttpSend answer) {
    return Json.createObjectBuilder()
        .add("code", answer.code())
        .add(
            "sent",
            answer.billed().isPresent()
                ? Json.createValue(answer.billed().getAsInt())
                : JsonValue.NULL)
        .add("cost", answer.charge().map(AnswersTest::amount).orElse(JsonValue.NULL))
        .add("balance", answer.balance().map(AnswersTest::amount).orElse(JsonValue.NULL))
        .add("id", orNull(answer.id()))
        .build();
  }

  private static void winicReply(JsonObjectBuilder out, WinicInbox.Reply reply) {
    out.add("mobile", reply.mobile())
        .add("content", reply.content())
        .add("port", reply.port())
        .add("time", time(reply.time()));
  }

  private static void winicReport(JsonObjectBuilder out, WinicInbox.Report report) {
    out.add("id", report.id())
        .add("account", report.account())
        .add("mobile", report.mobile())
        .add("status", report.status())
        .add("time", time(report.time()));
  }

  private static JsonObject account(Answer<WinicAccount> answer) {
    WinicAccount account = ((Answer.Given<WinicAccount>) answer).value();
    JsonObjectBuilder out =
        Json.createObjectBuilder()
            .add("code", "000")
            .add("user", account.user())
            .add("balance", amount(account.balance()))
            .add("smsPrice", amount(account.prices().sms()))
            .add("characters", account.characters())
            .add("signature", account.signature())
            .add("voicePrice", amount(account.prices().voice()))
            .add("faxPrice", amount(account.prices().fax()))
            .add("mmsPrice", amount(account.prices().mms()))
            .add("agent", account.agent());
    if (!account.contact().company().isEmpty()) {
      out.add("company", account.contact().company())
          .add("contact", account.contact().person())
          .add("contactDetails", account.contact().details());
    }
    return out.build();
  }

  private static JsonObject changlongSend(Answer<Changlong.Sent> answer) {
    return answer.match(
        given ->
            Json.createObjectBuilder()
                .add("code", 0)
                .add("accepted", given.value().accepted())
                .add("failed", given.value().failed())
                .add("ids", Json.createArrayBuilder(given.value().ids()))
                .build(),
        refused -> {
          JsonObjectBuilder out = Json.createObjectBuilder();
          out.add("code", Integer.parseInt(refused.code().code()));
          refused.word().ifPresent(word -> out.add("word", word));
          return out.build();
        });
  }

  private static void changlongReport(JsonObjectBuilder out, ChanglongInbox.Report report) {
    out.add("batch", report.batch()).add("phone", report.phone()).add("value", report.value());
  }

  private static void changlongReply(JsonObjectBuilder out, ChanglongInbox.Reply reply) {
    out.add("id", reply.id()).add("phone", reply.phone()).add("content", reply.content());
  }

  private static JsonObject linkWsSend(Answer<String> answer) {
    return answer.match(
        given -> Json.createObjectBuilder().add("accepted", true).addNull("code").build(),
        refused ->
            Json.createObjectBuilder()
                .add("accepted", false)
                .add("code", refused.code().code())
                .build());
  }

  private static JsonObject winnerlookSend(Answer<String> answer) {
    JsonObject out = value(answer, "id", AnswersTest::string);
    return answer instanceof Answer.Refused<String> refused && refused.word().isPresent()
        ? Json.createObjectBuilder(out).add("word", refused.word().get()).build()
        : out;
  }

  private static void winnerlookReply(
      JsonObjectBuilder out, WinnerlookInbox.Reply reply, boolean withSender) {
    out.add("phone", reply.phone()).add("content", reply.content()).add("time", time(reply.time()));
    if (withSender) {
      out.add("sender", orNull(reply.sender()));
    }
    out.add("customId", orNull(reply.customId()));
  }

  private static void winnerlookReport(
      JsonObjectBuilder out, WinnerlookInbox.Report report, boolean withTime) {
    out.add("batch", report.batch()).add("phone", report.phone());
    if (withTime) {
      out.add("time", time(report.time().orElseThrow()));
    }
    out.add("status", report.status()).add("customId", orNull(report.customId()));
  }
}
