package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.gateway.core.channel.ChannelStateStore;
import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.operation.OperatorStore;
import dev.yizhan.gateway.core.operation.SearchPage;
import dev.yizhan.gateway.core.operation.SearchQuery;
import dev.yizhan.gateway.core.operation.Settlement;
import dev.yizhan.gateway.core.optout.OptOut;
import dev.yizhan.gateway.core.optout.OptOutList;
import dev.yizhan.gateway.core.optout.OptOutPolicy;
import dev.yizhan.gateway.core.optout.OptOutRules;
import dev.yizhan.gateway.core.optout.OptOutScope;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallKey;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.CallStore;
import dev.yizhan.gateway.core.submission.ClaimedCall;
import dev.yizhan.gateway.core.submission.ClaimedCalls;
import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.DueCalls;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.core.submission.RouteStep;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.core.submission.SubmissionHead;
import dev.yizhan.gateway.core.submission.SubmissionStore;
import dev.yizhan.gateway.core.submission.TimelineEvent;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Billing;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.SendOptions;
import dev.yizhan.vendor.Sent;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store, on both databases. */
abstract class StoreContract {

  private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");
  private static final Duration TOOK = Duration.ofMillis(30);

  static final KeyRing KEYS = KeyRing.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

  private GatewayStore store;

  /** Another node on the same data, or the only one. */
  abstract GatewayStore opened(KeyRing keys);

  /** To the database itself. */
  abstract Connection connection() throws SQLException;

  @BeforeEach
  void open() {
    store = opened(KEYS);
  }

  @AfterEach
  void close() {
    store.close();
  }

  GatewayStore store() {
    return store;
  }

  private SubmissionStore submissions() {
    return store.submissions();
  }

  private CallStore calls() {
    return store.calls();
  }

  private void reopen() {
    store.close();
    open();
  }

  static NewSubmission submission(long id, String requestId, int... recipientsOfCalls) {
    return submission(id, requestId, Optional.empty(), recipientsOfCalls);
  }

  static NewSubmission submission(
      long id, String requestId, Optional<Instant> sendAt, int... recipientsOfCalls) {
    List<NewCall> calls = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    int position = 0;
    for (int recipients : recipientsOfCalls) {
      List<Recipient> of = new ArrayList<>();
      for (int i = 0; i < recipients; i++) {
        String number = Long.toString(13800000000L + position);
        of.add(new Recipient(position, new PhoneNumber(number)));
        numbers.add(number);
        position++;
      }
      calls.add(
          new NewCall(
              new RouteStep("winic", List.of("winic", "linkws"), 1), of, sendAt.orElse(NOW)));
    }
    return new NewSubmission(
        new SubmissionHead(
            id, "shop", Optional.of(requestId), Optional.of("order 7"), "winic", NOW, sendAt, 1),
        Content.of(numbers, "测试", SendOptions.NONE.withExtension("01")),
        "fingerprint",
        calls,
        Priority.NORMAL,
        sendAt.isPresent() ? NewSubmission.Start.DUE : NewSubmission.Start.CLAIMED,
        sendAt.orElse(NOW).plusSeconds(600));
  }

  /** Stores a submission, and returns its first call as claimed. */
  PendingCall inserted(NewSubmission submission) {
    assertThat(submissions().insert(submission))
        .isEqualTo(new SubmissionStore.Insertion.Inserted());
    return submission.first();
  }

  private Submission found(long id) {
    return submissions().find(Optional.of("shop"), id, 0).orElseThrow();
  }

  List<DeliveryState> states(long id) {
    return found(id).deliveries().stream().map(Delivery::state).toList();
  }

  private static CallEnd end(PendingCall call, Outcome<Sent> outcome, NewCall... further) {
    CallRecord record = CallRecord.of(call, outcome, NOW, TOOK);
    return new CallEnd(
        record,
        record.outcome() == CallRecord.Result.ACCEPTED ? record.answer().ids() : List.of(),
        List.of(further));
  }

  void finished(PendingCall call, Outcome<Sent> outcome, NewCall... further) {
    calls().finish(call, end(call, outcome, further));
  }

