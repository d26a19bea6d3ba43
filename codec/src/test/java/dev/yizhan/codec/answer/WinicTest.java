package dev.yizhan.codec.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.StringElement;
import dev.yizhan.codec.Vectors;
import dev.yizhan.codec.code.Category;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinicCode;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WinicTest {

  private static Stream<JsonObject> answers(String kind) {
    return Vectors.objects("answers.jsonl").stream()
        .filter(vector -> vector.getString("answer").equals(kind));
  }

  static Stream<JsonObject> httpSends() {
    return answers("winic-http.send");
  }

  static Stream<JsonObject> httpBalances() {
    return answers("winic-http.balance");
  }

  static Stream<JsonObject> asmxSends() {
    return answers("winic-asmx.send");
  }

  static Stream<JsonObject> accounts() {
    return answers("winic-asmx.account");
  }

  private static Optional<String> text(JsonObject means, String name) {
    return means.get(name) == JsonValue.NULL
        ? Optional.empty()
        : Optional.of(means.getString(name, ""));
  }

  @ParameterizedTest
  @MethodSource("httpSends")
  void readsTheFiveFieldsOfTheHttpAnswer(JsonObject vector) {
    JsonObject means = vector.getJsonObject("means");
    Winic.HttpSend answer = Winic.HttpSend.parse(vector.getString("text"));
    assertThat(answer.code()).isEqualTo(means.getString("code"));
    assertThat(answer.accepted()).isEqualTo(means.getString("code").equals("000"));
    assertThat(answer.billed())
        .isEqualTo(
            means.isNull("sent") ? OptionalInt.empty() : OptionalInt.of(means.getInt("sent")));
    assertThat(answer.charge()).isEqualTo(text(means, "cost").map(BigDecimal::new));
    assertThat(answer.balance()).isEqualTo(text(means, "balance").map(BigDecimal::new));
    assertThat(answer.id()).isEqualTo(text(means, "id"));
    assertThat(answer.format()).isEqualTo(vector.getString("text"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "000",
        "001",
        "<html></html>",
        "000/Send:1/Consumption:.1/Tmoney:8.6",
        "000/Send:1/Consumption:.1/Tmoney:8.6/sid:01091051166433",
        "000/Send:x/Consumption:.1/Tmoney:8.6/sid:1",
        "000/Send:1/Consumption:1e9/Tmoney:8.6/sid:1",
        "000/Send:1/Consumption:.1/Tmoney:/sid:1",
        "000/Send:1/Consumption:.1/Tmoney:8.6/sid:1/",
      })
  void refusesEveryOtherHttpAnswer(String answer) {
    if (answer.endsWith("01091051166433")) {
      // Shorter ids have been observed: the form is complete.
      assertThat(Winic.HttpSend.parse(answer).accepted()).isTrue();
    } else {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> Winic.HttpSend.parse(answer));
    }
  }

  @ParameterizedTest
  @MethodSource("httpBalances")
  void readsTheBalance(JsonObject vector) {
    JsonObject means = vector.getJsonObject("means");
    Answer<BigDecimal> answer = Winic.balance(vector.getString("text"));
    Optional<String> balance =
        answer.match(
            given -> Optional.of(given.value().toPlainString()), refused -> Optional.empty());
    Optional<String> code =
        answer.match(given -> Optional.empty(), refused -> Optional.of(refused.code().code()));
    assertThat(balance).isEqualTo(text(means, "balance"));
    assertThat(code).isEqualTo(text(means, "code"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "8,6", "1e5", "<html>"})
  void refusesEveryOtherBalance(String answer) {
    assertThatExceptionOfType(CodecException.class).isThrownBy(() -> Winic.balance(answer));
  }

  @ParameterizedTest
  @MethodSource("asmxSends")
  void readsTheIdOfTheAsmxService(JsonObject vector) {
    JsonObject means = vector.getJsonObject("means");
    Answer<String> answer = Winic.asmxSend(StringElement.unwrap(vector.getString("text")));
    Optional<String> id =
        answer.match(given -> Optional.of(given.value()), refused -> Optional.empty());
    Optional<String> code =
        answer.match(given -> Optional.empty(), refused -> Optional.of(refused.code().code()));
    assertThat(id).isEqualTo(text(means, "id"));
    assertThat(code).isEqualTo(text(means, "code"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"000", "", "010612021801188", "<html>", "ok"})
  void refusesEveryOtherId(String answer) {
    assertThatExceptionOfType(CodecException.class).isThrownBy(() -> Winic.asmxSend(answer));
  }

  @ParameterizedTest
  @MethodSource("accounts")
  void readsTheAccount(JsonObject vector) {
    JsonObject means = vector.getJsonObject("means");
    String text = vector.getString("text");
    Answer<WinicAccount> answer =
        Winic.account(text.startsWith("<") ? StringElement.unwrap(text) : text);
    WinicAccount account = ((Answer.Given<WinicAccount>) answer).value();
    assertThat(account.user()).isEqualTo(means.getString("user"));
    assertThat(account.balance()).isEqualTo(means.getString("balance"));
    assertThat(account.prices().sms()).isEqualTo(means.getString("smsPrice"));
    assertThat(account.characters()).isEqualTo(means.getInt("characters"));
    assertThat(account.signature()).isEqualTo(means.getString("signature"));
    assertThat(account.prices().voice()).isEqualTo(means.getString("voicePrice"));
    assertThat(account.prices().fax()).isEqualTo(means.getString("faxPrice"));
    assertThat(account.prices().mms()).isEqualTo(means.getString("mmsPrice"));
    assertThat(account.agent()).isEqualTo(means.getString("agent"));
    assertThat(account.contact().company()).isEqualTo(means.getString("company", ""));
    assertThat(account.contact().person()).isEqualTo(means.getString("contact", ""));
    assertThat(account.contact().details()).isEqualTo(means.getString("contactDetails", ""));
    assertThat(text.strip()).contains(account.format());
  }

  @Test
  void readsASignatureWithASlash() {
    Answer<WinicAccount> answer = Winic.account("000/u/1/0.1/70/【a/b】/0.2/0.3/0.4/agent");
    assertThat(((Answer.Given<WinicAccount>) answer).value().signature()).isEqualTo("【a/b】");
  }

  @ParameterizedTest
  @CsvSource({"-01, BALANCE", "-03, AUTHENTICATION", "-110, BLOCKED", "-09, UNAVAILABLE"})
  void readsItsCodes(String code, Category category) {
    assertThat(ResultCode.of(WinicCode.class, code).code()).isEqualTo(code);
    assertThat(ResultCode.of(WinicCode.class, code).category()).isEqualTo(category);
    assertThat(ResultCode.of(WinicCode.class, code).chinese()).isNotEmpty();
  }

  @Test
  void keepsAnUnlistedCode() {
    assertThat(ResultCode.of(WinicCode.class, "-77")).isEqualTo(new ResultCode.Unlisted("-77"));
    assertThat(new ResultCode.Unlisted("-77").category()).isEqualTo(Category.OTHER);
  }
}
