package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.operation.Settlement;
import dev.yizhan.gateway.core.polling.PollEnd;
import dev.yizhan.gateway.core.polling.PollKind;
import dev.yizhan.gateway.core.polling.PollLease;
import dev.yizhan.gateway.core.polling.ReadAgain;
import dev.yizhan.gateway.core.polling.UnreadAnswer;
import dev.yizhan.gateway.core.problem.Problem;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.gateway.core.record.InboxStore;
import dev.yizhan.gateway.core.record.IncomingRecord;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordBatch;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.record.RecordSource;
import dev.yizhan.gateway.core.record.RecordStore;
import dev.yizhan.gateway.core.record.Sharing;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.core.submission.RouteStep;
import dev.yizhan.gateway.core.submission.SubmissionHead;
import dev.yizhan.gateway.core.submission.TimelineEvent;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.SendOptions;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.record.Report;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports and inbound messages, on both databases. */
abstract class InboxContract {

  private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(7);
  private static final Duration WAIT = Duration.ofMinutes(10);
  private static final String PHONE = "13800138000";
  private static final List<String> CHANNELS = List.of("winic", "winic-asmx");
  private static final Ownership OWNERS =
      new Ownership(Optional.of("owner"), Map.of("77", "bank", "177", "school"));

  private final AtomicInteger requests = new AtomicInteger();
  private GatewayStore store;
  private InboxStore inbox;

  /** Another node on the same data, or the only one. */
  abstract GatewayStore opened();

  @BeforeEach
  void open() {
    store = opened();
    inbox = store.inbox();
  }

  @AfterEach
  void close() {
    store.close();
  }

  void reopen() {
    store.close();
    open();
  }

  InboxStore inbox() {
    return inbox;
  }

  GatewayStore store() {
    return store;
  }

  /** A submission of shop whose only call is running. */
  private PendingCall submitting(String phone, String channel, Instant at) {
    return submitting(phone, channel, at, at);
  }

  private PendingCall submitting(String phone, String channel, Instant at, Instant createdAt) {
    long id = Ids.lowestAt(createdAt) + requests.incrementAndGet();
    Recipient recipient = new Recipient(0, new PhoneNumber(phone));
    RouteStep step = new RouteStep(channel, List.of(channel), 1);
    NewSubmission submission =
        new NewSubmission(
            new SubmissionHead(
                id,
                "shop",
                Optional.of("r" + id),
                Optional.of("order " + id),
                channel,
                at,
                Optional.empty(),
                1),
            Content.of(List.of(phone), "测试", SendOptions.NONE),
            "fingerprint",
            List.of(new NewCall(step, List.of(recipient), at)),
            Priority.NORMAL,
            NewSubmission.Start.CLAIMED,
            at.plusSeconds(600));
    store.submissions().insert(submission);
    return submission.first();
  }

  private void end(PendingCall call, Outcome<Sent> outcome, Instant at) {
    CallRecord record = CallRecord.of(call, outcome, at, Duration.ZERO);
    store.calls().finish(call, new CallEnd(record, record.answer().ids(), List.of()));
  }

  /** A submission of shop that the vendor accepted. */
  private long submitted(String phone, String channel, String vendorId, Instant at) {
    return submitted(phone, channel, vendorId, at, at);
  }

  private long submitted(
      String phone, String channel, String vendorId, Instant at, Instant createdAt) {
    PendingCall call = submitting(phone, channel, at, createdAt);
    end(call, new Outcome.Accepted<>(Sent.withId(vendorId)), at);
    return call.submission();
  }

  private long submitted(String vendorId) {
    return submitted(PHONE, "winic", vendorId, NOW.minusSeconds(60));
  }

  private Delivery delivery(long submission) {
    return store
        .submissions()
        .find(Optional.of("shop"), submission, 0)
        .orElseThrow()
        .deliveries()
        .stream()
        .findFirst()
        .orElseThrow();
  }

  private DeliveryState state(long submission) {
    return delivery(submission).state();
  }

  static IncomingRecord.DeliveryReport report(String vendorId, String phone, String status) {
    return report(vendorId, phone, status, Optional.empty());
  }

  static IncomingRecord.DeliveryReport report(
      String vendorId, String phone, String status, Optional<String> customId) {
    Report read = Report.of(vendorId, phone, status, Optional.empty(), customId);
    return new IncomingRecord.DeliveryReport(
        new IncomingRecord.Head(
            String.join(" ", "report", vendorId, phone, status, customId.orElse(""), "1"),
            List.of(phone),
            true,
            Optional.empty(),
            Optional.of(vendorId),
            customId),
        read.verdict(),
        status);
  }

  static IncomingRecord.InboundMessage reply(
      String id, String phone, String to, String text, Optional<String> customId) {
    return new IncomingRecord.InboundMessage(
        new IncomingRecord.Head(
            String.join(" ", "reply", id, phone, text),
            List.of(phone),
            true,
            Optional.of(NOW.minusSeconds(3)),
            Optional.of(id),
            customId),
        Optional.of(to).filter(given -> !given.isEmpty()),
        text);
  }

  static RecordBatch batch(
      RecordKind kind, List<? extends IncomingRecord> arrivals, List<String> broken) {
    return new RecordBatch(source(OWNERS), kind, List.copyOf(arrivals), broken, Optional.empty());
  }

  /** Inbound messages over an account of one consumer. */
  static RecordBatch batchOf(String consumer, List<? extends IncomingRecord> messages) {
    return new RecordBatch(
        source(new Ownership(Optional.of(consumer), Map.of())),
        RecordKind.REPLIES,
        List.copyOf(messages),
        List.of(),
        Optional.empty());
  }

  /** The account of all these records. */
  static List<RecordSource> sources() {
    return List.of(source(OWNERS));
  }

  /** Stores records as one answer's. */
  private int storeAll(Instant now, IncomingRecord... records) {
    RecordKind kind =
        records[0] instanceof IncomingRecord.DeliveryReport
            ? RecordKind.REPORTS
            : RecordKind.REPLIES;
    PollKind question = kind == RecordKind.REPORTS ? PollKind.REPORTS : PollKind.REPLIES;
    long poll = store.polls().acquire("winic", question, PAUSE, now).orElseThrow();
    return store
        .polls()
        .end(
            end(
                poll,
                question,
                PollEnd.Result.TAKEN,
                batch(kind, List.of(records), List.of()),
                now));
  }

