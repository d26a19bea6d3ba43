package dev.yizhan.codec.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.StringElement;
import dev.yizhan.codec.answer.LinkWsDomesticInbox.Reply;
import dev.yizhan.codec.answer.LinkWsDomesticInbox.Report;
import dev.yizhan.codec.code.LinkWsDomesticCode;
import dev.yizhan.codec.code.ResultCode;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LinkWS's domestic interface (vendor-rules §8, source W). */
class LinkWsDomesticTest {

  private static final LocalDateTime TIME = LocalDateTime.of(2016, 10, 13, 13, 51, 8);

  private static <T> T given(Answer<T> answer) {
    return answer.match(
        Answer.Given::value,
        refused -> {
          throw new AssertionError(refused);
        });
  }

  private static <T> List<T> records(Answer<Records<T>> answer) {
    Records<T> records = given(answer);
    assertThat(records.broken()).isEmpty();
    return records.good();
  }

  private static ResultCode code(Answer<?> answer) {
    return answer.match(
        given -> {
          throw new AssertionError("not refused");
        },
        Answer.Refused::code);
  }

  @Nested
  class BatchSend2 {

    @Test
    void isAcceptedWithAnIntegerAboveZero() {
      assertThat(given(LinkWsDomestic.send("1"))).isEqualTo("1");
      assertThat(given(LinkWsDomestic.send(" 20160912152435\r\n"))).isEqualTo("20160912152435");
      assertThat(
              given(
                  LinkWsDomestic.send(
                      StringElement.unwrap(
                          "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n"
                              + "<int xmlns=\"http://tempuri.org/\">8</int>"))))
          .isEqualTo("8");
    }

    @Test
    void isRejectedWithACode() {
      assertThat(code(LinkWsDomestic.send("-104"))).isEqualTo(LinkWsDomesticCode.FORBIDDEN_WORD);
      assertThat(code(LinkWsDomestic.send("-8"))).isEqualTo(LinkWsDomesticCode.TEXT_LENGTH);
      assertThat(code(LinkWsDomestic.send("–3"))).isEqualTo(LinkWsDomesticCode.LOGIN_FAILED);
      assertThat(code(LinkWsDomestic.send("-77"))).isEqualTo(new ResultCode.Unlisted("-77"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "", "ok", "1 2", "+1", "1.0", "-", "-12345", "<html>1"})
    void isUnknownWithAnythingElse(String answer) {
      assertThatExceptionOfType(CodecException.class).isThrownBy(() -> LinkWsDomestic.send(answer));
    }
  }

  @Nested
  class SelSum {

    @Test
    void isABalanceOrACode() {
      assertThat(given(LinkWsDomestic.balance("0"))).isEqualTo(BigDecimal.ZERO);
      assertThat(given(LinkWsDomestic.balance(" 12345 "))).isEqualTo(new BigDecimal("12345"));
      assertThat(code(LinkWsDomestic.balance("-101"))).isEqualTo(LinkWsDomesticCode.TOO_FAST);
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> LinkWsDomestic.balance("<html>"));
    }
  }

  @Nested
  class Get {

