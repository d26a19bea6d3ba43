package dev.yizhan.codec.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.code.Category;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinicCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WinicTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000/Send:1/Consumption:.1/Tmoney:8.6/sid:0109105116643368",
        "000/Send:2/Consumption:0/Tmoney:-.2/sid:1",
        "-01/Send:1/Consumption:.1/Tmoney:0/sid:",
        "-110"
      })
  void writesTheHttpAnswerAsTheVendorDoes(String answer) {
    assertThat(Winic.HttpSend.parse(answer).format()).isEqualTo(answer);
    assertThat(Winic.HttpSend.parse(answer).accepted()).isEqualTo(answer.startsWith("000"));
  }

  @Test
  void writesZeroForAnAmountThatCouldNotBeRead() {
    assertThat(Winic.HttpSend.parse("000/Send:x/Consumption:y/Tmoney:z/sid:1").format())
        .isEqualTo("000/Send:0/Consumption:0/Tmoney:0/sid:1");
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
        "000/Send:1/Consumption:.1/Tmoney:8.6/sid:x",
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
  @ValueSource(strings = {"", "null", "8,6", "1e", "1e100", "1E999999999", "--1", "<html>"})
  void refusesEveryOtherBalance(String answer) {
    assertThatExceptionOfType(CodecException.class).isThrownBy(() -> Winic.balance(answer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"000", "", "010612021801188", "<html>", "ok"})
  void refusesEveryOtherId(String answer) {
    assertThatExceptionOfType(CodecException.class).isThrownBy(() -> Winic.asmxSend(answer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000/u/2.3000/0.1000/63/【签名】/0.2000/0.3000/0.3000/winic",
        "000/u/-2.3/0.1/63/【签名】/0.2/0.3/0.3/winic/公司/联系人/13800138000"
      })
  void writesAnAccountAsTheVendorDoes(String answer) {
    assertThat(((Answer.Given<WinicAccount>) Winic.account(answer)).value().format())
        .isEqualTo(answer);
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