  private static PollEnd end(
      long poll, PollKind question, PollEnd.Result result, RecordBatch batch, Instant now) {
    return new PollEnd(
        new PollEnd.Poll(poll, "winic", question),
        result,
        result == PollEnd.Result.TAKEN ? Optional.empty() : Optional.of("why"),
        Optional.empty(),
        result == PollEnd.Result.TAKEN ? Optional.of(batch) : Optional.empty(),
        new PollEnd.Pauses(PAUSE, IDLE),
        now);
  }

  private List<InboxReport> reports(String consumer) {
    return inbox.reports(consumer, Reader.DEFAULT, Optional.empty(), 1000);
  }

  private List<InboxMessage> replies(String consumer) {
    return inbox.messages(consumer, Reader.DEFAULT, Optional.empty(), 1000);
  }

  private static RecordSource source(Ownership ownership) {
    return new RecordSource("winic", CHANNELS, ownership, Sharing.EXCLUSIVE);
  }

  /** Matches waiting reports again; at most a page. */
  private void matchWaiting(Instant now) {
    store.records().matchWaiting(List.of(source(OWNERS)), 0, WAIT, now);
  }

  @ParameterizedTest
  @EnumSource(Report.Verdict.class)
  void assignsAReportToTheConsumerOfItsDelivery(Report.Verdict verdict) {
    long submission = submitted("0109105116643368");
    String status =
        switch (verdict) {
          case DELIVERED -> "DELIVRD";
          case FAILED -> "UNDELIV";
          case NONE -> "ENROUTE";
        };
    storeAll(NOW, report("0109105116643368", PHONE, status));
    assertThat(state(submission))
        .isEqualTo(
            switch (verdict) {
              case DELIVERED -> DeliveryState.DELIVERED;
              case FAILED -> DeliveryState.FAILED;
              case NONE -> DeliveryState.SUBMITTED;
            });
    assertThat(delivery(submission).vendorStatus()).hasValue(status);
    reopen();
    assertThat(reports("shop"))
        .containsExactly(
            new InboxReport(
                new InboxRecord.Head(
                    1,
                    "winic",
                    PHONE,
                    NOW,
                    Optional.empty(),
                    Optional.of("0109105116643368"),
                    new InboxRecord.About(
                        Optional.of(submission),
                        Optional.of("r" + submission),
                        Optional.of("order " + submission),
                        Optional.of("winic"),
                        false)),
                verdict,
                status,
                Optional.empty()));
    assertThat(reports("owner")).isEmpty();
  }

