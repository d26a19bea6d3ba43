package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.operation.Settlement;
import dev.yizhan.gateway.core.operation.SubmissionName;
import dev.yizhan.gateway.core.optout.OptOut;
import dev.yizhan.gateway.core.optout.OptOutList;
import dev.yizhan.gateway.core.optout.OptOutPolicy;
import dev.yizhan.gateway.core.optout.OptOutRules;
import dev.yizhan.gateway.core.optout.OptOutScope;
import dev.yizhan.gateway.core.record.IncomingRecord;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.statement.StatementLine;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.CallStore;
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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sums of statements against the submissions themselves, after random histories of everything
 * that changes submissions, on both databases. A failure is repeated by its seed.
 */
abstract class StatementHistoryContract {

  private static final Instant START = Instant.parse("2026-11-18T15:00:00Z");
  private static final LocalDate FIRST_DAY = LocalDate.parse("2026-11-18");
  private static final LocalDate LAST_DAY = LocalDate.parse("2026-12-05");
  private static final int STEPS = 500;
  private static final List<String> CHANNELS = List.of("winic", "winic-asmx");
  private static final List<String> CONSUMERS = List.of("shop", "bank");
  private static final OptOutPolicy OPT_OUTS =
      new OptOutPolicy(
          () -> new OptOutRules(Set.of("TD"), OptOutScope.CONSUMER, Map.of(), true),
          channel -> Optional.of("winic"));

  private final List<PendingCall> running = new ArrayList<>();
  private final List<PendingCall> ended = new ArrayList<>();
  private final List<NewSubmission> submissions = new ArrayList<>();
  private final List<IncomingRecord.DeliveryReport> reports = new ArrayList<>();
  private final List<String> vendorIds = new ArrayList<>();
  private final Map<String, String> phones = new HashMap<>();
  private final Set<DeliveryState> seen = EnumSet.noneOf(DeliveryState.class);
  private Random random = new Random();
  private Instant now = START;
  private int count;
  private GatewayStore store;

  abstract GatewayStore opened();

  @BeforeEach
  void open() {
    store = opened();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sumsAreWhatTheSubmissionsSay(long seed) {
    random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      now = now.plusMillis(random.nextInt(400_000));
      change();
      if (step % 100 == 0) {
        assertThat(store.statementDifferences(FIRST_DAY)).as("step %s", step).isEmpty();
      }
    }
    assertThat(store.statementDifferences(FIRST_DAY)).isEmpty();
    Map<LocalDate, List<StatementLine>> before =
        store.statements().lines(FIRST_DAY, LAST_DAY, Optional.empty());
    before
        .values()
        .forEach(lines -> lines.forEach(line -> seen.addAll(line.deliveries().keySet())));
    assertThat(seen)
        .containsAll(
            EnumSet.complementOf(EnumSet.of(DeliveryState.SCHEDULED, DeliveryState.SUBMITTING)));
    // Submissions go, statements stay.
    store.calls().expire(now.plus(Duration.ofDays(100)));
    Map<LocalDate, List<StatementLine>> expired =
        store.statements().lines(FIRST_DAY, LAST_DAY, Optional.empty());
    int removed = 0;
    for (int step = 0; step < 20; step++) {
      removed += store.submissions().remove(now.plus(Duration.ofDays(90)));
    }
    assertThat(removed).isPositive();
    assertThat(store.statements().lines(FIRST_DAY, LAST_DAY, Optional.empty())).isEqualTo(expired);
  }