  /** Claims due calls of a channel. */
  static List<PendingCall> claimed(CallStore calls, String channel, int limit, Instant now) {
    List<PendingCall> claimed = new ArrayList<>();
    calls
        .claimAsync(
            new CallStore.Claim(channel, limit, CallStore.Scope.ALL),
            now,
            found -> found.calls().forEach(call -> claimed.add(call.content().get().orElseThrow())))
        .join();
    return claimed;
  }

  /** Claims due calls of all channels. */
  private List<PendingCall> claimed(Instant now) {
    calls().expire(now);
    return calls().waitingChannels(now).stream()
        .flatMap(channel -> claimed(calls(), channel, 10, now).stream())
        .toList();
  }

  private static NewCall again(PendingCall call, String channel, Instant dueAt) {
    return new NewCall(call.step().again().over(channel), call.recipients(), dueAt);
  }

  @Test
  void countsCallsThatAreDueAndLeavesSubmissionsOut() {
    inserted(submission(1, "a", 1, 1, 1));
    inserted(submission(2, "b", 1, 1));
    inserted(submission(3, "c", Optional.of(NOW.plusSeconds(60)), 1, 1));
    // The first call of a submission is claimed at once.
    assertThat(calls().dueCalls(NOW, Set.of()))
        .containsExactly(new DueCalls("winic", "shop", 3, NOW));
    assertThat(calls().dueCalls(NOW, Set.of(1L, 99L)))
        .containsExactly(new DueCalls("winic", "shop", 1, NOW));
    assertThat(calls().dueCalls(NOW, Set.of(1L, 2L, 3L))).isEmpty();
    Set<Long> many = LongStream.rangeClosed(2, 250).boxed().collect(Collectors.toSet());
    assertThat(calls().dueCalls(NOW.plusSeconds(60), many))
        .containsExactly(new DueCalls("winic", "shop", 2, NOW));
  }

  @Test
  void claimsTheFirstCallWhenASubmissionIsStored() {
    PendingCall call = inserted(submission(1, "a", 2));
    reopen();
    Submission found = found(1);
    assertThat(found.state()).isEqualTo("SUBMITTING");
    assertThat(found.head().requestId()).contains("a");
    assertThat(found.head().reference()).contains("order 7");
    assertThat(found.head().createdAt()).isEqualTo(NOW);
    assertThat(found.calls()).isEmpty();
    assertThat(found.deliveries())
        .extracting(Delivery::number)
        .isEqualTo(call.recipients().stream().map(Recipient::number).toList());
  }

  @Test
  void storesTheEndOfACall() {
    PendingCall call = inserted(submission(1, "a", 1));
    Outcome<Sent> accepted =
        new Outcome.Accepted<>(
            new Sent(
                List.of("0109105116643368"),
                0,
                new Billing(
                    OptionalInt.of(1),
                    Optional.of(new BigDecimal("0.1")),
                    Optional.of(new BigDecimal("8.6")))));
    finished(call, accepted);
    reopen();
    assertThat(found(1).calls()).containsExactly(CallRecord.of(call, accepted, NOW, TOOK));
    assertThat(found(1).deliveries())
        .containsExactly(
            new Delivery(
                new PhoneNumber("13800000000"),
                DeliveryState.SUBMITTED,
                Optional.of("0109105116643368"),
                Optional.empty(),
                NOW.plus(TOOK),
                Optional.empty(),
                false));
  }

