package dev.yizhan.codec.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResultCodesTest {

  private static Arguments table(ResultCode[] table, Function<String, ResultCode> find) {
    return Arguments.of(table[0].getClass().getSimpleName(), List.of(table), find);
  }

  static Stream<Arguments> tables() {
    return Stream.of(
        table(WinicCode.values(), code -> ResultCode.of(WinicCode.class, code)),
        table(WinicRegisterCode.values(), code -> ResultCode.of(WinicRegisterCode.class, code)),
        table(ChanglongSendCode.values(), code -> ResultCode.of(ChanglongSendCode.class, code)),
        table(ChanglongPollCode.values(), code -> ResultCode.of(ChanglongPollCode.class, code)),
        table(
            ChanglongBalanceCode.values(), code -> ResultCode.of(ChanglongBalanceCode.class, code)),
        table(LinkWsSendCode.values(), code -> ResultCode.of(LinkWsSendCode.class, code)),
        table(LinkWsBalanceCode.values(), code -> ResultCode.of(LinkWsBalanceCode.class, code)),
        table(LinkWsDomesticCode.values(), code -> ResultCode.of(LinkWsDomesticCode.class, code)),
        table(WinnerlookCode.values(), code -> ResultCode.of(WinnerlookCode.class, code)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void haveEachCodeOnceWithBothMeanings(
      String name, List<ResultCode> table, Function<String, ResultCode> find) {
    Set<String> codes = new HashSet<>();
    for (ResultCode code : table) {
      assertThat(codes.add(code.code())).as(code.code()).isTrue();
      assertThat(code.code()).matches("-\\d{1,3}");
      assertThat(code.chinese()).isNotBlank();
      assertThat(code.english()).isNotBlank().doesNotEndWith(".");
      assertThat(find.apply(code.code())).isSameAs(code);
    }
    assertThat(find.apply("-999")).isEqualTo(new ResultCode.Unlisted("-999"));
  }

  /** Documents 3 to 5: the same code has another meaning in another call. */
  @Test
  void areReadInTheTableOfTheCall() {
    assertThat(ResultCode.of(ChanglongSendCode.class, "-3"))
        .isEqualTo(ChanglongSendCode.FORBIDDEN_WORD);
    assertThat(ResultCode.of(ChanglongPollCode.class, "-3")).isEqualTo(ChanglongPollCode.BUSY);
    assertThat(ResultCode.of(ChanglongSendCode.class, "-1").category())
        .isEqualTo(Category.RECIPIENT);
    assertThat(ResultCode.of(ChanglongPollCode.class, "-1").category())
        .isEqualTo(Category.AUTHENTICATION);
    assertThat(ResultCode.of(WinicCode.class, "-01")).isEqualTo(WinicCode.BALANCE_TOO_LOW);
    assertThat(ResultCode.of(WinicRegisterCode.class, "-01"))
        .isEqualTo(WinicRegisterCode.NO_SUCH_AGENT);
    assertThat(ResultCode.of(LinkWsBalanceCode.class, "-101"))
        .isEqualTo(LinkWsBalanceCode.TOO_FAST);
    assertThat(ResultCode.of(LinkWsSendCode.class, "-101")).isInstanceOf(ResultCode.Unlisted.class);
  }

  /** Document 5, table 3, all rows. */
  @Test
  void containTheWholeTableOfDocument5() {
    assertThat(Arrays.stream(WinnerlookCode.values()).map(WinnerlookCode::code))
        .contains(
            "-1", "-3", "-4", "-5", "-7", "-8", "-9", "-10", "-11", "-12", "-16", "-17", "-18",
            "-19", "-20", "-23", "-24", "-25", "-26", "-27", "-28", "-41", "-44", "-46", "-47",
            "-48", "-51", "-54");
  }

  @Test
  void stateWhetherACallMaySucceedLater() {
    assertThat(WinnerlookCode.TOO_FAST.retryable()).isTrue();
    assertThat(ChanglongSendCode.BUSY.retryable()).isTrue();
    assertThat(WinicCode.BALANCE_TOO_LOW.retryable()).isFalse();
    assertThat(new ResultCode.Unlisted("-77").retryable()).isFalse();
  }
}
