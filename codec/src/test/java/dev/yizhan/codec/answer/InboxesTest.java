package dev.yizhan.codec.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.IndividualTexts;
import dev.yizhan.codec.code.ChanglongPollCode;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.codec.code.WinnerlookCode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed lists of records, and the law that a written list is read back. */
class InboxesTest {

  private static final LocalDateTime TIME = LocalDateTime.of(2015, 10, 8, 6, 8, 5);

  private static <T> Records<T> list(Answer<Records<T>> answer) {
    return ((Answer.Given<Records<T>>) answer).value();
  }

  @Nested
  class WinicLists {

    @Test
    void keepsBrokenRecordsInTheirPlace() {
      String text =
          "13580305095/一/001/2015-10-8 6:08:05|rubbish|13580305096/二/001/2015-10-8 6:08:05|13580305097/三";
      Records<WinicInbox.Reply> replies = list(WinicInbox.replies(text));
      assertThat(replies.items())
          .containsExactly(
              new Records.Good<>(new WinicInbox.Reply("13580305095", "一", "001", TIME)),
              new Records.Broken<>("rubbish", text.indexOf("rubbish")),
              new Records.Good<>(new WinicInbox.Reply("13580305096", "二", "001", TIME)),
              new Records.Broken<>("13580305097/三", text.indexOf("13580305097")));
    }

    @Test
    void keepsAStatusThatContainsASlash() {
      assertThat(
              list(WinicInbox.reports("0105/acc/13580305095/MK:0001/2/2015-10-8 6:08:05|")).good())
          .containsExactly(new WinicInbox.Report("0105", "acc", "13580305095", "MK:0001/2", TIME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Null", " null\r\n"})
    void readsNoRecords(String text) {
      assertThat(list(WinicInbox.replies(text)).items()).isEmpty();
      assertThat(list(WinicInbox.reports(text)).items()).isEmpty();
    }

    /** A date alone is a time only where nothing but the next record, or nothing, follows. */
    @Test
    void endsNoRecordAtADateInsideAContent() {
      String text = "13800138000/a/2015-10-8|b/001/2015/10/8|13900139000/c/001/2015-10-8|";
      assertThat(list(WinicInbox.replies(text)).items())
          .containsExactly(
              new Records.Good<>(
                  new WinicInbox.Reply(
                      "13800138000", "a/2015-10-8|b", "001", LocalDateTime.of(2015, 10, 8, 0, 0))),
              new Records.Good<>(
                  new WinicInbox.Reply(
                      "13900139000", "c", "001", LocalDateTime.of(2015, 10, 8, 0, 0))));
    }

    @Test
    void readsATimeWithSlashesAfterAnEmptyContentAndPort() {
      assertThat(list(WinicInbox.replies("13800138000///2015/10/8 6:08:05|")).good())
          .containsExactly(new WinicInbox.Reply("13800138000", "", "", TIME));
      assertThat(list(WinicInbox.replies("13800138000/2015/10/8 6:08:05|")).broken()).hasSize(1);
      assertThat(list(WinicInbox.reports("1/a/13800138000/2015/10/8 6:08:05|")).broken())
          .hasSize(1);
    }

    @Test
    void distinguishesACodeFromAList() {
      assertThat(WinicInbox.replies("-03"))
          .isEqualTo(new Answer.Refused<>(WinicCode.WRONG_PASSWORD));
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> WinicInbox.replies("<html>a/b</html>"));
      assertThatExceptionOfType(CodecException.class).isThrownBy(() -> WinicInbox.reports("busy"));
    }
  }

  @Nested
  class ChanglongLists {

    @Test
    void endsAtTheAnnouncedNumber() {
      Records<ChanglongInbox.Reply> one =
          list(ChanglongInbox.replies("1|1;13800138000;a|2;13900139000;b"));
      assertThat(one.good())
          .containsExactly(new ChanglongInbox.Reply("1", "13800138000", "a|2;13900139000;b"));
      Records<ChanglongInbox.Reply> two =
          list(ChanglongInbox.replies("2|1;13800138000;a|2;13900139000;b"));
      assertThat(two.good())
          .containsExactly(
              new ChanglongInbox.Reply("1", "13800138000", "a"),
              new ChanglongInbox.Reply("2", "13900139000", "b"));
    }

    @Test
    void keepsTheAnnouncedNumberIfFewerArrive() {
      Records<ChanglongInbox.Report> reports =
          list(ChanglongInbox.reports("3|1;13800138000;10|x;y|"));
      assertThat(reports.announced()).hasValue(3);
      assertThat(reports.good()).containsExactly(new ChanglongInbox.Report("1", "13800138000", 10));
      assertThat(reports.broken()).containsExactly(new Records.Broken<>("x;y", 19));
    }

    @Test
    void refusesAnUnknownValueOfAState() {
      assertThat(list(ChanglongInbox.reports("1|1;13800138000;30")).broken()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"-1, NO_SUCH_USER", "-3, BUSY", "-7, LOGIN_FAILED"})
    void readsTheSameCodeInItsOwnTable(String code, ChanglongPollCode meaning) {
      assertThat(ChanglongInbox.replies(code)).isEqualTo(new Answer.Refused<>(meaning));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "x|1;2;3", "|", "99999999999|1;13800138000;10"})
    void refusesEverythingElse(String text) {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> ChanglongInbox.reports(text));
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> ChanglongInbox.replies(text));
    }