  @Test
  void claimsOthersInPlaceOfCallsThatHaveNobodyLeft() {
    int[] oneEach = IntStream.generate(() -> 1).limit(20).toArray();
    NewSubmission waiting = submission(1, "a", Optional.of(NOW), oneEach);
    assertThat(store().submissions().insert(waiting))
        .isEqualTo(new SubmissionStore.Insertion.Inserted());
    OptOutList list = OptOutList.ofConsumer("shop");
    for (int i = 0; i < 18; i++) {
      OptOut byHand =
          new OptOut(
              list,
              new PhoneNumber(Long.toString(13800000000L + i)),
              NOW,
              Optional.empty(),
              Optional.of(new OptOut.ByHand("ops", "by telephone")));
      assertThat(store().optOuts().add(byHand)).isEqualTo(byHand);
    }
    OptOutRules rules = new OptOutRules(Set.of("TD"), OptOutScope.CONSUMER, Map.of(), false);
    CallStore calls = store().calls(new OptOutPolicy(() -> rules, channel -> Optional.empty()));
    List<ClaimedCalls> claims = new ArrayList<>();
    int claimed =
        calls
            .claimAsync(new CallStore.Claim("winic", 1, CallStore.Scope.ALL), NOW, claims::add)
            .join();
    assertThat(claimed).isEqualTo(1);
    assertThat(claims.get(0).calls())
        .extracting(ClaimedCall::key)
        .containsExactly(new CallKey(1, 19));
    assertThat(claims.get(0).stopped())
        .hasSize(18)
        .allMatch(stopped -> stopped.isWhole() && stopped.recipients() == 1);
    assertThat(states(1)).filteredOn(DeliveryState.CANCELLED::equals).hasSize(18);
    assertThat(found(1).deliveries().get(0).code()).contains(FaultCode.RECIPIENT_OPTED_OUT);
  }

  @Test
  void claimsTheWaitingCallsOfASubmissionInTheirOrder() {
    PendingCall first = inserted(submission(1, "a", 2, 1, 1));
    assertThat(states(1))
        .containsExactly(
            DeliveryState.SUBMITTING,
            DeliveryState.SUBMITTING,
            DeliveryState.QUEUED,
            DeliveryState.QUEUED);
    PendingCall second = claimed(calls(), "winic", 1, NOW).get(0);
    assertThat(second.recipients())
        .containsExactly(new Recipient(2, new PhoneNumber("13800000002")));
    assertThat(second.message())
        .isEqualTo(
            new Message(List.of(new PhoneNumber("13800000002")), "测试")
                .with(SendOptions.NONE.withExtension("01")));
    PendingCall third = claimed(calls(), "winic", 1, NOW).get(0);
    assertThat(claimed(calls(), "winic", 1, NOW)).isEmpty();
    finished(second, new Outcome.Rejected<>(WinicCode.BALANCE_TOO_LOW, Optional.empty()));
    finished(first, new Outcome.Accepted<>(Sent.withId("1")));
    finished(third, new Outcome.Unknown<>("cut"));
    assertThat(states(1))
        .containsExactly(
            DeliveryState.SUBMITTED,
            DeliveryState.SUBMITTED,
            DeliveryState.REJECTED,
            DeliveryState.UNKNOWN);
    assertThat(found(1).state()).isEqualTo("UNKNOWN");
  }

  @Test
  void assignsAnIdToEachRecipientIfTheVendorReturnedAsMany() {
    PendingCall call = inserted(submission(1, "a", 3));
    finished(call, new Outcome.Accepted<>(new Sent(List.of("x", "y", "z"), 0, Billing.NONE)));
    assertThat(found(1).deliveries())
        .extracting(delivery -> delivery.vendorMessageId().orElseThrow())
        .containsExactly("x", "y", "z");
  }

  @Test
  void storesTheSameEndTwiceWithoutEffect() {
    PendingCall call = inserted(submission(1, "a", 1));
    NewCall again = again(call, "linkws", NOW.plusSeconds(5));
    finished(call, new Outcome.NotSent<>("refused"), again);
    finished(call, new Outcome.NotSent<>("refused"), again);
    assertThat(claimed(NOW.plusSeconds(5))).hasSize(1);
    assertThat(found(1).calls()).hasSize(1);
  }

  @Test
  void retriesWhatWasCertainlyNotSentWhenItIsDue() {
    PendingCall call = inserted(submission(1, "a", 1));
    Instant later = NOW.plusSeconds(5);
    finished(call, new Outcome.NotSent<>("refused"), again(call, "linkws", later));
    assertThat(states(1)).containsExactly(DeliveryState.QUEUED);
    assertThat(claimed(later.minusMillis(1))).isEmpty();
    reopen();
    List<PendingCall> claimed = claimed(later);
    assertThat(claimed)
        .singleElement()
        .satisfies(
            again -> {
              assertThat(again.step().attempt()).isEqualTo(2);
              assertThat(again.channel()).isEqualTo("linkws");
              assertThat(again.step().route()).containsExactly("winic", "linkws");
              assertThat(again.recipients()).isEqualTo(call.recipients());
              assertThat(again.message()).isEqualTo(call.message());
            });
    assertThat(claimed(later)).isEmpty();
    finished(claimed.get(0), new Outcome.Accepted<>(Sent.withId("1")));
    assertThat(found(1).calls())
        .extracting(CallRecord::outcome)
        .containsExactly(CallRecord.Result.NOT_SENT, CallRecord.Result.ACCEPTED);
  }

