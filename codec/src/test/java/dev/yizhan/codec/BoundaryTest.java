package dev.yizhan.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Changlong;
import dev.yizhan.codec.answer.ChanglongInbox;
import dev.yizhan.codec.answer.LinkWs;
import dev.yizhan.codec.answer.Records;
import dev.yizhan.codec.answer.Winic;
import dev.yizhan.codec.answer.WinicAccount;
import dev.yizhan.codec.answer.WinicInbox;
import dev.yizhan.codec.answer.Winnerlook;
import dev.yizhan.codec.answer.WinnerlookInbox;
import dev.yizhan.codec.code.ChanglongSendCode;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.codec.code.WinicRegisterCode;
import dev.yizhan.codec.code.WinnerlookCode;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Boundaries that mutation testing found untested: first and last indexes, one less, one more. */
class BoundaryTest {

  private static final LocalDateTime TIME = LocalDateTime.of(2015, 10, 8, 6, 8, 5);

  private static <T> Records<T> list(Answer<Records<T>> answer) {
    return ((Answer.Given<Records<T>>) answer).value();
  }

  private static void assertIndex(ThrowingCallable call, int index) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.index()).isEqualTo(index));
  }

  @Test
  void refusesAnAmpersandAtTheFirstIndexToo() {
    assertIndex(() -> SubmitInfo.refusingAmpersands("&1"), 0);
    SubmitInfo info = SubmitInfo.refusingAmpersands("123");
    assertIndex(() -> info.send("13800138000", "&Channel=9", "101", "0"), 0);
    assertIndex(() -> info.decrypt("9Ex0"), 2);
  }

  @Test
  void endsTheListAtTheAnnouncedNumberOfReplies() {
    String three = "1;13800138000;a|2;13900139000;b|3;13700137000;c";
    assertThat(list(ChanglongInbox.replies("2|" + three)).good())
        .containsExactly(
            new ChanglongInbox.Reply("1", "13800138000", "a"),
            new ChanglongInbox.Reply("2", "13900139000", "b|3;13700137000;c"));
    assertThat(list(ChanglongInbox.replies("0|" + three)).good()).hasSize(3);
    assertThat(list(ChanglongInbox.replies("1|junk")).broken())
        .containsExactly(new Records.Broken<>("junk", 2));
    assertThat(list(ChanglongInbox.replies("1|133")).broken()).hasSize(1);
    assertThat(list(ChanglongInbox.replies("1|133;13800138000")).broken()).hasSize(1);
    assertThat(list(ChanglongInbox.replies("1|\n133;+8613800138000;hi")).good())
        .containsExactly(new ChanglongInbox.Reply("133", "+8613800138000", "hi"));
  }

  @Test
  void readsNoRecordWithAMissingField() {
    assertThat(list(WinicInbox.replies("13800138000/1/2015-10-8 6:08:05|")).broken()).hasSize(1);
    assertThat(list(WinicInbox.reports("1/acc/13800138000/2015-10-8 6:08:05|")).broken())
        .hasSize(1);
    assertThat(list(WinnerlookInbox.replies("13800138000|,|2015-10-8 6:08:05|,|a|;|")).broken())
        .hasSize(1);
  }

  @Test
  void acceptsALeadingSeparatorAndALastRecordWithoutOne() {
    assertThat(list(WinicInbox.replies("|13800138000/a/1/2015-10-8 6:08:05")).items())
        .containsExactly(new Records.Good<>(new WinicInbox.Reply("13800138000", "a", "1", TIME)));
    assertThat(list(WinicInbox.replies("13800138000/a/1/2015-1-1 1:1:1")).good())
        .containsExactly(
            new WinicInbox.Reply("13800138000", "a", "1", LocalDateTime.of(2015, 1, 1, 1, 1, 1)));
    assertThat(list(WinicInbox.replies("+8613800138000/a/1/1000-10-08 06:08:05|")).good())
        .hasSize(1);
  }

  @Test
  void readsAnswersWithoutData() {
    assertThat(Winic.registered(" 000 ")).isEqualTo(new Answer.Given<>(Winic.Done.DONE));
    assertThat(Winic.registered("-02"))
        .isEqualTo(new Answer.Refused<>(WinicRegisterCode.ACCOUNT_EXISTS));
    assertThat(Winic.passwordChanged("000")).isEqualTo(new Answer.Given<>(Winic.Done.DONE));
    assertThat(Winic.passwordChanged("-02"))
        .isEqualTo(new Answer.Refused<>(WinicCode.NO_SUCH_ACCOUNT));
    assertIndex(() -> Winic.passwordChanged(" x"), 1);
    assertThat(Winic.account("-02")).isEqualTo(new Answer.Refused<>(WinicCode.NO_SUCH_ACCOUNT));
  }

  @Test
  void countsAnErrorsIndexFromTheStartOfTheAnswer() {
    assertIndex(() -> Winic.balance("  x"), 2);
    assertIndex(() -> Winic.balance("\uFEFF 1E999999999"), 2);
    assertIndex(() -> Winic.HttpSend.parse("  000/Send:1/Consumption:1/Tmoney:1/sid:x"), 2);
    assertIndex(() -> Winic.account("  000/u/1-/1/70/s/1/1/1/a"), 8);
    assertIndex(() -> LinkWs.send(" x"), 1);
    assertIndex(() -> Changlong.send(" x"), 1);
    assertIndex(() -> Winnerlook.send(" x"), 1);
  }

  @Test
  void readsIndividualTextsToTheirEnd() {
    IndividualTexts dialect = IndividualTexts.of("|~|", "|-|");
    assertIndex(() -> dialect.read("1|~|a|-|"), 8);
    assertIndex(() -> dialect.read("|-|1|~|a"), 0);
    assertThat(dialect.read("|~|a")).containsExactly(new IndividualTexts.Message("", "a"));
    assertIndex(() -> dialect.write(List.of(new IndividualTexts.Message("138|~|", "x"))), 3);
  }

  @Test
  void readsABlankWordAsNone() {
    assertThat(Changlong.send("-3|"))
        .isEqualTo(new Answer.Refused<>(ChanglongSendCode.FORBIDDEN_WORD));
    assertThat(Winnerlook.send("-6:"))
        .isEqualTo(new Answer.Refused<>(WinnerlookCode.FORBIDDEN_WORD));
    assertThat(LinkWs.send("123")).isEqualTo(new Answer.Given<>("123"));
    Answer<BigDecimal> refused =
        new Answer.Refused<String>(ChanglongSendCode.FORBIDDEN_WORD, Optional.of("发票"))
            .map(BigDecimal::new);
    assertThat(((Answer.Refused<BigDecimal>) refused).word()).contains("发票");
  }

  @Test
  void decodesFormsAtTheirBoundaries() {
    assertThat(FormEncoding.UTF_8.parameters("=v")).containsExactly(new Parameter("", "v"));
    assertIndex(() -> FormEncoding.UTF_8.decode("\u0080"), 0);
    assertThat(FormEncoding.UTF_8.encode("\u0800\u07FF")).isEqualTo("%E0%A0%80%DF%BF");
    assertThat(FormEncoding.UTF_8.losses("\uD800a\uDFFF")).hasSize(2);
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> FormEncoding.UTF_8.encode("\uD800"))
        .withMessageContaining("UTF-8");
    assertThat(new SegmentLength(1, 1).segments("ab")).isEqualTo(2);
    assertThat(Recipients.chunks(List.of(1, 2), 1)).hasSize(2);
    assertThat(StringElement.wrap("\u0001\n\t ")).endsWith(">&#x1;\n\t </string>");
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> StringElement.unwrap("<string>&#６５;</string>"));
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> StringElement.unwrap("<string>&#a;</string>"));
  }

  static Stream<Arguments> shownValues() {
    return Stream.of(
        Arguments.of(new ChanglongInbox.Report("64", "13800138000", 20), "Report[64, 20]"),
        Arguments.of(new ChanglongInbox.Reply("133", "13800138000", "x"), "Reply[133]"),
        Arguments.of(
            new WinicInbox.Reply("13800138000", "x", "1", TIME), "Reply[2015-10-08T06:08:05]"),
        Arguments.of(
            new WinicInbox.Report("01", "acc", "13800138000", "DELIVRD", TIME),
            "Report[01, DELIVRD]"),
        Arguments.of(
            new WinnerlookInbox.Reply("13800138000", "x", TIME, Optional.empty(), Optional.empty()),
            "Reply[2015-10-08T06:08:05]"),
        Arguments.of(
            new WinnerlookInbox.Report(
                "23", "13800138000", "DELIVRD", Optional.empty(), Optional.empty()),
            "Report[23, DELIVRD]"),
        Arguments.of(new Records.Broken<>("13800138000", 7), "Broken[at 7]"),
        Arguments.of(new IndividualTexts.Message("13800138000", "x"), "Message"),
        Arguments.of(new Parameter("pwd", "secret"), "pwd=…"),
        Arguments.of(Recipients.of(List.of("13800138000")), "1 numbers, 0 refused, 0 duplicates"),
        Arguments.of(
            ((Answer.Given<WinicAccount>) Winic.account("000/u/1/1/70/s/1/1/1/a")).value(),
            "WinicAccount"));
  }

  @ParameterizedTest
  @MethodSource("shownValues")
  void showsNothingPrivate(Object value, String text) {
    assertThat(value).hasToString(text);
  }

  @Test
  void escapesEachByteAsSpecified() {
    for (int b = 0; b < 0x80; b++) {
      boolean stays = "-_.*".indexOf(b) >= 0 || Character.isLetterOrDigit(b);
      assertThat(FormBytes.isUnescaped(b)).as("byte %d", b).isEqualTo(stays);
    }
    assertThat(FormBytes.packed('A')).isEqualTo('A' | 1L << 56);
    assertThat(FormBytes.packed(' ')).isEqualTo('+' | 1L << 56);
    assertThat(FormBytes.packed(0xE9, 'F')).isEqualTo(0x0400_0000_4639_4525L);
  }
}