  private void change() {
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> insert();
      case 3, 4, 5 -> end();
      case 6 -> claim();
      case 7, 8, 9 -> report();
      case 10 -> settle();
      case 11 -> cancel();
      case 12 -> rare();
      default -> optOut();
    }
  }

  private <T> Optional<T> any(List<T> all) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }

  private void insert() {
    List<NewSubmission> group = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      group.add(submission());
    }
    // Some of them in one transaction.
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (NewSubmission each : group) {
      all.add(store.submissions().insertAsync(each, true));
      any(submissions)
          .filter(earlier -> random.nextInt(10) == 0)
          .ifPresent(
              earlier -> all.add(store.submissions().insertAsync(repeated(each, earlier), false)));
    }
    all.forEach(StoreException::await);
    submissions.addAll(group);
    group.stream()
        .filter(each -> each.start() == NewSubmission.Start.CLAIMED)
        .forEach(each -> running.add(each.first()));
  }

  private NewSubmission submission() {
    count++;
    int recipients = 1 + random.nextInt(4);
    List<String> phones = new ArrayList<>();
    for (int i = 0; i < recipients; i++) {
      phones.add(String.valueOf(13800138000L + random.nextInt(6) * 10L + i));
    }
    String channel = CHANNELS.get(random.nextInt(2));
    List<NewCall> calls = new ArrayList<>();
    int first = random.nextBoolean() ? recipients : 1 + random.nextInt(recipients);
    calls.add(call(channel, phones, 0, first));
    if (first < recipients) {
      calls.add(call(CHANNELS.get(random.nextInt(2)), phones, first, recipients));
    }
    boolean isScheduled = random.nextInt(4) == 0;
    return new NewSubmission(
        new SubmissionHead(
            Ids.lowestAt(now) + count,
            CONSUMERS.get(random.nextInt(2)),
            Optional.of("r" + count),
            Optional.empty(),
            channel,
            now,
            isScheduled ? Optional.of(now) : Optional.empty(),
            1 + random.nextInt(3)),
        Content.of(phones, "测试", SendOptions.NONE),
        "fingerprint",
        calls,
        random.nextInt(5) == 0 ? Priority.URGENT : Priority.NORMAL,
        isScheduled || random.nextInt(3) == 0
            ? NewSubmission.Start.DUE
            : NewSubmission.Start.CLAIMED,
        now.plus(Duration.ofHours(4)));
  }

  private NewCall call(String channel, List<String> phones, int from, int to) {
    List<Recipient> recipients = new ArrayList<>();
    for (int i = from; i < to; i++) {
      recipients.add(new Recipient(i, new PhoneNumber(phones.get(i))));
    }
    return new NewCall(new RouteStep(channel, CHANNELS, 1), recipients, now);
  }

  /** Another submission under a request id that was used: it is not stored. */
  private static NewSubmission repeated(NewSubmission later, NewSubmission earlier) {
    SubmissionHead head = later.head();
    return new NewSubmission(
        new SubmissionHead(
            head.id() + 1_000_000,
            earlier.consumer(),
            earlier.head().requestId(),
            Optional.empty(),
            head.channel(),
            head.createdAt(),
            Optional.empty(),
            head.segments()),
        later.content(),
        "fingerprint",
        later.calls(),
        later.priority(),
        NewSubmission.Start.DUE,
        later.expiresAt());
  }

  private void end() {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0 && !running.isEmpty(); i--) {
      PendingCall call = running.remove(random.nextInt(running.size()));
      ended.add(call);
      all.add(store.calls().finishAsync(call, end(call)));
    }
    // An end that comes twice changes nothing.
    any(ended)
        .filter(call -> random.nextInt(5) == 0)
        .ifPresent(call -> all.add(store.calls().finishAsync(call, end(call))));
    all.forEach(StoreException::await);
  }

  private CallEnd end(PendingCall call) {
    CallRecord.Result result =
        random.nextBoolean()
            ? CallRecord.Result.ACCEPTED
            : List.of(CallRecord.Result.values()).get(random.nextInt(4));
    List<String> ids = new ArrayList<>();
    if (result == CallRecord.Result.ACCEPTED && random.nextInt(4) > 0) {
      int many = random.nextBoolean() ? 1 : call.recipients().size();
      for (int i = 0; i < many; i++) {
        String id =
            random.nextInt(5) == 0 ? any(vendorIds).orElse("v0") : "v" + random.nextInt(1_000_000);
        vendorIds.add(id);
        phones.put(id, call.recipients().get(i).number().digits());
        ids.add(id);
      }
    }
    Billing billing =
        random.nextBoolean()
            ? Billing.NONE
            : new Billing(
                OptionalInt.of(random.nextInt(5)),
                Optional.of(BigDecimal.valueOf(random.nextInt(1000), random.nextInt(5))),
                Optional.empty());
    CallRecord record =
        new CallRecord(
            call.number(),
            call.channel(),
            result,
            new CallRecord.VendorAnswer(ids, Optional.empty(), Optional.empty()),
            billing,
            now.minusMillis(random.nextInt(5000)),
            Duration.ofMillis(random.nextInt(5000)));
    boolean goesOn =
        result == CallRecord.Result.NOT_SENT
            || result == CallRecord.Result.REJECTED && random.nextBoolean();
    List<NewCall> further =
        goesOn
            ? List.of(
                new NewCall(
                    new RouteStep(CHANNELS.get(random.nextInt(2)), CHANNELS, 2),
                    call.recipients(),
                    now))
            : List.of();
    return new CallEnd(record, CallEnd.of(record, call.recipients().size()).messageIds(), further);
  }

  private void claim() {
    for (String channel : CHANNELS) {
      int unused =
          StoreException.await(
              store
                  .calls(OPT_OUTS)
                  .claimAsync(
                      new CallStore.Claim(channel, 1 + random.nextInt(5), CallStore.Scope.ALL),
                      now,
                      claimed ->
                          claimed
                              .calls()
                              .forEach(call -> call.content().get().ifPresent(running::add))));
    }
  }

  private void report() {
    List<IncomingRecord.DeliveryReport> batch = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      Optional<IncomingRecord.DeliveryReport> repeated =
          any(reports).filter(earlier -> random.nextInt(4) == 0);
      String id =
          random.nextInt(4) == 0 ? "x" + random.nextInt(1_000_000) : any(vendorIds).orElse("x");
      String phone = String.valueOf(13800138000L + random.nextInt(6) * 10L + random.nextInt(4));
      String status = List.of("DELIVRD", "DELIVRD", "UNDELIV", "ENROUTE").get(random.nextInt(4));
      batch.add(
          repeated
              .or(() -> ofRunning(id, status))
              .orElseGet(() -> InboxContract.report(id, phones.getOrDefault(id, phone), status)));
    }
    reports.addAll(batch);
    count++;
    int unused =
        store
            .records()
            .storePush(
                InboxContract.batch(RecordKind.REPORTS, batch, List.of()),
                ("push " + count).getBytes(StandardCharsets.UTF_8),
                now);
  }

  /** By the gateway's own id of the call, before the call has ended. */
  private Optional<IncomingRecord.DeliveryReport> ofRunning(String id, String status) {
    return any(running)
        .filter(call -> random.nextInt(3) == 0)
        .map(
            call ->
                InboxContract.report(
                    id,
                    call.recipients().get(0).number().digits(),
                    status,
                    Optional.of(call.id())));
  }

  private void settle() {
    any(submissions)
        .ifPresent(
            submission -> {
              Recipient recipient = submission.calls().get(0).recipients().get(0);
              Object unused =
                  store
                      .operators()
                      .settle(
                          submission.id(),
                          recipient.number(),
                          new Settlement(
                              random.nextBoolean() ? DeliveryState.DELIVERED : DeliveryState.FAILED,
                              "boss",
                              "asked",
                              now));
            });
  }

  private void cancel() {
    any(submissions)
        .ifPresent(
            submission -> {
              if (random.nextBoolean()) {
                boolean unused =
                    store.submissions().cancel(submission.consumer(), submission.id(), now);
              } else {
                Object unused =
                    store
                        .operators()
                        .cancel(SubmissionName.of(submission.id()), "boss", "why not", now);
              }
            });
  }

  private void rare() {
    switch (random.nextInt(5)) {
      case 0 -> store.calls().expire(now);
      case 1 ->
          // The node's calls are abandoned; their ends may come late.
          store.calls().signOff(now);
      case 2 ->
          any(running)
              .ifPresent(
                  call -> {
                    running.remove(call);
                    Object unused =
                        StoreException.await(store.calls().rejectUnreadable(call.key(), now));
                  });
      case 3 -> {
        Set<Object> kept = new HashSet<>();
        running.removeIf(call -> random.nextInt(5) == 0 || !kept.add(call.key()));
        Object unused = StoreException.await(store.calls().releaseAsync(kept::contains));
      }
      default -> {
        long unused =
            store.records().matchWaiting(InboxContract.sources(), 0, Duration.ofMinutes(10), now);
        int corrected = store.records().correct(InboxContract.sources(), now);
        assertThat(corrected).isNotNegative();
      }
    }
  }

  private void optOut() {
    OptOut unused =
        store
            .optOuts()
            .add(
                new OptOut(
                    OptOutList.ofConsumer("shop"),
                    new PhoneNumber(String.valueOf(13800138000L + random.nextInt(3) * 10L)),
                    now,
                    Optional.empty(),
                    Optional.of(new OptOut.ByHand("boss", "asked"))));
    any(submissions)
        .map(submission -> submission.calls().get(0).recipients().get(0).number())
        .ifPresent(
            number -> {
              boolean lifted =
                  store
                      .optOuts()
                      .lift(
                          OptOutList.ofConsumer("shop"),
                          number,
                          new OptOut.ByHand("boss", "again"),
                          now);
              assertThat(lifted).isIn(true, false);
            });
  }
}