  @Test
  void claimsOverTheNextChannelAtOnceWhatOneDidNotSend() {
    PendingCall call = inserted(submission(1, "a", 1));
    finished(call, new Outcome.NotSent<>("refused"), again(call, "linkws", NOW));
    assertThat(claimed(calls(), "winic", 1, NOW)).isEmpty();
    PendingCall next = claimed(calls(), "linkws", 1, NOW).get(0);
    assertThat(next.number()).isEqualTo(2);
    assertThat(states(1)).containsExactly(DeliveryState.SUBMITTING);
  }

  @Test
  void expiresCalls() {
    PendingCall call = inserted(submission(1, "a", 1));
    finished(call, new Outcome.NotSent<>("refused"), again(call, "winic", NOW.plusSeconds(5)));
    assertThat(claimed(NOW.plusSeconds(600))).isEmpty();
    assertThat(states(1)).containsExactly(DeliveryState.EXPIRED);
  }

  @Test
  void holdsAScheduledMessage() {
    Instant later = NOW.plusSeconds(3600);
    inserted(submission(1, "a", Optional.of(later), 1, 1));
    assertThat(states(1)).containsOnly(DeliveryState.SCHEDULED);
    assertThat(found(1).head().sendAt()).contains(later);
    assertThat(claimed(later.minusMillis(1))).isEmpty();
    reopen();
    assertThat(claimed(later)).hasSize(2);
    assertThat(states(1)).containsOnly(DeliveryState.SUBMITTING);
  }

  @Test
  void cancelsOnlyWhatWaits() {
    PendingCall first = inserted(submission(1, "a", 1, 1));
    assertThat(submissions().cancel("other", 1, NOW)).isFalse();
    assertThat(submissions().cancel("shop", 1, NOW.plusSeconds(1))).isTrue();
    assertThat(states(1)).containsExactly(DeliveryState.SUBMITTING, DeliveryState.CANCELLED);
    finished(first, new Outcome.Accepted<>(Sent.withId("1")));
    assertThat(submissions().cancel("shop", 1, NOW.plusSeconds(2))).isTrue();
    assertThat(states(1)).containsExactly(DeliveryState.SUBMITTED, DeliveryState.CANCELLED);
    assertThat(found(1).events())
        .containsExactly(
            new TimelineEvent(
                NOW.plusSeconds(1),
                TimelineEvent.Kind.CANCELLED,
                Optional.empty(),
                DeliveryState.CANCELLED,
                "shop",
                Optional.empty()));
  }

  @Test
  void holdsCallsOfASuspendedChannelUntilTheyExpire() {
    inserted(submission(1, "a", Optional.of(NOW.plusSeconds(1)), 1));
    ChannelStateStore channels = store.channelStates();
    channels.change("winic", new ChannelStateStore.ChannelState(true, "ops", "bill", NOW));
    assertThat(claimed(NOW.plusSeconds(2))).isEmpty();
    channels.change("winic", new ChannelStateStore.ChannelState(false, "ops", "paid", NOW));
    assertThat(channels.channelStates())
        .containsEntry("winic", new ChannelStateStore.ChannelState(false, "ops", "paid", NOW));
    assertThat(claimed(NOW.plusSeconds(2))).hasSize(1);

    inserted(submission(2, "b", Optional.of(NOW.plusSeconds(1)), 1));
    channels.change("winic", new ChannelStateStore.ChannelState(true, "ops", "bill", NOW));
    claimed(NOW.plusSeconds(601));
    assertThat(states(2)).containsExactly(DeliveryState.EXPIRED);
  }