    @Test
    void reads5000Ids() {
      String ids = "6408676,".repeat(5000);
      Answer<Changlong.Sent> answer = Changlong.send("0|5000|0|" + ids);
      assertThat(((Answer.Given<Changlong.Sent>) answer).value().ids()).hasSize(5000);
    }
  }

  @Nested
  class WinnerlookLists {

    @Test
    void keepsContentThatContainsTheSeparators() {
      String text =
          "13816025285|,|a|,|b|;|c|,|2015/10/08 06:08:05|,|yj001|;|"
              + "13816025286|,||,|2015-10-8 6:08:05|,||;|";
      assertThat(list(WinnerlookInbox.replies(text)).good())
          .containsExactly(
              new WinnerlookInbox.Reply(
                  "13816025285", "a|,|b|;|c", TIME, Optional.empty(), Optional.of("yj001")),
              new WinnerlookInbox.Reply(
                  "13816025286", "", TIME, Optional.empty(), Optional.empty()));
    }

    @Test
    void readsFiveFieldsWithAndWithoutTheLast() {
      String text =
          "138160|,|a|,|2015/10/08 06:08:05|,|10690|,|yj001|;|138161|,|b|,|2015/10/08 06:08:05|,|10690|;|";
      assertThat(list(WinnerlookInbox.replies2(text)).good())
          .containsExactly(
              new WinnerlookInbox.Reply(
                  "138160", "a", TIME, Optional.of("10690"), Optional.of("yj001")),
              new WinnerlookInbox.Reply(
                  "138161", "b", TIME, Optional.of("10690"), Optional.empty()));
    }

    @Test
    void keepsBrokenRecords() {
      String text = "231,139000,DELIVRD,a|231|,,,|232,139001,2015/10/08 06:08:05,DELIVRD,b";
      assertThat(list(WinnerlookInbox.reports(text)).broken())
          .containsExactly(
              new Records.Broken<>("231", text.indexOf("231|")),
              new Records.Broken<>(",,,", text.indexOf(",,,")));
      assertThat(list(WinnerlookInbox.reports2(text)).good())
          .containsExactly(
              new WinnerlookInbox.Report(
                  "232", "139001", "DELIVRD", Optional.of(TIME), Optional.of("b")));
    }

    @Test
    void distinguishesACodeFromAList() {
      assertThat(WinnerlookInbox.replies(" -16 "))
          .isEqualTo(new Answer.Refused<>(WinnerlookCode.TOO_FAST));
      assertThat(WinnerlookCode.TOO_FAST.retryable()).isTrue();
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> WinnerlookInbox.reports("busy"));
    }

    /** Found by mutation: the separator after the number may be a prefix of the next one. */
    @Test
    void isNotConfusedBySeparatorsThatOverlap() {
      String text = "13816025285|,|,|2015/10/08 06:08:05|,|yj001|;|";
      assertThat(list(WinnerlookInbox.replies(text)).broken()).hasSize(1);
    }

    @Test
    void writesIndividualTextsAndRefusesSeparatorsInThem() {
      IndividualTexts dialect = IndividualTexts.of("|~|", "|-|");
      List<IndividualTexts.Message> messages =
          List.of(
              new IndividualTexts.Message("13800138000", "一"),
              new IndividualTexts.Message("13900139000", ""));
      assertThat(dialect.write(messages)).isEqualTo("13800138000|~|一|-|13900139000|~|");
      assertThat(dialect.read(dialect.write(messages))).isEqualTo(messages);
      for (String text : List.of("a|~|b", "a|-|b", "a|-")) {
        assertThatExceptionOfType(CodecException.class)
            .as(text)
            .isThrownBy(
                () ->
                    dialect.write(
                        List.of(
                            new IndividualTexts.Message("1", text),
                            new IndividualTexts.Message("2", "b"))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2015-13-1 0:00:00",
        "2015-0-1 0:00:00",
        "2015-1-0 0:00:00",
        "2015-2-29 0:00:00",
        "2015-2-29",
        "2015-10-8 24:00:00",
        "2015-10-8 6:60:05",
        "2015-10-8 6:08:60",
        "2015-10-8 6:08",
        "2015-10-8 6:08:",
        "2015-10/8 6:08:05",
        "2015-10-86:08:05",
        "15-10-8 6:08:05",
        "0999-10-8 6:08:05",
        "2015-10-8 6:08:05x",
        "2015-10-8 6:08:005",
        "2015-10-8 6:08:05.",
        "2015-10-8 6:08:05.1234567890",
        "2015-10-8T",
        "2015-10-8t6:08:05",
        "2015-10-8T6:08:05+",
        "2015-10-8T6:08:05+15:00",
        "2015-10-8T6:08:05+08:60",
        "2015-10-8T6:08:05+08",
        "2015-10-8T6:08:05Z+08:00",
        "2015-10-8T6:08:05Zx",
        "20151008060860",
        "2015100806086",
        "20151008060805Z",
        "20151308060805",
        "19991231235959",
        "21000101000000",
        "10691137888293"
      })
  void refusesImpossibleTimes(String time) {
    assertThat(ChinaTime.read(time)).isEmpty();
    assertThat(list(WinicInbox.replies("13580305095/一/001/" + time + "|")).good()).isEmpty();
    assertThat(list(WinicInbox.replies("13580305095/一/001/" + time + "|")).broken()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2016-2-29, 2016-02-29T00:00",
    "2000/1/1 0:00:00, 2000-01-01T00:00",
    "9999-12-31 23:59:59.999999, 9999-12-31T23:59:59.999999",
    "1000-1-1 1:1:1, 1000-01-01T01:01:01",
    "20000101000000, 2000-01-01T00:00",
    "20991231235959, 2099-12-31T23:59:59",
    "2015-10-8 6:08:05.5, 2015-10-08T06:08:05.5",
    "2015-10-8 6:08:05.000001999, 2015-10-08T06:08:05.000001",
    "2015-10-08T23:00:00Z, 2015-10-09T07:00",
    "2015-12-31T23:59:59.25-05:30, 2016-01-01T13:29:59.25",
    "2015-10-08T06:08:05.1+0900, 2015-10-08T05:08:05.1",
    "9999-12-31T23:00:00Z, +10000-01-01T07:00"
  })
  void readsTimesAtTheirBoundaries(String time, LocalDateTime means) {
    assertThat(ChinaTime.read("\uFEFF " + time + "\u3000")).contains(means);
  }

  /** Content of everything but what no grammar can distinguish from the end of a record. */
  private static String content(Random random) {
    String alphabet = "好a/|;,~ -:1一\n";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static LocalDateTime time(Random random) {
    return LocalDateTime.of(2000, 1, 1, 0, 0).plusSeconds(random.nextInt(900_000_000));
  }

  private static <T> void readsBack(
      Function<Random, T> make,
      Function<List<T>, String> write,
      Function<String, Answer<Records<T>>> read) {
    Random random = new Random(7);
    for (int round = 0; round < 3000; round++) {
      List<T> records = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        records.add(make.apply(random));
      }
      Records<T> back = list(read.apply(write.apply(records)));
      assertThat(back.broken()).as(write.apply(records)).isEmpty();
      assertThat(back.good()).as(write.apply(records)).isEqualTo(records);
    }
  }

  @Test
  void readsBackEveryListThatItWrites() {
    readsBack(
        random -> new WinicInbox.Reply("13800138000", content(random), "001", time(random)),
        WinicInbox::formatReplies,
        WinicInbox::replies);
    readsBack(
        random ->
            new WinicInbox.Report("0105160556637232", "acc", "13800138000", "E/1", time(random)),
        WinicInbox::formatReports,
        WinicInbox::reports);
    readsBack(
        random -> new ChanglongInbox.Reply("133", "13800138000", content(random)),
        ChanglongInbox::formatReplies,
        ChanglongInbox::replies);
    readsBack(
        random -> new ChanglongInbox.Report("133", "13800138000", random.nextBoolean() ? 10 : -1),
        ChanglongInbox::formatReports,
        ChanglongInbox::reports);
    readsBack(
        random ->
            new WinnerlookInbox.Reply(
                "13800138000",
                content(random).strip(),
                time(random),
                Optional.empty(),
                random.nextBoolean() ? Optional.of("yj-1") : Optional.empty()),
        WinnerlookInbox::formatReplies,
        WinnerlookInbox::replies);
    readsBack(
        random ->
            new WinnerlookInbox.Reply(
                "13800138000",
                content(random).strip(),
                time(random),
                Optional.of("10690"),
                random.nextBoolean() ? Optional.of("yj-1") : Optional.empty()),
        WinnerlookInbox::formatReplies,
        WinnerlookInbox::replies2);
    readsBack(
        random ->
            new WinnerlookInbox.Report(
                "2314357620085030624",
                "13800138000",
                "Error:4",
                Optional.of(time(random)),
                random.nextBoolean() ? Optional.of("yj-1") : Optional.empty()),
        WinnerlookInbox::formatReports,
        WinnerlookInbox::reports2);
  }
}