    @Test
    void readsRecordsBetweenPairsOfBars() {
      assertThat(
              records(
                  LinkWsDomesticInbox.replies(
                      "||13800138000#收到#2016-10-13 13:51:08#01"
                          + "||13900139000#好的#2016-10-13 13:51:08#||")))
          .containsExactly(
              new Reply("13800138000", "收到", TIME, "01"), new Reply("13900139000", "好的", TIME, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2016-10-13 13:51:08", "2016/10/13 13:51:08", "2016-10-13 13:51:8"})
    void readsTheTimesOfAServersRegionalSettings(String time) {
      assertThat(records(LinkWsDomesticInbox.replies("||13800138000#好#" + time + "#1||")))
          .containsExactly(new Reply("13800138000", "好", TIME, "1"));
    }

    @Test
    void readsTextsThatContainTheSeparators() {
      for (String text :
          List.of("a#b", "#", "##1", "a|b", "|", "||", "a||13700137000#b", "|||#||", " ", "")) {
        String answer =
            "||13800138000#"
                + text
                + "#2016-10-13 13:51:08#1||13900139000#好#2016-10-13 13:51:08#||";
        assertThat(records(LinkWsDomesticInbox.replies(answer)))
            .as(text)
            .containsExactly(
                new Reply("13800138000", text, TIME, "1"), new Reply("13900139000", "好", TIME, ""));
      }
    }

    @Test
    void readsRecordsWithoutBarsAroundThemOrWithMoreOfThem() {
      String one = "13800138000#好#2016-10-13 13:51:08#1";
      for (String answer : List.of(one, "||" + one, one + "||", "||||" + one + "||\r\n")) {
        assertThat(records(LinkWsDomesticInbox.replies(answer))).as(answer).hasSize(1);
      }
    }

    @Test
    void keepsABrokenRecordAndReadsTheOthers() {
      Records<Reply> read =
          given(
              LinkWsDomesticInbox.replies(
                  "||garbage||13800138000#好#2016-10-13 13:51:08#1||13900139000#好#2016-13-13||"));
      assertThat(read.good()).containsExactly(new Reply("13800138000", "好", TIME, "1"));
      assertThat(read.broken())
          .extracting(Records.Broken::raw)
          .containsExactly("garbage", "13900139000#好#2016-13-13||");
    }

    @Test
    void isEmptyOrACode() {
      assertThat(records(LinkWsDomesticInbox.replies(""))).isEmpty();
      assertThat(records(LinkWsDomesticInbox.replies("\r\n"))).isEmpty();
      assertThat(code(LinkWsDomesticInbox.replies("-101"))).isEqualTo(LinkWsDomesticCode.TOO_FAST);
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> LinkWsDomesticInbox.replies("<html>a#b</html>"));
    }

    @Test
    void readsWhatItWrites() {
      List<Reply> replies =
          List.of(
              new Reply("13800138000", "a#b||c", TIME, "01"),
              new Reply("13900139000", "", TIME, ""));
      assertThat(LinkWsDomesticInbox.formatReplies(replies))
          .isEqualTo(
              "||13800138000#a#b||c#2016-10-13 13:51:08#01||13900139000##2016-10-13 13:51:08#||");
      assertThat(records(LinkWsDomesticInbox.replies(LinkWsDomesticInbox.formatReplies(replies))))
          .isEqualTo(replies);
      assertThat(LinkWsDomesticInbox.formatReplies(List.of())).isEmpty();
    }

    @Test
    void showsNeitherNumberNorText() {
      assertThat(new Reply("13800138000", "秘密", TIME, "1")).hasToString("Reply[" + TIME + "]");
    }
  }

  @Nested
  class GetReportSms {

    private static final String ONE =
        "8$$$$$13800138000$$$$$2016-10-13 13:51:08$$$$$1$$$$$DELIVRD$$$$$2016/10/13 13:51:08";

    @Test
    void readsSixFields() {
      Report report =
          new Report("8", "13800138000", Optional.of(TIME), "1", "DELIVRD", Optional.of(TIME));
      for (String answer : List.of(ONE, ONE + "|||", ONE + "|||\r\n", "|||" + ONE + "||||||")) {
        assertThat(records(LinkWsDomesticInbox.reports(answer))).containsExactly(report);
      }
      assertThat(records(LinkWsDomesticInbox.reports(ONE + "|||" + ONE)))
          .containsExactly(report, report);
    }

    @Test
    void readsBlankTimesAndAnyStatus() {
      assertThat(
              records(
                  LinkWsDomesticInbox.reports(
                      "8$$$$$13800138000$$$$$$$$$$$$$$$Error:$4|1$$$$$ |||")))
          .containsExactly(
              new Report("8", "13800138000", Optional.empty(), "", "Error:$4|1", Optional.empty()));
    }

    @Test
    void keepsABrokenRecordAndReadsTheOthers() {
      for (String broken :
          List.of(
              "8$$$$$13800138000$$$$$2016-10-13 13:51:08$$$$$1$$$$$DELIVRD",
              ONE + "$$$$$",
              ONE.replace("8$$$$$138", "x$$$$$138"),
              ONE.replace("13800138000", "1"),
              ONE.replace("2016/10", "2016/13"))) {
        Records<Report> read = given(LinkWsDomesticInbox.reports(broken + "|||" + ONE + "|||"));
        assertThat(read.good()).as(broken).hasSize(1);
        assertThat(read.broken()).extracting(Records.Broken::raw).containsExactly(broken);
      }
    }

    @Test
    void isEmptyOrACode() {
      assertThat(records(LinkWsDomesticInbox.reports(""))).isEmpty();
      assertThat(code(LinkWsDomesticInbox.reports("-3")))
          .isEqualTo(LinkWsDomesticCode.LOGIN_FAILED);
    }

    @Test
    void readsWhatItWrites() {
      List<Report> reports =
          List.of(
              new Report("8", "13800138000", Optional.of(TIME), "1", "DELIVRD", Optional.of(TIME)),
              new Report("9", "13900139000", Optional.empty(), "1", "UNDELIV", Optional.empty()));
      assertThat(LinkWsDomesticInbox.formatReports(reports))
          .isEqualTo(
              "8$$$$$13800138000$$$$$2016-10-13 13:51:08$$$$$1$$$$$DELIVRD$$$$$2016-10-13 13:51:08"
                  + "|||9$$$$$13900139000$$$$$$$$$$1$$$$$UNDELIV$$$$$|||");
      assertThat(records(LinkWsDomesticInbox.reports(LinkWsDomesticInbox.formatReports(reports))))
          .isEqualTo(reports);
    }

    @Test
    void showsNoNumber() {
      assertThat(new Report("8", "13800138000", Optional.empty(), "1", "DELIVRD", Optional.empty()))
          .hasToString("Report[8, DELIVRD]");
    }
  }
}