  @Test
  void marksTheCallsOfADeadNodeAsUnknown() {
    PendingCall call = inserted(submission(1, "a", 1, 1));
    finished(call, new Outcome.NotSent<>("refused"), again(call, "winic", NOW));
    assertThat(claimed(calls(), "winic", 1, NOW)).hasSize(1);
    // One of the two calls is running now, and one waits.
    reopen();
    Map<Long, Long> others = calls().otherNodes();
    assertThat(others).hasSize(1);
    others.forEach(
        (node, beats) -> {
          assertThat(calls().declareDead(node, beats - 1, NOW)).isZero();
          assertThat(calls().declareDead(node, beats, NOW)).isEqualTo(1);
          assertThat(calls().declareDead(node, beats, NOW)).isZero();
        });
    assertThat(states(1)).containsExactlyInAnyOrder(DeliveryState.UNKNOWN, DeliveryState.QUEUED);
    assertThat(found(1).calls())
        .last()
        .satisfies(
            last -> assertThat(last.answer().meaning().orElseThrow()).contains("ended while"));
    assertThat(claimed(NOW)).hasSize(1);
    assertThat(claimed(NOW)).isEmpty();
  }

  @Test
  void marksItsClaimedCallsAsUnknownWhenItSignsOff() {
    inserted(submission(1, "a", 1));
    calls().signOff(NOW);
    reopen();
    assertThat(calls().otherNodes()).isEmpty();
    assertThat(states(1)).containsExactly(DeliveryState.UNKNOWN);
  }

  @Test
  void releasesACallThatWasNotStarted() {
    inserted(submission(1, "a", 1));
    assertThat(calls().releaseAsync(Set.of(new CallKey(1, 1))::contains).join()).isEmpty();
    assertThat(states(1)).containsExactly(DeliveryState.SUBMITTING);
    assertThat(calls().releaseAsync(key -> false).join()).containsExactly(new CallKey(1, 1));
    assertThat(states(1)).containsExactly(DeliveryState.QUEUED);
    assertThat(claimed(NOW)).extracting(PendingCall::number).containsExactly(1);
  }

  @Test
  void storesASettlement() {
    PendingCall call = inserted(submission(1, "a", 1));
    OperatorStore operators = store.operators();
    PhoneNumber number = new PhoneNumber("13800000000");
    Settlement settlement =
        new Settlement(DeliveryState.DELIVERED, "ops", "the customer has it", NOW.plusSeconds(9));
    assertThat(operators.settle(1, number, settlement).orElseThrow())
        .isEqualTo(DeliveryState.SUBMITTING);
    assertThat(states(1)).containsExactly(DeliveryState.SUBMITTING);
    finished(call, new Outcome.Unknown<>("cut"));
    assertThat(operators.settle(1, number, settlement).orElseThrow())
        .isEqualTo(DeliveryState.UNKNOWN);
    assertThat(states(1)).containsExactly(DeliveryState.DELIVERED);
    assertThat(found(1).events())
        .containsExactly(
            new TimelineEvent(
                NOW.plusSeconds(9),
                TimelineEvent.Kind.SETTLED,
                Optional.of(number),
                DeliveryState.DELIVERED,
                "ops",
                Optional.of("the customer has it")));
    assertThat(operators.settle(1, new PhoneNumber("13900000000"), settlement)).isEmpty();
  }