  @Test
  void matchesAVendorsIdForSevenDaysSinceItHasNoYear() {
    Duration year = Duration.ofDays(365);
    long old = submitted(PHONE, "winic", "0109105116643368", NOW.minus(year));
    long ours = submitted(PHONE, "winic", "0109105116643368", NOW.minus(Duration.ofDays(6)));
    storeAll(NOW, report("0109105116643368", PHONE, "DELIVRD"));
    assertThat(state(old)).isEqualTo(DeliveryState.SUBMITTED);
    assertThat(state(ours)).isEqualTo(DeliveryState.DELIVERED);

    long later = submitted(PHONE, "winic", "0109105116643368", NOW.plus(year));
    assertThat(
            storeAll(NOW.plus(year).plusSeconds(5), report("0109105116643368", PHONE, "DELIVRD")))
        .as("the same words a year later are another report")
        .isEqualTo(1);
    assertThat(state(later)).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void matchesAReportByTheCallsIdBeforeAndAfterItsAnswer() {
    PendingCall out = submitting(PHONE, "winic-asmx", NOW.minusSeconds(1));
    PendingCall other = submitting(PHONE, "winic", NOW.minusSeconds(1));
    long late = submitted("13900139000", "winic", "other", NOW.minus(Duration.ofDays(20)));
    storeAll(
        NOW,
        report("2200000000000000001", PHONE, "DELIVRD", Optional.of(out.submission() + "-1")),
        report("2200000000000000002", "13900139000", "DELIVRD", Optional.of(late + "-1")));
    assertThat(state(out.submission())).isEqualTo(DeliveryState.DELIVERED);
    assertThat(delivery(out.submission()).vendorMessageId()).hasValue("2200000000000000001");
    assertThat(state(other.submission())).isEqualTo(DeliveryState.SUBMITTING);
    assertThat(state(late)).isEqualTo(DeliveryState.DELIVERED);

    end(out, new Outcome.Accepted<>(Sent.withId("2200000000000000001")), NOW);
    assertThat(state(out.submission()))
        .as("the call's answer comes late")
        .isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void matchesAReportToTheOnlyOpenDeliveryWithinThreeDays() {
    PendingCall unknown = submitting(PHONE, "winic", NOW.minus(Duration.ofHours(71)));
    end(unknown, new Outcome.Unknown<>("cut"), NOW.minus(Duration.ofHours(71)));
    storeAll(NOW, report("1", PHONE, "DELIVRD"));
    assertThat(state(unknown.submission()))
        .as("a report settles an UNKNOWN")
        .isEqualTo(DeliveryState.DELIVERED);

    PendingCall old = submitting("13900139000", "winic", NOW.minus(Duration.ofHours(73)));
    end(old, new Outcome.Unknown<>("cut"), NOW.minus(Duration.ofHours(73)));
    long elsewhere = submitted("13700137000", "linkws", "9", NOW.minusSeconds(60));
    storeAll(
        NOW.plusSeconds(5),
        report("2", "13900139000", "DELIVRD"),
        report("3", "13700137000", "DELIVRD"));
    assertThat(state(old.submission())).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(state(elsewhere)).as("another account's").isEqualTo(DeliveryState.SUBMITTED);
    assertThat(reports("shop")).hasSize(1);
  }

  private void correct(Instant now) {
    store.records().correct(List.of(source(OWNERS)), now);
  }

  private List<Problem> matchedByNumber() {
    return store.problems().problems(NOW.minus(Duration.ofDays(1)), 10).stream()
        .filter(problem -> problem.kind() == Problem.Kind.MATCHED_BY_NUMBER)
        .toList();
  }

  @Test
  void neverSettlesASubmittedDeliveryByAReportWithAnotherId() {
    long submission = submitted("1001");
    storeAll(NOW, report("990299", PHONE, "UNDELIV"));
    assertThat(state(submission)).isEqualTo(DeliveryState.SUBMITTED);
    matchWaiting(NOW.plus(WAIT).plusSeconds(1));
    assertThat(reports("owner"))
        .extracting(InboxReport::vendorId)
        .containsExactly(Optional.of("990299"));
    storeAll(NOW.plusSeconds(5), report("1001", PHONE, "DELIVRD"));
    assertThat(state(submission)).isEqualTo(DeliveryState.DELIVERED);
    assertThat(reports("shop")).extracting(InboxReport::matchedByNumber).containsExactly(false);
  }

  @Test
  void marksAndListsWhatWasMatchedByNumberToAnUnknownDelivery() {
    PendingCall unknown = submitting(PHONE, "winic", NOW.minusSeconds(60));
    end(unknown, new Outcome.Unknown<>("cut"), NOW.minusSeconds(59));
    storeAll(NOW, report("990299", PHONE, "UNDELIV"));
    reopen();
    assertThat(delivery(unknown.submission()).state()).isEqualTo(DeliveryState.FAILED);
    assertThat(delivery(unknown.submission()).matchedByNumber()).isTrue();
    assertThat(delivery(unknown.submission()).vendorMessageId()).isEmpty();
    assertThat(reports("shop")).extracting(InboxReport::matchedByNumber).containsExactly(true);
    assertThat(matchedByNumber())
        .extracting(Problem::subject)
        .containsExactly(
            new Problem.Subject(
                Optional.of("winic"),
                Optional.of("winic"),
                Optional.of(unknown.submission()),
                Optional.of(PHONE),
                Optional.of(new Problem.Report("shop", 1, Optional.of("990299"))),
                Optional.empty()));
  }

  @Test
  void undoesAMatchByNumberWhenTheCallsAnswerHasAnotherId() {
    PendingCall running = submitting(PHONE, "winic", NOW.minusSeconds(1));
    storeAll(NOW, report("990299", PHONE, "UNDELIV"), report("990299", PHONE, "ENROUTE"));
    assertThat(state(running.submission())).isEqualTo(DeliveryState.FAILED);
    end(running, new Outcome.Accepted<>(Sent.withId("1001")), NOW.plusSeconds(1));
    reopen();
    Delivery undone = delivery(running.submission());
    assertThat(undone.state()).isEqualTo(DeliveryState.SUBMITTED);
    assertThat(undone.vendorMessageId()).hasValue("1001");
    assertThat(undone.vendorStatus()).isEmpty();
    assertThat(undone.matchedByNumber()).isFalse();
    correct(NOW.plusSeconds(2));
    correct(NOW.plusSeconds(3));
    assertThat(reports("shop"))
        .extracting(
            InboxReport::position,
            InboxReport::verdict,
            InboxReport::vendorId,
            InboxReport::submission,
            InboxReport::matchedByNumber,
            InboxReport::replaces)
        .containsExactly(
            tuple(1L, Report.Verdict.FAILED, "990299", running, true, Optional.empty()),
            tuple(2L, Report.Verdict.NONE, "990299", running, true, Optional.empty()),
            tuple(3L, Report.Verdict.NONE, "1001", running, false, Optional.of(1L)),
            tuple(4L, Report.Verdict.NONE, "1001", running, false, Optional.of(2L)));
    assertThat(reports("owner"))
        .extracting(InboxReport::status, InboxReport::submission, InboxReport::channel)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("UNDELIV", Optional.empty(), Optional.empty()),
            org.assertj.core.groups.Tuple.tuple("ENROUTE", Optional.empty(), Optional.empty()));
    assertThat(matchedByNumber()).isEmpty();
    assertThat(
            store
                .submissions()
                .find(Optional.of("shop"), running.submission(), 0)
                .orElseThrow()
                .events())
        .extracting(TimelineEvent::kind)
        .containsOnly(TimelineEvent.Kind.MATCH_UNDONE);

    storeAll(NOW.plusSeconds(5), report("1001", PHONE, "DELIVRD"));
    assertThat(state(running.submission())).isEqualTo(DeliveryState.DELIVERED);
  }

  private static org.assertj.core.groups.Tuple tuple(
      long position,
      Report.Verdict verdict,
      String vendorId,
      PendingCall call,
      boolean matchedByNumber,
      Optional<Long> replaces) {
    return org.assertj.core.groups.Tuple.tuple(
        position,
        verdict,
        Optional.of(vendorId),
        Optional.of(call.submission()),
        matchedByNumber,
        replaces);
  }

  @Test
  void confirmsAMatchByNumberWhenTheCallsAnswerHasItsId() {
    PendingCall running = submitting(PHONE, "winic", NOW.minusSeconds(1));
    storeAll(NOW, report("1001", PHONE, "DELIVRD"));
    end(running, new Outcome.Accepted<>(Sent.withId("1001")), NOW.plusSeconds(1));
    correct(NOW.plusSeconds(2));
    assertThat(delivery(running.submission()).state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(delivery(running.submission()).vendorMessageId()).hasValue("1001");
    assertThat(delivery(running.submission()).vendorStatus()).hasValue("DELIVRD");
    assertThat(delivery(running.submission()).matchedByNumber()).isFalse();
    assertThat(reports("shop")).extracting(InboxReport::matchedByNumber).containsExactly(false);
    assertThat(reports("owner")).isEmpty();
    assertThat(matchedByNumber()).isEmpty();
  }

  @Test
  void keepsAMatchByNumberWhenTheCallsAnswerIsUnknown() {
    PendingCall running = submitting(PHONE, "winic", NOW.minusSeconds(1));
    storeAll(NOW, report("990299", PHONE, "DELIVRD"));
    end(running, new Outcome.Unknown<>("cut"), NOW.plusSeconds(1));
    correct(NOW.plusSeconds(2));
    assertThat(state(running.submission())).isEqualTo(DeliveryState.DELIVERED);
    assertThat(matchedByNumber()).hasSize(1);
  }

  @Test
  void undoesAMatchByNumberWhenNothingWasSent() {
    PendingCall running = submitting(PHONE, "winic", NOW.minusSeconds(1));
    storeAll(NOW, report("990299", PHONE, "DELIVRD"));
    end(
        running,
        new Outcome.Rejected<>(WinicCode.BALANCE_TOO_LOW, Optional.empty()),
        NOW.plusSeconds(1));
    correct(NOW.plusSeconds(2));
    assertThat(state(running.submission())).isEqualTo(DeliveryState.REJECTED);
    assertThat(reports("shop")).extracting(InboxReport::replaces).contains(Optional.of(1L));
    assertThat(reports("owner")).hasSize(1);
  }

  @Test
  void undoesAMatchByNumberWhenAReportByIdComes() {
    PendingCall unknown = submitting(PHONE, "winic-asmx", NOW.minusSeconds(60));
    end(unknown, new Outcome.Unknown<>("cut"), NOW.minusSeconds(59));
    IncomingRecord.DeliveryReport named =
        report("1001", PHONE, "DELIVRD", Optional.of(unknown.submission() + "-1"));
    storeAll(NOW, report("990299", PHONE, "UNDELIV"), named);
    assertThat(state(unknown.submission())).isEqualTo(DeliveryState.DELIVERED);
    assertThat(delivery(unknown.submission()).vendorMessageId()).hasValue("1001");
    correct(NOW.plusSeconds(1));
    assertThat(reports("shop"))
        .extracting(
            InboxReport::position,
            InboxReport::verdict,
            InboxReport::vendorId,
            InboxReport::submission,
            InboxReport::matchedByNumber,
            InboxReport::replaces)
        .containsExactly(
            tuple(1L, Report.Verdict.FAILED, "990299", unknown, true, Optional.empty()),
            tuple(2L, Report.Verdict.DELIVERED, "1001", unknown, false, Optional.empty()),
            tuple(3L, Report.Verdict.DELIVERED, "1001", unknown, false, Optional.of(1L)));
    assertThat(reports("owner"))
        .extracting(InboxReport::vendorId)
        .containsExactly(Optional.of("990299"));
  }

  @Test
  void matchesNoReportByNumberThatIsOlderThanItsCall() {
    PendingCall unknown = submitting(PHONE, "winic", NOW.minusSeconds(60));
    end(unknown, new Outcome.Unknown<>("cut"), NOW.minusSeconds(60));
    IncomingRecord.DeliveryReport old = report("990299", PHONE, "UNDELIV");
    IncomingRecord.Head head = old.head();
    storeAll(
        NOW,
        new IncomingRecord.DeliveryReport(
            new IncomingRecord.Head(
                head.identity(),
                head.numbers(),
                true,
                Optional.of(NOW.minus(Duration.ofMinutes(7))),
                head.vendorId(),
                head.customId()),
            old.verdict(),
            old.status()));
    matchWaiting(NOW.plusSeconds(1));
    assertThat(state(unknown.submission())).isEqualTo(DeliveryState.UNKNOWN);
    matchWaiting(NOW.plus(WAIT).plusSeconds(1));
    assertThat(reports("owner")).hasSize(1);
  }

  @Test
  void matchesNoReportThatCameBeforeItsCall() {
    storeAll(NOW, report("990299", PHONE, "UNDELIV"));
    PendingCall later = submitting(PHONE, "winic", NOW.plus(Duration.ofMinutes(6)));
    matchWaiting(NOW.plus(Duration.ofMinutes(7)));
    assertThat(state(later.submission())).isEqualTo(DeliveryState.SUBMITTING);
  }

  @Test
  void anOperatorsWordIsNotUndone() {
    PendingCall unknown = submitting(PHONE, "winic", NOW.minusSeconds(60));
    end(unknown, new Outcome.Unknown<>("cut"), NOW.minusSeconds(60));
    storeAll(NOW, report("990299", PHONE, "ENROUTE"));
    store
        .operators()
        .settle(
            unknown.submission(),
            new PhoneNumber(PHONE),
            new Settlement(DeliveryState.FAILED, "admin", "asked", NOW));
    storeAll(
        NOW.plusSeconds(5),
        report("1001", PHONE, "DELIVRD", Optional.of(unknown.submission() + "-1")));
    correct(NOW.plusSeconds(6));
    assertThat(state(unknown.submission())).isEqualTo(DeliveryState.FAILED);
    assertThat(reports("owner")).isEmpty();
  }

  @Test
  void ambiguousReportWaitsForTheAnswerOfItsCall() {
    long first = submitted("A");
    PendingCall second = submitting(PHONE, "winic", NOW.minusSeconds(1));
    storeAll(NOW, report("B", PHONE, "DELIVRD"));
    matchWaiting(NOW.plusSeconds(1));
    assertThat(reports("shop")).isEmpty();
    assertThat(reports("owner")).isEmpty();
    end(second, new Outcome.Accepted<>(Sent.withId("B")), NOW.plusSeconds(2));
    matchWaiting(NOW.plusSeconds(3));
    assertThat(state(first)).isEqualTo(DeliveryState.SUBMITTED);
    assertThat(state(second.submission())).isEqualTo(DeliveryState.DELIVERED);
    assertThat(reports("shop"))
        .extracting(InboxRecord::submission)
        .containsExactly(Optional.of(second.submission()));
    matchWaiting(NOW.plus(WAIT).plusSeconds(60));
    assertThat(reports("owner")).isEmpty();
  }

  @Test
  void assignsUnmatchedReportsToTheOwnerAfterTheTimeout() {
    storeAll(NOW, report("B", PHONE, "DELIVRD"));
    matchWaiting(NOW.plus(WAIT).minusSeconds(1));
    assertThat(reports("owner")).isEmpty();
    matchWaiting(NOW.plus(WAIT).plusSeconds(1));
    assertThat(reports("owner"))
        .extracting(InboxRecord::position, InboxRecord::vendorId, InboxRecord::submission)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, Optional.of("B"), Optional.empty()));
  }

