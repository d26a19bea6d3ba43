package dev.yizhan.codec.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.StringElement;
import dev.yizhan.codec.Vectors;
import dev.yizhan.codec.code.ChanglongBalanceCode;
import dev.yizhan.codec.code.ChanglongPollCode;
import dev.yizhan.codec.code.ChanglongSendCode;
import dev.yizhan.codec.code.LinkWsBalanceCode;
import dev.yizhan.codec.code.LinkWsSendCode;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.codec.code.WinicRegisterCode;
import dev.yizhan.codec.code.WinnerlookCode;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads every answer in {@code answers.jsonl} and compares its fields with those that the file
 * states. The file holds every form that a source has seen: D the vendor's document, W a public
 * client, C a capture, I an inference. None is unreadable but those marked ambiguous, each with its
 * reason. Pushes and states are read by the module of the vendors.
 */
class AnswersTest {

  private static final Pattern SOURCE = Pattern.compile("[DWCI]: \\S.*");
  private static final Set<String> READ_BY_VENDORS = Set.of("winnerlook.push", "status");

  private static Stream<JsonObject> all() {
    return Vectors.objects("answers.jsonl").stream();
  }

  static Stream<JsonObject> answers() {
    return all()
        .filter(
            vector ->
                !vector.containsKey("ambiguous")
                    && !READ_BY_VENDORS.contains(vector.getString("answer")));
  }

  static Stream<JsonObject> ambiguous() {
    return all().filter(vector -> vector.containsKey("ambiguous"));
  }

  private static String plain(JsonObject vector) {
    String text = vector.getString("text");
    return text.contains("<string") ? StringElement.unwrap(text) : text;
  }

  @ParameterizedTest
  @MethodSource("answers")
  void meanWhatTheirSourceStates(JsonObject vector) {
    assertThat(read(vector.getString("answer"), plain(vector)))
        .isEqualTo(vector.getJsonObject("means"));
  }

  @ParameterizedTest
  @MethodSource("ambiguous")
  void areRefusedWhereTheyAreAmbiguous(JsonObject vector) {
    assertThat(vector.getString("ambiguous")).isNotBlank();
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> read(vector.getString("answer"), plain(vector)));
  }

  @Test
  void nameTheirSource() {
    assertThat(all().map(vector -> vector.getString("source"))).allMatch(SOURCE.asMatchPredicate());
  }

  static Stream<Arguments> tables() {
    return Stream.of(
        Arguments.of("winic-http.send", WinicCode.values()),
        Arguments.of("winic-http.balance", WinicCode.values()),
        Arguments.of("winic-asmx.send", WinicCode.values()),
        Arguments.of("winic-asmx.replies", WinicCode.values()),
        Arguments.of("winic-asmx.reports", WinicCode.values()),
        Arguments.of("winic-asmx.account", WinicCode.values()),
        Arguments.of("winic-asmx.password", WinicCode.values()),
        Arguments.of("winic-asmx.registered", WinicRegisterCode.values()),
        Arguments.of("changlong.send", ChanglongSendCode.values()),
        Arguments.of("changlong.reports", ChanglongPollCode.values()),
        Arguments.of("changlong.replies", ChanglongPollCode.values()),
        Arguments.of("changlong.balance", ChanglongBalanceCode.values()),
        Arguments.of("linkws.send", LinkWsSendCode.values()),
        Arguments.of("linkws.balance", LinkWsBalanceCode.values()),
        Arguments.of("winnerlook.send", WinnerlookCode.values()),
        Arguments.of("winnerlook.balance", WinnerlookCode.values()));
  }

  /** So that no code of a document is forgotten in the file. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void coverEveryCode(String kind, ResultCode[] table) {
    assertThat(
            answers()
                .filter(vector -> vector.getString("answer").equals(kind))
                .map(vector -> vector.getJsonObject("means").get("code"))
                .filter(code -> code != null && code != JsonValue.NULL)
                .map(code -> code instanceof JsonString text ? text.getString() : code.toString()))
        .containsAll(Arrays.stream(table).map(ResultCode::code).toList());
  }

  private static JsonObject read(String kind, String text) {
    return switch (kind) {
      case "winic-http.send" -> winicSend(Winic.HttpSend.parse(text));
      case "winic-http.balance" -> value(Winic.balance(text), "balance", AnswersTest::amount);
      case "winic-asmx.send" -> value(Winic.asmxSend(text), "id", AnswersTest::string);
      case "winic-asmx.replies" -> textRecords(WinicInbox.replies(text), AnswersTest::winicReply);
      case "winic-asmx.reports" -> textRecords(WinicInbox.reports(text), AnswersTest::winicReport);
      case "winic-asmx.account" -> account(Winic.account(text));
      case "winic-asmx.registered" -> done(Winic.registered(text));
      case "winic-asmx.password" -> done(Winic.passwordChanged(text));
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
          textRecords(
              WinnerlookInbox.replies(text), (out, reply) -> winnerlookReply(out, reply, false));
      case "winnerlook.replies2" ->
          textRecords(
              WinnerlookInbox.replies2(text), (out, reply) -> winnerlookReply(out, reply, true));
      case "winnerlook.reports" ->
          textRecords(
              WinnerlookInbox.reports(text), (out, report) -> winnerlookReport(out, report, false));
      case "winnerlook.reports2" ->
          textRecords(
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
    String seconds = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").format(time);
    String micros = DateTimeFormatter.ofPattern(".SSSSSS").format(time).replaceAll("\\.?0+$", "");
    return Json.createValue(seconds + micros);
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

  /** With a code as text. */
  private static <T> JsonObject textRecords(
      Answer<Records<T>> answer, BiConsumer<JsonObjectBuilder, T> form) {
    return answer.match(given -> records(given.value(), form), AnswersTest::code);
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
    return answer.match(given -> account(given.value()), AnswersTest::code);
  }

  private static JsonObject done(Answer<Winic.Done> answer) {
    return answer.match(
        given -> Json.createObjectBuilder().add("code", "000").build(), AnswersTest::code);
  }

  private static JsonObject code(Answer.Refused<?> refused) {
    return Json.createObjectBuilder().add("code", refused.code().code()).build();
  }

  private static JsonObject account(WinicAccount account) {
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