  /** Earlier versions stored a mobile that was given with 0 as a landline. */
  @Test
  void findsAndSettlesNumbersThatEarlierVersionsStored() {
    NewSubmission plain = submission(Ids.lowestAt(NOW), "a", 1);
    NewCall call = plain.calls().get(0);
    PhoneNumber landline = new PhoneNumber("013800138000");
    NewSubmission former =
        new NewSubmission(
            plain.head(),
            plain.content(),
            plain.fingerprint(),
            List.of(
                new NewCall(
                    call.step(),
                    List.of(
                        new Recipient(0, landline),
                        new Recipient(1, new PhoneNumber("01380013800"))),
                    call.dueAt())),
            plain.priority(),
            plain.start(),
            plain.expiresAt());
    finished(inserted(former), new Outcome.Unknown<>("cut"));
    Settlement settlement =
        new Settlement(DeliveryState.DELIVERED, "ops", "the customer has it", NOW.plusSeconds(9));
    for (PhoneNumber number : List.of(PhoneNumber.of("013800138000"), landline)) {
      SearchQuery byNumber = query(Optional.of(number.digits()), Optional.empty());
      assertThat(store.operators().search(byNumber).submissions())
          .flatExtracting(Submission::deliveries)
          .extracting(Delivery::number)
          .containsExactly(landline);
    }
    assertThat(store.operators().settle(plain.id(), PhoneNumber.of("+8613800138000"), settlement))
        .contains(DeliveryState.UNKNOWN);
    assertThat(states(plain.id()))
        .containsExactlyInAnyOrder(DeliveryState.DELIVERED, DeliveryState.UNKNOWN);
  }

  @Test
  void searchesByAllCriteria() {
    long first = Ids.lowestAt(NOW);
    long second = Ids.lowestAt(NOW.plusSeconds(60));
    PendingCall unknown = inserted(submission(first, "a", 3));
    finished(unknown, new Outcome.Unknown<>("cut"));
    inserted(submission(second, "b", 1));
    SearchQuery all =
        new SearchQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(ids(all)).containsExactly(second, first);
    assertThat(ids(query(Optional.of("13800000001"), Optional.empty()))).containsExactly(first);
    assertThat(ids(query(Optional.of("13800000000"), Optional.of(DeliveryState.UNKNOWN))))
        .containsExactly(first);
    assertThat(ids(query(Optional.empty(), Optional.of(DeliveryState.SUBMITTING))))
        .containsExactly(second);
    assertThat(
            ids(
                new SearchQuery(
                    Optional.empty(),
                    Optional.of("shop"),
                    Optional.of("winic"),
                    Optional.empty(),
                    Optional.of(NOW.minusSeconds(1)),
                    Optional.of(NOW.plusSeconds(1)),
                    Optional.empty())))
        .containsExactly(first);
    assertThat(
            ids(
                new SearchQuery(
                    Optional.empty(),
                    Optional.of("nobody"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())))
        .isEmpty();
    assertThat(
            ids(
                new SearchQuery(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(second))))
        .containsExactly(first);
    assertThat(
            store
                .operators()
                .search(query(Optional.of("13800000001"), Optional.empty()))
                .submissions()
                .get(0)
                .deliveries())
        .extracting(Delivery::number)
        .containsExactly(new PhoneNumber("13800000001"));
  }

  /** As a store that an earlier version has filled. */
  private static String migration(String name) throws IOException {
    try (InputStream in = GatewayStore.class.getResourceAsStream("/db/migration/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("(?m)^--.*$", "");
    }
  }

  @Test
  void findsWhatWasStoredBeforeTheIndicesWereCreated() throws Exception {
    PendingCall call = inserted(submission(1, "a", 1));
    finished(call, new Outcome.Accepted<>(Sent.withId("v7")));
    store.close();
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      for (String index :
          List.of(
              "submission_reference",
              "delivery_reference",
              "delivery_vendor_id",
              "delivery_guessed_id")) {
        statement.execute("DROP INDEX " + index);
      }
      statement.execute("DROP TABLE account_rejection");
      // By itself: later migrations have run, and would not run again.
      for (String each : migration("V6__finding.sql").split(";", -1)) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
    open();
    for (SearchQuery.Names names :
        List.of(
            new SearchQuery.Names(Optional.of("a"), Optional.empty(), Optional.empty()),
            new SearchQuery.Names(Optional.empty(), Optional.of("order 7"), Optional.empty()),
            new SearchQuery.Names(Optional.empty(), Optional.empty(), Optional.of("v7")))) {
      assertThat(ids(query(names))).containsExactly(1L);
    }
  }

  /** A report that was matched by number has an id that no call has returned. */
  @Test
  void findsTheVendorsIdOfAReportThatWasMatchedByNumber() throws SQLException {
    inserted(submission(1, "a", 2));
    store.close();
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE delivery SET guessed_vendor_id = 'g9' WHERE position = 1");
    }
    open();
    SearchQuery query =
        query(new SearchQuery.Names(Optional.empty(), Optional.empty(), Optional.of("g9")));
    assertThat(store.operators().search(query).submissions())
        .flatExtracting(Submission::deliveries)
        .extracting(Delivery::number)
        .containsExactly(new PhoneNumber("13800000001"));
  }

  private static SearchQuery query(SearchQuery.Names names) {
    return new SearchQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        names);
  }