  @Test
  void retainsUnownedRecordsUntilThereIsAnOwner() {
    long poll = store.polls().acquire("winic", PollKind.REPLIES, PAUSE, NOW).orElseThrow();
    RecordBatch unowned =
        new RecordBatch(
            source(Ownership.NONE),
            RecordKind.REPLIES,
            List.of(reply("1", PHONE, "", "退订", Optional.empty())),
            List.of(),
            Optional.empty());
    store.polls().end(end(poll, PollKind.REPLIES, PollEnd.Result.TAKEN, unowned, NOW));
    assertThat(store.problems().problems(NOW, 10))
        .extracting(Problem::kind)
        .containsExactly(Problem.Kind.UNOWNED_RECORDS);
    assertThat(store.records().assignUnowned("winic", "owner")).isEqualTo(1);
    assertThat(store.records().assignUnowned("winic", "owner")).isZero();
    assertThat(replies("owner")).extracting(InboxMessage::text).containsExactly("退订");
    assertThat(store.problems().problems(NOW, 10)).isEmpty();
  }

  @Test
  void findsTheOwnerOfAnInboundMessage() {
    long last = submitted(PHONE, "winic", "1", NOW.minus(Duration.ofHours(71)));
    PendingCall named = submitting("13900139000", "winic", NOW.minus(Duration.ofDays(30)));
    submitted("13700137000", "winic", "2", NOW.minus(Duration.ofHours(73)));
    storeAll(
        NOW,
        reply("a", "13900139000", "1069177", "our id wins", Optional.of(named.submission() + "-1")),
        reply("b", PHONE, "106977", "the extension wins", Optional.empty()),
        reply("c", PHONE, "1069177", "the longer extension wins", Optional.empty()),
        reply("d", PHONE, "106900", "the last that wrote", Optional.empty()),
        reply("e", "13700137000", "", "too long ago", Optional.of("not-ours")));
    assertThat(replies("shop"))
        .extracting(InboxMessage::text, InboxRecord::submission)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("our id wins", Optional.of(named.submission())),
            org.assertj.core.groups.Tuple.tuple("the last that wrote", Optional.of(last)));
    assertThat(replies("bank"))
        .extracting(InboxMessage::text)
        .containsExactly("the extension wins");
    assertThat(replies("school"))
        .extracting(InboxMessage::text)
        .containsExactly("the longer extension wins");
    assertThat(replies("owner")).extracting(InboxMessage::text).containsExactly("too long ago");
  }

  @Test
  void assignsAnInboundMessageToTheLastSenderNotToTheOpenDelivery() {
    submitted(PHONE, "winic", "1", NOW.minus(Duration.ofDays(2)));
    Instant held = NOW.minus(Duration.ofHours(40));
    long last = submitted(PHONE, "winic", "2", NOW.minusSeconds(60), held);
    storeAll(NOW, report("2", PHONE, "DELIVRD"));
    submitted(PHONE, "winic", "3", NOW.minus(Duration.ofHours(30)));
    storeAll(NOW, reply("a", PHONE, "", "好", Optional.empty()));
    assertThat(replies("shop"))
        .extracting(InboxRecord::submission)
        .containsExactly(Optional.of(last));
  }

  @Test
  void doesNotConfuseRecipientsOfOneCall() {
    store.submissions().insert(StoreContract.submission(77, "x", 2));
    storeAll(
        NOW,
        report("A", "13800000000", "ENROUTE", Optional.of("77-1")),
        report("B", "a number of whatever form", "DELIVRD", Optional.of("77-1")));
    assertThat(store.submissions().find(Optional.of("shop"), 77, 0).orElseThrow().deliveries())
        .extracting(Delivery::state)
        .containsExactly(DeliveryState.SUBMITTING, DeliveryState.SUBMITTING);
    assertThat(reports("shop")).hasSize(1);
  }

  @Test
  void keepsTheStateOfAReportWhenTheNodeDies() {
    PendingCall out = submitting(PHONE, "winic", NOW.minusSeconds(1));
    storeAll(NOW, report("A", PHONE, "DELIVRD"));
    store.calls().signOff(NOW.plusSeconds(1));
    assertThat(state(out.submission())).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void pollsAtTheIdlePaceAfterDuplicates() {
    submitted("A");
    storeAll(NOW, report("A", PHONE, "DELIVRD"));
    storeAll(NOW.plusSeconds(5), report("A", PHONE, "DELIVRD"));
    assertThat(store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW.plusMillis(11_999)))
        .isEmpty();
    assertThat(store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW.plusSeconds(12)))
        .isPresent();
  }

  @Test
  void matchesAnInternationalNumberInTheVendorsForm() {
    String ours = "+13125551234";
    long submission = submitted(ours, "winic", "A", NOW.minusSeconds(60));
    IncomingRecord.DeliveryReport report = report("A", "13125551234", "DELIVRD");
    IncomingRecord.DeliveryReport both =
        new IncomingRecord.DeliveryReport(
            new IncomingRecord.Head(
                report.identity(),
                List.of("13125551234", ours),
                true,
                report.time(),
                report.vendorId(),
                report.customId()),
            report.verdict(),
            report.status());
    storeAll(NOW, both);
    assertThat(state(submission)).isEqualTo(DeliveryState.DELIVERED);
    assertThat(reports("shop")).extracting(InboxRecord::number).containsExactly(ours);
  }

  @Test
  void endsTheWaitingOfReportsOfARemovedAccount() {
    storeAll(NOW, report("B", PHONE, "DELIVRD"));
    store.records().matchWaiting(List.of(), 0, WAIT, NOW.plusSeconds(1));
    assertThat(store.problems().problems(NOW, 10)).isEmpty();
    store.records().matchWaiting(List.of(), 0, WAIT, NOW.plus(WAIT).plusSeconds(1));
    assertThat(store.problems().problems(NOW, 10))
        .extracting(Problem::kind)
        .containsExactly(Problem.Kind.UNOWNED_RECORDS);
  }

  @Test
  void pollsAgainAfterAClockWasFarAhead() {
    Instant ahead = NOW.plus(Duration.ofDays(3));
    long poll = store.polls().acquire("winic", PollKind.REPORTS, PAUSE, ahead).orElseThrow();
    store
        .polls()
        .end(
            end(
                poll,
                PollKind.REPORTS,
                PollEnd.Result.TAKEN,
                batch(RecordKind.REPORTS, List.of(), List.of()),
                ahead));
    assertThat(store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW)).isPresent();
  }

  @Test
  void storesNoDuplicates() {
    submitted("A");
    IncomingRecord report = report("A", PHONE, "DELIVRD");
    assertThat(storeAll(NOW, report)).isEqualTo(1);
    assertThat(storeAll(NOW.plusSeconds(5), report, report("A", PHONE, "UNDELIV"))).isEqualTo(1);
    long poll =
        store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW.plusSeconds(10)).orElseThrow();
    PollEnd end =
        end(
            poll,
            PollKind.REPORTS,
            PollEnd.Result.TAKEN,
            batch(RecordKind.REPORTS, List.of(report("B", PHONE, "DELIVRD")), List.of()),
            NOW.plusSeconds(10));
    assertThat(store.polls().end(end)).isEqualTo(1);
    assertThat(store.polls().end(end)).as("written again, since the word of it got lost").isZero();
    assertThat(state(reports("shop").get(0).submission().orElseThrow()))
        .as("the first word that settles stands")
        .isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void returnsRecordsAgainUntilTheyAreAcknowledged() {
    for (int i = 0; i < 5; i++) {
      submitted("1380013800" + i, "winic", "A" + i, NOW.minusSeconds(60));
    }
    storeAll(
        NOW,
        report("A0", "13800138000", "DELIVRD"),
        report("A1", "13800138001", "DELIVRD"),
        report("A2", "13800138002", "DELIVRD"));
    storeAll(
        NOW.plusSeconds(5),
        report("A3", "13800138003", "DELIVRD"),
        report("A4", "13800138004", "DELIVRD"));
    assertThat(positions(Optional.empty(), 2)).containsExactly(1L, 2L);
    assertThat(positions(Optional.empty(), 2)).containsExactly(1L, 2L);
    assertThat(positions(Optional.of(2L), 10)).containsExactly(3L, 4L, 5L);
    assertThat(inbox.acknowledge("shop", Reader.DEFAULT, RecordKind.REPORTS, 3)).isTrue();
    reopen();
    assertThat(positions(Optional.empty(), 10)).containsExactly(4L, 5L);
    assertThat(inbox.acknowledge("shop", Reader.DEFAULT, RecordKind.REPORTS, 1)).isTrue();
    assertThat(positions(Optional.empty(), 10)).containsExactly(4L, 5L);
    assertThat(inbox.acknowledge("shop", Reader.DEFAULT, RecordKind.REPORTS, 6)).isFalse();
    assertThat(inbox.acknowledge("shop", Reader.DEFAULT, RecordKind.REPLIES, 1)).isFalse();
    assertThat(inbox.acknowledge("owner", Reader.DEFAULT, RecordKind.REPORTS, 1)).isFalse();
    assertThat(positions(Optional.of(0L), 10)).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  private List<Long> positions(Optional<Long> after, int limit) {
    return inbox.reports("shop", Reader.DEFAULT, after, limit).stream()
        .map(InboxRecord::position)
        .toList();
  }

  /** The node of a writer. */
  GatewayStore node(int writer) {
    return store;
  }

  @Test
  void fastReaderSeesEveryPositionOnceWithSixteenWriters() throws Exception {
    int writers = 16;
    long each = 40;
    ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
    AtomicInteger running = new AtomicInteger(writers);
    try {
      Future<List<Long>> read =
          threads.submit(
              () -> {
                List<Long> seen = new ArrayList<>();
                boolean over = false;
                while (!over) {
                  over = running.get() == 0;
                  long last = seen.isEmpty() ? 0 : seen.get(seen.size() - 1);
                  inbox
                      .messages("owner", Reader.DEFAULT, Optional.of(last), 1000)
                      .forEach(record -> seen.add(record.position()));
                }
                return seen;
              });
      List<Future<?>> written = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        int writer = i;
        written.add(
            threads.submit(
                () -> {
                  try {
                    RecordStore own = node(writer).records();
                    for (int n = 0; n < each; n++) {
                      String id = writer + "-" + n;
                      own.storePush(
                          batch(
                              RecordKind.REPLIES,
                              List.of(
                                  reply(id, "13600136000", "", "甲", Optional.empty()),
                                  reply(id, "13600136001", "", "乙", Optional.empty())),
                              List.of()),
                          id.getBytes(StandardCharsets.UTF_8),
                          NOW);
                    }
                  } finally {
                    running.decrementAndGet();
                  }
                }));
      }
      for (Future<?> one : written) {
        one.get();
      }
      List<Long> all = new ArrayList<>();
      for (long position = 1; position <= writers * each * 2; position++) {
        all.add(position);
      }
      assertThat(read.get()).isEqualTo(all);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void grantsALeaseToOneNodeAndAtItsPace() {
    long poll = store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW).orElseThrow();
    assertThat(store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW.plusSeconds(3600)))
        .isEmpty();
    assertThat(store.polls().acquire("winic", PollKind.REPLIES, PAUSE, NOW)).isPresent();
    assertThat(store.polls().acquire("changlong", PollKind.REPORTS, PAUSE, NOW)).isPresent();
    store
        .polls()
        .end(
            end(
                poll,
                PollKind.REPORTS,
                PollEnd.Result.TAKEN,
                batch(RecordKind.REPORTS, List.of(), List.of()),
                NOW.plusSeconds(1)));
    assertThat(store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW.plusMillis(7999)))
        .isEmpty();
    assertThat(store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW.plusSeconds(8)))
        .isPresent();
    PollLease turn =
        store.polls().leases().stream()
            .filter(of -> of.account().equals("winic") && of.kind() == PollKind.REPORTS)
            .findFirst()
            .orElseThrow();
    assertThat(turn.isHeld()).isTrue();
    assertThat(turn.answeredAt()).hasValue(NOW.plusSeconds(1));
  }

  @Test
  void releasesAnUnusedLease() {
    long poll = store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW).orElseThrow();
    assertThat(store.polls().heldPolls()).containsExactly(poll);
    store.polls().release(poll);
    assertThat(store.polls().heldPolls()).isEmpty();
    assertThat(store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW)).isPresent();
  }

  @Test
  void listsAPollThatNeverEnded() {
    assertThat(store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW)).isPresent();
    store.calls().signOff(NOW.plusSeconds(9));
    assertThat(store.problems().problems(NOW, 10))
        .extracting(Problem::kind, Problem::account, Problem::from, Problem::to)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Problem.Kind.POLL_IN_DOUBT,
                Optional.of("winic"),
                Optional.of(NOW),
                Optional.of(NOW.plusSeconds(9))));
    assertThat(store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW.plusSeconds(13)))
        .as("the vendor is left alone all the same")
        .isEmpty();
    assertThat(store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW.plusSeconds(14)))
        .isPresent();
  }

  @Test
  void processesTheStoredAnswerOfADeadNode() {
    long poll = store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW).orElseThrow();
    byte[] answer = "1|64;13800138000;10".getBytes(StandardCharsets.US_ASCII);
    store.polls().storeAnswer(poll, answer, NOW.plusSeconds(1));
    store.polls().storeAnswer(poll, answer, NOW.plusSeconds(1));
    assertThat(store.polls().takeOverAnswer(List.of("winic"), Set.of(poll)))
        .as("it is about to read it")
        .isEmpty();
    store.calls().signOff(NOW.plusSeconds(9));
    assertThat(store.polls().takeOverAnswer(List.of("changlong"), Set.of())).isEmpty();
    UnreadAnswer adopted = store.polls().takeOverAnswer(List.of("winic"), Set.of()).orElseThrow();
    assertThat(adopted.poll()).isEqualTo(poll);
    assertThat(adopted.kind()).isEqualTo(PollKind.REPORTS);
    assertThat(adopted.answer()).isEqualTo(answer);
    assertThat(store.polls().takeOverAnswer(List.of("winic"), Set.of(poll))).as("once").isEmpty();
    assertThat(store.problems().problems(NOW, 10)).isEmpty();
    RecordBatch read =
        batch(RecordKind.REPORTS, List.of(report("64", PHONE, "DELIVRD")), List.of());
    assertThat(store.polls().end(end(poll, PollKind.REPORTS, PollEnd.Result.TAKEN, read, NOW)))
        .isEqualTo(1);
  }

  @Test
  void retainsAndListsWhatCannotBeRead() {
    long unreadable = store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW).orElseThrow();
    store
        .polls()
        .storeAnswer(unreadable, "no stored answer".getBytes(StandardCharsets.US_ASCII), NOW);
    store.polls().end(end(unreadable, PollKind.REPORTS, PollEnd.Result.UNREADABLE, null, NOW));
    long broken = store.polls().acquire("winic", PollKind.REPLIES, PAUSE, NOW).orElseThrow();
    store
        .polls()
        .end(
            end(
                broken,
                PollKind.REPLIES,
                PollEnd.Result.TAKEN,
                batch(
                    RecordKind.REPLIES,
                    List.of(reply("1", PHONE, "", "好", Optional.empty())),
                    List.of("13800138000/坏的")),
                NOW));
    store
        .records()
        .storePush(
            batch(RecordKind.REPORTS, List.of(), List.of("{\"phone\":1}")), new byte[] {'{'}, NOW);
    store
        .records()
        .storePush(
            batch(RecordKind.REPORTS, List.of(), List.of("{\"phone\":1}")), new byte[] {'{'}, NOW);
    store.records().storeUnreadable("winic", new byte[] {'x'}, "no JSON", NOW);
    store.records().storeUnreadable("winic", new byte[] {'x'}, "no JSON", NOW);
    reopen();
    assertThat(replies("owner")).hasSize(1);
    List<Problem> problems = store.problems().problems(NOW, 10);
    assertThat(problems)
        .filteredOn(problem -> problem.kind() == Problem.Kind.UNREADABLE_ANSWER)
        .extracting(Problem::detail)
        .satisfiesExactly(
            push -> assertThat(push).contains("no JSON").contains("It begins: x"),
            push -> assertThat(push).startsWith("A push contained 1 records that cannot be read"),
            answer -> assertThat(answer).startsWith("A poll for REPLIES contained 1 records"),
            answer -> assertThat(answer).startsWith("A poll for REPORTS returned what"));
    assertThat(problems)
        .filteredOn(problem -> problem.kind() == Problem.Kind.BROKEN_RECORD)
        .extracting(Problem::detail)
        .containsExactlyInAnyOrder(
            "A record cannot be read: {\"phone\":1}", "A record cannot be read: 13800138000/坏的");
  }

  @Test
  void keepsAHundredBrokenRecordsOfAPushAndCountsTheOthers() {
    int broken = 500_000;
    RecordBatch batch =
        batch(
            RecordKind.REPORTS,
            List.of(report("64", PHONE, "DELIVRD")),
            Collections.nCopies(broken, "1"));
    store.records().storePush(batch, "[1,1]".getBytes(StandardCharsets.UTF_8), NOW);
    List<Problem> problems = store.problems().problems(NOW, 1000);
    assertThat(problems)
        .filteredOn(problem -> problem.kind() == Problem.Kind.BROKEN_RECORD)
        .hasSize(100);
    assertThat(problems)
        .filteredOn(problem -> problem.kind() == Problem.Kind.UNREADABLE_ANSWER)
        .extracting(Problem::detail)
        .containsExactly("A push contained 500000 records that cannot be read");
    matchWaiting(NOW.plus(WAIT).plusSeconds(1));
    assertThat(reports("owner")).hasSize(1);
  }

  private ReadAgain readAgain(
      long id, Optional<RecordBatch> batch, Optional<String> acknowledgement, Instant now) {
    return new ReadAgain(
        store.polls().findUnreadable(id, now).orElseThrow(),
        batch.map(List::of),
        batch.isPresent() ? Optional.empty() : Optional.of("still no JSON"),
        acknowledgement.map(reason -> new ReadAgain.Acknowledgement("admin", reason)),
        now);
  }

  private Problem.Original original() {
    return store.problems().problems(NOW, 10).get(0).subject().original().orElseThrow();
  }

  @Test
  void storesOnlyWhatIsNewOfAnAnswerThatIsReadAgain() {
    IncomingRecord.DeliveryReport good = report("64", PHONE, "DELIVRD");
    IncomingRecord.DeliveryReport repaired = report("65", PHONE, "DELIVRD");
    store
        .records()
        .storePush(
            batch(RecordKind.REPORTS, List.of(good), List.of("{1}", "{2}")), new byte[] {1}, NOW);
    long id = original().id();
    Instant later = NOW.plus(Duration.ofDays(6));
    RecordBatch half = batch(RecordKind.REPORTS, List.of(good, repaired), List.of("{2}"));
    assertThat(
            store.polls().storeReadAgain(readAgain(id, Optional.of(half), Optional.empty(), later)))
        .hasValue(1);
    assertThat(original()).isEqualTo(new Problem.Original(id, 1, Optional.of(later)));
    assertThat(
            store
                .polls()
                .findUnreadable(id, later.plus(Duration.ofDays(6)))
                .orElseThrow()
                .obstacle())
        .isEmpty();
    assertThat(
            store
                .polls()
                .findUnreadable(id, later.plus(Duration.ofDays(7)))
                .orElseThrow()
                .obstacle())
        .isPresent();

    RecordBatch whole =
        batch(
            RecordKind.REPORTS, List.of(good, repaired, report("66", PHONE, "DELIVRD")), List.of());
    assertThat(
            store
                .polls()
                .storeReadAgain(readAgain(id, Optional.of(whole), Optional.empty(), later)))
        .hasValue(1);
    assertThat(store.problems().problems(NOW, 10)).isEmpty();
    assertThat(store.polls().findUnreadable(id, later)).isEmpty();
    matchWaiting(later.plus(WAIT).plusSeconds(1));
    assertThat(reports("owner"))
        .extracting(InboxReport::vendorId, InboxReport::receivedAt)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Optional.of("64"), NOW),
            org.assertj.core.groups.Tuple.tuple(Optional.of("65"), NOW),
            org.assertj.core.groups.Tuple.tuple(Optional.of("66"), NOW));
  }

  @Test
  void ticksOffWhatStillCannotBeRead() {
    store.records().storeUnreadable("winic", new byte[] {'x'}, "no JSON", NOW);
    long id = original().id();
    assertThat(store.polls().findUnreadable(id, NOW).orElseThrow().answer()).containsExactly('x');
    ReadAgain inVain = readAgain(id, Optional.empty(), Optional.empty(), NOW);
    assertThat(store.polls().storeReadAgain(inVain)).hasValue(0);
    assertThat(original().readAgainAt()).hasValue(NOW);
    ReadAgain ticked = readAgain(id, Optional.empty(), Optional.of("a test push"), NOW);
    assertThat(store.polls().storeReadAgain(ticked)).hasValue(0);
    reopen();
    assertThat(store.problems().problems(NOW, 10)).isEmpty();
    assertThat(store.polls().storeReadAgain(ticked)).as("once").isEmpty();
  }

  @Test
  void removesAPollWithoutNewRecords() {
    for (PollEnd.Result result : List.of(PollEnd.Result.NOTHING, PollEnd.Result.TAKEN)) {
      long poll = store.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW).orElseThrow();
      store.polls().storeAnswer(poll, new byte[] {1}, NOW);
      PollEnd end =
          end(
              poll,
              PollKind.REPORTS,
              result,
              batch(RecordKind.REPORTS, List.of(), List.of()),
              NOW.minus(IDLE));
      store.polls().end(end);
    }
    store.calls().signOff(NOW);
    assertThat(store.polls().takeOverAnswer(List.of("winic"), Set.of())).isEmpty();
    assertThat(store.problems().problems(Instant.EPOCH, 10)).isEmpty();
  }

  @Test
  void queriesABalanceAtTheVendorsPace() {
    Optional<Long> poll = store.polls().acquire("winic", PollKind.BALANCE, PAUSE, NOW);
    assertThat(poll).isPresent();
    assertThat(store.polls().acquire("winic", PollKind.BALANCE, PAUSE, NOW.plusSeconds(4)))
        .isEmpty();
    store
        .balances()
        .storeResult(
            "winic",
            Optional.of(new Balance(new BigDecimal("8.6"), Balance.Unit.CNY)),
            Optional.empty(),
            PAUSE,
            NOW.plusSeconds(1));
    assertThat(store.polls().acquire("winic", PollKind.BALANCE, PAUSE, NOW.plusMillis(5999)))
        .isEmpty();
    assertThat(store.balances().find("winic").orElseThrow().balance().amount()).isEqualTo("8.6");
    assertThat(store.polls().acquire("winic", PollKind.BALANCE, PAUSE, NOW.plusSeconds(6)))
        .isPresent();
  }

  @Test
  void removesRecordsAfterTheirRetentionTime() {
    Instant now = Clock.systemUTC().instant();
    storeAll(now, reply("1", PHONE, "", "好", Optional.empty()));
    assertThat(store.records().removeOld(now.minusSeconds(60), now.minusSeconds(60))).isZero();
    assertThat(replies("owner")).hasSize(1);
    Instant later = now.plusSeconds(60);
    Set<Integer> removed = new HashSet<>();
    removed.add(store.records().removeOld(later, later));
    removed.add(store.records().removeOld(later, later));
    assertThat(removed).containsExactlyInAnyOrder(3, 0);
    assertThat(inbox.messages("owner", Reader.DEFAULT, Optional.of(0L), 10)).isEmpty();
    assertThat(storeAll(now.plusSeconds(70), reply("2", PHONE, "", "好", Optional.empty())))
        .isEqualTo(1);
    assertThat(replies("owner"))
        .as("positions go on")
        .extracting(InboxRecord::position)
        .containsExactly(2L);
  }
}
