package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.HandClock;
import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.operation.Settlement;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.statement.DayRange;
import dev.yizhan.gateway.core.statement.StatementDay;
import dev.yizhan.gateway.core.statement.StatementLine;
import dev.yizhan.gateway.core.statement.StatementQuery;
import dev.yizhan.gateway.core.statement.Statements;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.core.submission.RouteStep;
import dev.yizhan.gateway.core.submission.SubmissionHead;
import dev.yizhan.vendor.Billing;
import dev.yizhan.vendor.SendOptions;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements of stored submissions, on both databases. */
abstract class StatementContract {

  private static final LocalDate YESTERDAY = LocalDate.parse("2026-11-21");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

  /** The last millisecond of yesterday, and the first of today, in China. */
  private static final Instant LAST_MOMENT = Instant.parse("2026-11-21T15:59:59.999Z");

  private static final Instant MIDNIGHT = Instant.parse("2026-11-21T16:00:00Z");

  private static final List<String> PHONES =
      List.of("13800138000", "13800138001", "13800138002", "13800138003");

  private final HandClock clock = new HandClock();
  private int submissions;
  private GatewayStore store;
  private Statements statements;

  abstract GatewayStore opened();

  @BeforeEach
  void open() {
    store = opened();
    statements =
        new Statements(
            store.statements(),
            clock,
            new Statements.Kept(Duration.ofDays(5), Duration.ofDays(10)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private PendingCall running(String consumer, Instant at, int recipients, int segments) {
    submissions++;
    List<Recipient> to = new ArrayList<>();
    for (int i = 0; i < recipients; i++) {
      to.add(new Recipient(i, new PhoneNumber(PHONES.get(i))));
    }
    NewSubmission submission =
        new NewSubmission(
            new SubmissionHead(
                Ids.lowestAt(at) + submissions,
                consumer,
                Optional.empty(),
                Optional.empty(),
                "winic",
                at,
                Optional.empty(),
                segments),
            Content.of(PHONES.subList(0, recipients), "测试", SendOptions.NONE),
            "fingerprint",
            List.of(new NewCall(new RouteStep("winic", List.of("winic"), 1), to, at)),
            Priority.NORMAL,
            NewSubmission.Start.CLAIMED,
            at.plusSeconds(600));
    store.submissions().insert(submission);
    return submission.first();
  }

  private void end(PendingCall call, Instant at, CallRecord.Result result, List<String> ids) {
    end(call, at, result, ids, Billing.NONE, List.of());
  }

  private void end(
      PendingCall call,
      Instant at,
      CallRecord.Result result,
      List<String> ids,
      Billing billing,
      List<NewCall> further) {
    CallRecord record =
        new CallRecord(
            call.number(),
            call.channel(),
            result,
            new CallRecord.VendorAnswer(ids, Optional.empty(), Optional.empty()),
            billing,
            at,
            Duration.ZERO);
    store.calls().finish(call, new CallEnd(record, ids, further));
  }

  private static Billing billed(int segments, String charge) {
    return new Billing(
        OptionalInt.of(segments), Optional.of(new BigDecimal(charge)), Optional.empty());
  }

  private void report(String id, String phone, String status, Instant at) {
    store
        .records()
        .storePush(
            InboxContract.batch(
                RecordKind.REPORTS, List.of(InboxContract.report(id, phone, status)), List.of()),
            id.getBytes(StandardCharsets.UTF_8),
            at);
  }

  private List<StatementDay> find(LocalDate from, LocalDate to, Optional<String> consumer) {
    return statements.find(
        new StatementQuery(new DayRange(from, to), consumer, Optional.empty(), Optional.empty()));
  }

  private StatementLine line(LocalDate day, String consumer, String channel) {
    return find(day, day, Optional.empty()).get(0).lines().stream()
        .filter(line -> line.key().equals(new StatementLine.Key(consumer, channel)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void countsASubmissionWithAllThatBecameOfIt() {
    PendingCall call = running("shop", LAST_MOMENT, 4, 2);
    end(
        call,
        LAST_MOMENT,
        CallRecord.Result.ACCEPTED,
        List.of("a1", "a2", "a3", "a4"),
        billed(8, "0.40"),
        List.of());
    report("a1", PHONES.get(0), "DELIVRD", LAST_MOMENT.plusMillis(4999));
    report("a2", PHONES.get(1), "DELIVRD", LAST_MOMENT.plusMillis(90_000));
    report("a3", PHONES.get(2), "UNDELIV", LAST_MOMENT.plusMillis(7000));
    StatementLine line = line(YESTERDAY, "shop", "winic");
    assertThat(line.submissions()).isEqualTo(1);
    assertThat(line.recipients()).isEqualTo(4);
    assertThat(line.segments()).isEqualTo(8);
    assertThat(line.deliveries())
        .isEqualTo(
            Map.of(
                DeliveryState.DELIVERED,
                2L,
                DeliveryState.FAILED,
                1L,
                DeliveryState.SUBMITTED,
                1L));
    assertThat(line.calls().ended()).isEqualTo(Map.of(CallRecord.Result.ACCEPTED, 1L));
    assertThat(line.calls().billedParts()).isEqualTo(8);
    assertThat(line.calls().charge()).isEqualTo("0.40");
    assertThat(line.seconds().counts()).isEqualTo(Map.of(4L, 1L, 88L, 1L));
    assertThat(find(TODAY, TODAY, Optional.empty()).get(0).lines()).isEmpty();
  }

  @Test
  void addsChargesExactly() {
    for (String charge : List.of("0.1", "0.1", "0.1", "0.045")) {
      end(
          running("shop", MIDNIGHT, 1, 1),
          MIDNIGHT,
          CallRecord.Result.ACCEPTED,
          List.of(),
          billed(1, charge),
          List.of());
    }
    StatementLine line = line(TODAY, "shop", "winic");
    assertThat(line.calls().charge()).isEqualTo("0.345");
    assertThat(line.calls().billedParts()).isEqualTo(4);
  }

  @Test
  void countsOnTheDayOfTheSubmissionWheneverItsReportComes() {
    end(running("shop", LAST_MOMENT, 1, 1), MIDNIGHT, CallRecord.Result.ACCEPTED, List.of("late"));
    assertThat(line(YESTERDAY, "shop", "winic").count(DeliveryState.SUBMITTED)).isEqualTo(1);
    report("late", PHONES.get(0), "DELIVRD", MIDNIGHT.plusSeconds(3600));
    StatementLine after = line(YESTERDAY, "shop", "winic");
    assertThat(after.count(DeliveryState.SUBMITTED)).isZero();
    assertThat(after.count(DeliveryState.DELIVERED)).isEqualTo(1);
    assertThat(find(TODAY, TODAY, Optional.empty()).get(0).lines()).isEmpty();
  }

  @Test
  void movesWhatAnOperatorSettles() {
    PendingCall call = running("shop", MIDNIGHT, 1, 1);
    end(call, MIDNIGHT, CallRecord.Result.UNKNOWN, List.of());
    assertThat(line(TODAY, "shop", "winic").count(DeliveryState.UNKNOWN)).isEqualTo(1);
    store
        .operators()
        .settle(
            call.submission(),
            new PhoneNumber(PHONES.get(0)),
            new Settlement(DeliveryState.FAILED, "admin", "asked the vendor", clock.instant()));
    StatementLine after = line(TODAY, "shop", "winic");
    assertThat(after.count(DeliveryState.UNKNOWN)).isZero();
    assertThat(after.count(DeliveryState.FAILED)).isEqualTo(1);
    assertThat(after.calls().count(CallRecord.Result.UNKNOWN)).isEqualTo(1);
  }

  @Test
  void countsARecipientOnTheChannelOfItsLastCall() {
    PendingCall call = running("shop", MIDNIGHT, 1, 1);
    end(
        call,
        MIDNIGHT,
        CallRecord.Result.NOT_SENT,
        List.of(),
        Billing.NONE,
        List.of(
            new NewCall(
                new RouteStep("changlong", List.of("winic", "changlong"), 2),
                call.recipients(),
                MIDNIGHT)));
    StatementLine first = line(TODAY, "shop", "winic");
    StatementLine last = line(TODAY, "shop", "changlong");
    assertThat(first.submissions()).isEqualTo(1);
    assertThat(first.recipients()).isZero();
    assertThat(first.calls().count(CallRecord.Result.NOT_SENT)).isEqualTo(1);
    assertThat(last.submissions()).isZero();
    assertThat(last.waiting()).isEqualTo(1);
    assertThat(last.seconds().percentile(50)).isEqualTo(-1);
  }

  @Test
  void separatesDaysAndConsumersAndMarksTheOpenDay() {
    running("shop", LAST_MOMENT, 1, 1);
    running("bank", MIDNIGHT, 2, 1);
    running("shop", MIDNIGHT, 1, 1);
    List<StatementDay> all = find(YESTERDAY, TODAY, Optional.empty());
    assertThat(all).extracting(StatementDay::isClosed).containsExactly(true, false);
    assertThat(all.get(0).lines())
        .extracting(StatementLine::key)
        .containsExactly(new StatementLine.Key("shop", "winic"));
    assertThat(all.get(1).lines())
        .extracting(StatementLine::key)
        .containsExactly(
            new StatementLine.Key("bank", "winic"), new StatementLine.Key("shop", "winic"));
    assertThat(find(TODAY, TODAY, Optional.of("bank")).get(0).lines())
        .extracting(StatementLine::key, StatementLine::recipients)
        .containsExactly(tuple(new StatementLine.Key("bank", "winic"), 2L));
  }

  @Test
  void refusesDaysThatItCannotCount() {
    assertThat(find(LocalDate.parse("2026-11-13"), TODAY, Optional.empty())).hasSize(10);
    assertThatThrownBy(() -> find(LocalDate.parse("2026-11-12"), TODAY, Optional.empty()))
        .isInstanceOf(GatewayException.class)
        .hasMessageContaining("there are figures since 2026-11-13");
    assertThatThrownBy(() -> find(TODAY, TODAY.plusDays(1), Optional.empty()))
        .hasMessageContaining("Today is 2026-11-22");
    assertThatThrownBy(() -> find(TODAY, YESTERDAY, Optional.empty()))
        .hasMessageContaining("is before from");
    assertThatThrownBy(() -> find(TODAY.minusDays(31), TODAY, Optional.empty()))
        .hasMessageContaining("up to 31 days");
  }
}