  private static SearchQuery query(Optional<String> number, Optional<DeliveryState> state) {
    return new SearchQuery(
        number.map(PhoneNumber::new),
        Optional.empty(),
        Optional.empty(),
        state,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private List<Long> ids(SearchQuery query) {
    return store.operators().search(query).submissions().stream().map(Submission::id).toList();
  }

  @Test
  void returnsAPageOfResults() {
    for (int i = 1; i <= 60; i++) {
      inserted(submission(i, "r" + i, 12));
    }
    SearchPage page = store.operators().search(query(Optional.empty(), Optional.empty()));
    assertThat(page.more()).isTrue();
    assertThat(page.submissions()).hasSize(50);
    assertThat(page.submissions().get(0).deliveries()).hasSize(10);
    assertThat(page.submissions().get(0).next()).hasValue(10);
  }

  @Test
  void countsWhatShouldHaveBeenRemoved() {
    Instant later = NOW.plusSeconds(3600);
    assertThat(submissions().overdue(later)).isEmpty();
    finished(
        inserted(submission(Ids.lowestAt(NOW), "a", 1)), new Outcome.Accepted<>(Sent.withId("1")));
    finished(
        inserted(submission(Ids.lowestAt(NOW) + 1, "b", 1)),
        new Outcome.Accepted<>(Sent.withId("2")));
    inserted(submission(Ids.lowestAt(NOW) + 2, "running", 1));
    assertThat(submissions().overdue(NOW)).isEmpty();
    assertThat(submissions().overdue(later)).contains(new SubmissionStore.Overdue(2, NOW));
    assertThat(submissions().remove(later)).isEqualTo(2);
    assertThat(submissions().overdue(later)).isEmpty();
  }

  @Test
  void limitsTheRecipientsRemovedAtOnce() {
    Instant later = NOW.plusSeconds(3600);
    for (int i = 0; i < 3; i++) {
      inserted(submission(Ids.lowestAt(NOW) + i, "r" + i, 1500));
    }
    calls().signOff(NOW);
    assertThat(submissions().remove(later)).isEqualTo(1);
    assertThat(submissions().remove(later)).isEqualTo(1);
    assertThat(submissions().remove(later)).isEqualTo(1);
    assertThat(submissions().remove(later)).isZero();
  }

  @Test
  void doesNotRetrySettledDeliveries() {
    PendingCall call = inserted(submission(1, "a", 2));
    calls().signOff(NOW);
    PhoneNumber number = new PhoneNumber("13800000000");
    store
        .operators()
        .settle(1, number, new Settlement(DeliveryState.FAILED, "ops", "never came", NOW));
    // The node was alive, and reports that nothing was sent.
    finished(call, new Outcome.NotSent<>("refused"), again(call, "winic", NOW.plusSeconds(5)));
    assertThat(states(1)).containsExactly(DeliveryState.FAILED, DeliveryState.QUEUED);
    assertThat(claimed(NOW.plusSeconds(5)))
        .singleElement()
        .satisfies(
            next ->
                assertThat(next.recipients())
                    .containsExactly(new Recipient(1, new PhoneNumber("13800000001"))));
  }

  @Test
  void removesExpiredSubmissionsButNotWaitingOnes() {
    long old = Ids.lowestAt(NOW);
    PendingCall over = inserted(submission(old, "a", 2));
    finished(over, new Outcome.Unknown<>("cut"));
    inserted(submission(old + 1, "b", Optional.of(NOW.plusSeconds(1)), 1));
    PendingCall held = inserted(submission(old + 2, "c", 1));
    finished(held, new Outcome.Unknown<>("cut"));
    Instant expired = NOW.plusSeconds(600);
    assertThat(submissions().remove(expired)).isZero();
    assertThat(submissions().remove(expired.plusMillis(1))).isEqualTo(2);
    assertThat(submissions().find(Optional.of("shop"), old, 0)).isEmpty();
    assertThat(submissions().remove(expired.plusSeconds(9))).isZero();
    assertThat(found(old + 1).deliveries()).hasSize(1);
    // The request id is free again.
    inserted(submission(old + 3, "a", 1));
  }

  @Test
  void failsAfterItIsClosed() {
    SubmissionStore submissions = submissions();
    store.close();
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> submissions.insert(submission(1, "a", 1)))
        .matches(e -> e.certainty() == StoreException.Certainty.NOT_DONE);
    open();
  }

  @Test
  void storesARepeatedRequestOnce() {
    inserted(submission(1, "a", 1));
    assertThat(submissions().insert(submission(2, "a", 1)))
        .isEqualTo(new SubmissionStore.Insertion.Repeated(1, "fingerprint"));
    assertThat(submissions().find(Optional.of("shop"), 2, 0)).isEmpty();
    assertThat(submissions().findByRequestId("shop", "a"))
        .contains(new SubmissionStore.Insertion.Repeated(1, "fingerprint"));
    assertThat(submissions().findByRequestId("other", "a")).isEmpty();
  }

  @Test
  void storesOneOfTwoHundredConcurrentIdenticalRequests() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(32);
    try {
      List<Future<SubmissionStore.Insertion>> all =
          callers.invokeAll(
              IntStream.rangeClosed(1, 200)
                  .<Callable<SubmissionStore.Insertion>>mapToObj(
                      id -> () -> submissions().insert(submission(id, "a", 1)))
                  .toList());
      int inserted = 0;
      for (Future<SubmissionStore.Insertion> one : all) {
        inserted += one.get() instanceof SubmissionStore.Insertion.Inserted ? 1 : 0;
      }
      assertThat(inserted).isEqualTo(1);
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void rollsBackOnlyTheFailingOperation() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try {
      inserted(submission(1, "taken", 1));
      // The same id with other request ids violates the primary key; the others are stored.
      List<Future<SubmissionStore.Insertion>> all =
          callers.invokeAll(
              IntStream.rangeClosed(1, 100)
                  .<Callable<SubmissionStore.Insertion>>mapToObj(
                      i ->
                          () ->
                              submissions()
                                  .insert(submission(i % 2 == 0 ? 1 : 1000 + i, "r" + i, 1)))
                  .toList());
      int failed = 0;
      for (Future<SubmissionStore.Insertion> one : all) {
        try {
          one.get();
        } catch (java.util.concurrent.ExecutionException e) {
          failed++;
        }
      }
      assertThat(failed).isEqualTo(50);
      assertThat(IntStream.rangeClosed(1, 100).filter(i -> i % 2 == 1))
          .allSatisfy(i -> assertThat(found(1000 + i).deliveries()).hasSize(1));
      assertThat(found(1).deliveries()).hasSize(1);
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void returnsAPageOfALongSubmission() {
    inserted(submission(1, "a", 2500));
    Submission first = found(1);
    assertThat(first.deliveries()).hasSize(1000);
    assertThat(first.next()).hasValue(1000);
    Submission last = submissions().find(Optional.of("shop"), 1, 2000).orElseThrow();
    assertThat(last.deliveries()).hasSize(500);
    assertThat(last.next()).isEmpty();
  }

  @Test
  void findsOnlyTheConsumersOwnSubmissions() {
    inserted(submission(1, "a", 1));
    assertThat(submissions().find(Optional.of("other"), 1, 0)).isEmpty();
  }

  @Test
  void decryptsWithAnEarlierKey() {
    inserted(submission(1, "a", Optional.of(NOW.plusSeconds(1)), 1));
    store.close();
    String other = "//////////////////////////////////////////8=";
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> opened(KeyRing.parse(other)))
        .withMessageContaining("keys [");
    store = opened(KeyRing.parse(other + " AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
    assertThat(claimed(NOW.plusSeconds(1)))
        .singleElement()
        .satisfies(call -> assertThat(call.message().texts()).containsExactly("测试"));
  }
}
