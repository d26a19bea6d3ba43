package dev.yizhan.gateway.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.answer.Records;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IncomingRecordsTest {

  private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 21, 12, 0, 5);
  private static final RecordSource ACCOUNT =
      new RecordSource("winic", List.of("winic"), Ownership.NONE, Sharing.EXCLUSIVE);
  private static final Report REPORT =
      Report.of("id", "13800138000", "DELIVRD", Optional.of(TIME), Optional.of("7-1"));
  private static final Reply REPLY =
      new Reply(
          "13800138000",
          "收到",
          Optional.of("106877"),
          Optional.of(TIME),
          Optional.of("id"),
          Optional.of("7-1"));

  private static IncomingRecords.Source answer(String answer) {
    return new IncomingRecords.Source(ACCOUNT, true, answer);
  }

  @SafeVarargs
  private static <T> Records<T> records(T... values) {
    List<Records.Item<T>> items = new ArrayList<>();
    for (T value : values) {
      items.add(new Records.Good<>(value));
    }
    return new Records<>(items, OptionalInt.empty());
  }

  private static RecordBatch reports(String answer, Report... reports) {
    return IncomingRecords.reports(answer(answer), records(reports));
  }

  private static RecordBatch replies(String answer, Reply... replies) {
    return IncomingRecords.inboundMessages(answer(answer), records(replies));
  }

  private static IncomingRecord only(RecordBatch batch) {
    assertThat(batch.records()).hasSize(1);
    return batch.records().get(0);
  }

  private static List<String> identities(RecordBatch batch) {
    return batch.records().stream().map(IncomingRecord::identity).toList();
  }

  private static Report numbered(String number) {
    return Report.of("id", number, "DELIVRD", Optional.empty(), Optional.empty());
  }

  /** The table of docs/inbox.md, "Duplicate records". */
  @Nested
  class Identity {

    @Test
    void isEqualWhenARecordComesAgain() {
      assertThat(identities(reports("second", REPORT)))
          .isEqualTo(identities(reports("first", REPORT)));
      assertThat(identities(replies("second", REPLY)))
          .isEqualTo(identities(replies("first", REPLY)));
    }

    static Stream<Report> otherReports() {
      Optional<LocalDateTime> time = REPORT.time();
      Optional<String> ours = REPORT.customId();
      return Stream.of(
          Report.of("other", REPORT.number(), "DELIVRD", time, ours),
          Report.of("id", "13900139000", "DELIVRD", time, ours),
          Report.of("id", REPORT.number(), "UNDELIV", time, ours),
          Report.of("id", REPORT.number(), "DELIVRD", Optional.of(TIME.plusSeconds(1)), ours),
          Report.of("id", REPORT.number(), "DELIVRD", Optional.empty(), ours),
          Report.of("id", REPORT.number(), "DELIVRD", time, Optional.of("7-2")),
          Report.of("id", REPORT.number(), "DELIVRD", time, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("otherReports")
    void differsWithEachFieldOfAReport(Report other) {
      assertThat(identities(reports("answer", other)))
          .isNotEqualTo(identities(reports("answer", REPORT)));
    }

    static Stream<Reply> otherReplies() {
      String number = REPLY.number();
      Optional<String> to = REPLY.to();
      Optional<LocalDateTime> time = REPLY.time();
      Optional<String> id = REPLY.vendorId();
      Optional<String> ours = REPLY.customId();
      return Stream.of(
          new Reply("13900139000", "收到", to, time, id, ours),
          new Reply(number, "收到了", to, time, id, ours),
          new Reply(number, "收到", Optional.empty(), time, id, ours),
          new Reply(number, "收到", to, Optional.of(TIME.plusSeconds(1)), id, ours),
          new Reply(number, "收到", to, time, Optional.of("other"), ours),
          new Reply(number, "收到", to, time, id, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("otherReplies")
    void differsWithEachFieldOfAReply(Reply other) {
      assertThat(identities(replies("answer", other)))
          .isNotEqualTo(identities(replies("answer", REPLY)));
    }

    @Test
    void takesTimesToTheSecond() {
      Report later =
          Report.of(
              "id",
              REPORT.number(),
              "DELIVRD",
              Optional.of(TIME.plusNanos(999_999_999)),
              REPORT.customId());
      assertThat(identities(reports("answer", later)))
          .isEqualTo(identities(reports("answer", REPORT)));
    }

    @Test
    void isOneAnswersForAReplyWithNeitherIdNorTime() {
      Reply bare =
          new Reply(
              "13800138000",
              "收到",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      assertThat(identities(replies("first", bare))).isEqualTo(identities(replies("first", bare)));
      assertThat(identities(replies("second", bare)))
          .isNotEqualTo(identities(replies("first", bare)));
    }

    @Test
    void needsNoTimeWhereTheVendorGivesAnId() {
      Reply timeless =
          new Reply(
              "13800138000",
              "收到",
              Optional.empty(),
              Optional.empty(),
              Optional.of("id"),
              Optional.empty());
      assertThat(identities(replies("second", timeless)))
          .isEqualTo(identities(replies("first", timeless)));
    }

    @Test
    void keepsEqualRecordsOfOneAnswerApart() {
      List<String> three = identities(reports("first", REPORT, REPORT, REPORT));
      assertThat(three).doesNotHaveDuplicates().hasSize(3);
      // If the same two arrive again, neither is stored.
      assertThat(three).containsAll(identities(reports("second", REPORT, REPORT)));
    }

    @Test
    void doesNotDependOnWhatStandsBetweenEqualRecords() {
      Report other = numbered("13900139000");
      assertThat(identities(reports("second", other, REPORT, other, REPORT)))
          .containsAll(identities(reports("first", REPORT, REPORT)));
    }

    @Test
    void isNeverThatOfAnotherKind() {
      Report report = Report.of("id", "13800138000", "收到", Optional.of(TIME), Optional.empty());
      Reply reply =
          new Reply(
              "13800138000",
              "收到",
              Optional.empty(),
              Optional.of(TIME),
              Optional.of("id"),
              Optional.empty());
      assertThat(identities(reports("answer", report)))
          .doesNotContainAnyElementsOf(identities(replies("answer", reply)));
    }

    @Test
    void isNotForgedByACharacterThatSeparatesFields() {
      Report left = Report.of("a\u0000b", "c", "DELIVRD", Optional.empty(), Optional.empty());
      Report right = Report.of("a", "b\u0000c", "DELIVRD", Optional.empty(), Optional.empty());
      assertThat(identities(reports("answer", left)))
          .isNotEqualTo(identities(reports("answer", right)));
    }
  }

  /** Vendors write numbers abroad without {@code +}, and some put 86 before mainland numbers. */
  @ParameterizedTest
  @CsvSource({
    "13800138000, 13800138000",
    "8613800138000, 13800138000",
    "+8613800138000, 13800138000",
    "008613800138000, 13800138000",
    "02088888888, 02088888888",
    "862088888888, 02088888888",
    "+85291234567, +85291234567",
    "85291234567, +85291234567",
    "0085291234567, +85291234567",
    "12125550123, +12125550123"
  })
  void readsANumberInTheGatewaysForm(String written, String ours) {
    IncomingRecord report = only(reports("answer", numbered(written)));
    assertThat(report.number()).isEqualTo(ours);
    assertThat(report.numbers()).contains(ours).doesNotContain(written.equals(ours) ? "" : written);
  }

  /** Earlier versions stored a mobile that was given with 0 as it was given. */
  @Test
  void findsAMobileUnderTheDigitsOfEarlierVersionsToo() {
    assertThat(only(reports("answer", numbered("013800138000"))).numbers())
        .containsExactly("13800138000", "013800138000");
  }

  @ParameterizedTest
  @CsvSource({"10086", "01380013800", "138****8000", "''"})
  void keepsWhatIsNoNumberAsItCame(String written) {
    assertThat(only(reports("answer", numbered(written))).numbers()).containsExactly(written);
  }

  @Nested
  class Characters {

    private static final String BAD = "a\u0000b\uD83Dc\uDE00d😀";
    private static final String CLEAN = "a\uFFFDb\uFFFDc\uFFFDd😀";

    @Test
    void thatNoDatabaseStoresAreReplacedInAReport() {
      IncomingRecord record =
          only(reports("answer", Report.of(BAD, BAD, BAD, Optional.empty(), Optional.of(BAD))));
      assertThat(record.vendorId()).contains(CLEAN);
      assertThat(record.numbers()).containsExactly(CLEAN);
      assertThat(record.customId()).contains(CLEAN);
      assertThat(record.<String>match(IncomingRecord.DeliveryReport::status, message -> ""))
          .isEqualTo(CLEAN);
    }

    @Test
    void thatNoDatabaseStoresAreReplacedInAReply() {
      Reply bad =
          new Reply(
              BAD, BAD, Optional.of(BAD), Optional.empty(), Optional.of(BAD), Optional.of(BAD));
      IncomingRecord record = only(replies("answer", bad));
      assertThat(record.vendorId()).contains(CLEAN);
      assertThat(record.numbers()).containsExactly(CLEAN);
      assertThat(record.customId()).contains(CLEAN);
      assertThat(record.<String>match(report -> "", IncomingRecord.InboundMessage::text))
          .isEqualTo(CLEAN);
      assertThat(
              record.<Optional<String>>match(
                  report -> Optional.empty(), IncomingRecord.InboundMessage::to))
          .contains(CLEAN);
    }
  }

  @Test
  void readsTimesAsChinaTime() {
    assertThat(only(reports("answer", REPORT)).time())
        .contains(Instant.parse("2026-11-21T04:00:05Z"));
    assertThat(only(replies("answer", REPLY)).time())
        .contains(Instant.parse("2026-11-21T04:00:05Z"));
  }

  @Test
  void hasNoVendorIdWhereTheVendorLeftItEmpty() {
    Report report = Report.of("", "13800138000", "DELIVRD", Optional.empty(), Optional.empty());
    assertThat(only(reports("answer", report)).vendorId()).isEmpty();
  }

  @Test
  void knowsWhetherRecordsMayBeOurs() {
    IncomingRecords.Source foreign = new IncomingRecords.Source(ACCOUNT, false, "answer");
    assertThat(only(IncomingRecords.reports(foreign, records(REPORT))).head().mayMatch()).isFalse();
    assertThat(only(reports("answer", REPORT)).head().mayMatch()).isTrue();
  }

  @Test
  void keepsTheOrderAndWhatCannotBeRead() {
    Records<Report> mixed =
        new Records<>(
            List.of(
                new Records.Good<>(numbered("13800138000")),
                new Records.Broken<>("garbage", 20),
                new Records.Good<>(numbered("13900139000"))),
            OptionalInt.of(3));
    RecordBatch batch = IncomingRecords.reports(answer("answer"), mixed);
    assertThat(batch.records())
        .extracting(IncomingRecord::number)
        .containsExactly("13800138000", "13900139000");
    assertThat(batch.broken()).containsExactly("garbage");
    assertThat(batch.note()).isEmpty();
    assertThat(batch.kind()).isEqualTo(RecordKind.REPORTS);
    assertThat(batch.source()).isEqualTo(ACCOUNT);
  }

  @Test
  void notesThatTheVendorAnnouncedAnotherCount() {
    Records<Report> fewer = new Records<>(records(REPORT).items(), OptionalInt.of(2));
    RecordBatch batch = IncomingRecords.reports(answer("answer"), fewer);
    assertThat(batch.note().orElseThrow()).contains("2").contains("1");
    assertThat(batch.isEmpty()).isFalse();
  }

  @Test
  void isEmptyWithoutARecord() {
    assertThat(reports("answer").isEmpty()).isTrue();
    assertThat(replies("answer").isEmpty()).isTrue();
  }
}
