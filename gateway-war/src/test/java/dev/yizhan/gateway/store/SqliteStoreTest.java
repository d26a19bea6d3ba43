package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.WinicCode;
import dev.yizhan.gateway.core.CallRecord;
import dev.yizhan.gateway.core.Delivery;
import dev.yizhan.gateway.core.DeliveryState;
import dev.yizhan.gateway.core.NewSubmission;
import dev.yizhan.gateway.core.PendingCall;
import dev.yizhan.gateway.core.StoreException;
import dev.yizhan.gateway.core.Submission;
import dev.yizhan.gateway.core.SubmissionStore;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {

  private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");
  private static final Duration TOOK = Duration.ofMillis(30);

  @TempDir private Path directory;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(directory);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private SubmissionStore submissions() {
    return store.submissions();
  }

  private void reopen() {
    store.close();
    open();
  }

  private static NewSubmission submission(long id, String requestId, int... recipientsOfCalls) {
    List<VendorCall> calls = new ArrayList<>();
    long number = 13800000000L;
    for (int recipients : recipientsOfCalls) {
      List<PhoneNumber> numbers = new ArrayList<>();
      for (int i = 0; i < recipients; i++) {
        numbers.add(new PhoneNumber(Long.toString(number++)));
      }
      calls.add(new VendorCall(numbers, "测试"));
    }
    return new NewSubmission(
        id,
        "shop",
        Optional.of(requestId),
        "hash",
        "winic",
        Optional.of("order 7"),
        "测试",
        1,
        calls,
        NOW,
        NOW.plusSeconds(600));
  }

  private PendingCall inserted(NewSubmission submission) {
    return ((SubmissionStore.Insertion.Inserted) submissions().insert(submission)).first();
  }

  private Submission found(long id) {
    return submissions().find("shop", id, 0).orElseThrow();
  }

  private List<DeliveryState> states(long id) {
    return found(id).deliveries().stream().map(Delivery::state).toList();
  }

  private Optional<PendingCall> finished(PendingCall call, Outcome<Sent> outcome) {
    return submissions().finish(call, CallRecord.of(call, outcome, NOW, TOOK), Optional.empty());
  }

  @Test
  void hasASubmissionOnItsWayAsSoonAsItIsWrittenDown() {
    PendingCall call = inserted(submission(1, "a", 2));
    reopen();
    Submission found = found(1);
    assertThat(found.state()).isEqualTo("SUBMITTING");
    assertThat(found.requestId()).contains("a");
    assertThat(found.reference()).contains("order 7");
    assertThat(found.createdAt()).isEqualTo(NOW);
    assertThat(found.calls()).isEmpty();
    assertThat(found.deliveries()).extracting(Delivery::number).isEqualTo(call.call().recipients());
  }

  @Test
  void keepsWhatCameOfACall() {
    PendingCall call = inserted(submission(1, "a", 1));
    Outcome<Sent> accepted =
        new Outcome.Accepted<>(
            new Sent(
                List.of("0109105116643368"),
                0,
                OptionalInt.of(1),
                Optional.of(new BigDecimal("0.1")),
                Optional.of(new BigDecimal("8.6"))));
    assertThat(finished(call, accepted)).isEmpty();
    reopen();
    assertThat(found(1).calls()).containsExactly(CallRecord.of(call, accepted, NOW, TOOK));
    assertThat(found(1).deliveries())
        .containsExactly(
            new Delivery(
                new PhoneNumber("13800000000"),
                DeliveryState.SUBMITTED,
                Optional.of("0109105116643368"),
                NOW.plus(TOOK)));
  }

  @Test
  void makesTheCallsOfASubmissionOneAfterTheOther() {
    PendingCall first = inserted(submission(1, "a", 2, 1, 1));
    assertThat(states(1))
        .containsExactly(
            DeliveryState.SUBMITTING,
            DeliveryState.SUBMITTING,
            DeliveryState.QUEUED,
            DeliveryState.QUEUED);
    PendingCall second = finished(first, new Outcome.Accepted<>(Sent.withId("1"))).orElseThrow();
    assertThat(second.call().recipients()).containsExactly(new PhoneNumber("13800000002"));
    PendingCall third =
        finished(second, new Outcome.Rejected<>(WinicCode.BALANCE_TOO_LOW, Optional.empty()))
            .orElseThrow();
    assertThat(finished(third, new Outcome.Unknown<>("cut"))).isEmpty();
    assertThat(states(1))
        .containsExactly(
            DeliveryState.SUBMITTED,
            DeliveryState.SUBMITTED,
            DeliveryState.REJECTED,
            DeliveryState.UNKNOWN);
    assertThat(found(1).state()).isEqualTo("UNKNOWN");
  }

  @Test
  void makesACallOnceThoughTwoWantToEndIt() {
    PendingCall call = inserted(submission(1, "a", 1));
    finished(call, new Outcome.Unknown<>("cut"));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> finished(call, new Outcome.Accepted<>(Sent.withId("1"))));
    assertThat(states(1)).containsExactly(DeliveryState.UNKNOWN);
  }

  @Test
  void triesAgainWhatWasSurelyNotSentWhenItsTimeComes() {
    PendingCall call = inserted(submission(1, "a", 1));
    Outcome<Sent> refused = new Outcome.NotSent<>("connection refused");
    Instant later = NOW.plusSeconds(5);
    assertThat(
            submissions().finish(call, CallRecord.of(call, refused, NOW, TOOK), Optional.of(later)))
        .isEmpty();
    assertThat(states(1)).containsExactly(DeliveryState.QUEUED);
    assertThat(submissions().claimDue(later.minusMillis(1), 10)).isEmpty();
    reopen();
    List<PendingCall> claimed = submissions().claimDue(later, 10);
    assertThat(claimed)
        .singleElement()
        .satisfies(
            again -> {
              assertThat(again.attempt()).isEqualTo(2);
              assertThat(again.call().recipients()).isEqualTo(call.call().recipients());
              assertThat(again.call().text()).isEqualTo("测试");
            });
    assertThat(submissions().claimDue(later, 10)).isEmpty();
    finished(claimed.get(0), new Outcome.Accepted<>(Sent.withId("1")));
    assertThat(found(1).calls())
        .extracting(CallRecord::outcome)
        .containsExactly(CallRecord.Result.NOT_SENT, CallRecord.Result.ACCEPTED);
  }

  @Test
  void givesUpWhatIsTooOld() {
    PendingCall call = inserted(submission(1, "a", 1));
    submissions()
        .finish(
            call,
            CallRecord.of(call, new Outcome.NotSent<>("connection refused"), NOW, TOOK),
            Optional.of(NOW.plusSeconds(5)));
    assertThat(submissions().claimDue(NOW.plusSeconds(600), 10)).isEmpty();
    assertThat(states(1)).containsExactly(DeliveryState.EXPIRED);
  }

  @Test
  void doesNotKnowWhatBecameOfACallThatACrashInterrupted() {
    inserted(submission(1, "a", 1, 1));
    reopen();
    assertThat(submissions().settleInterrupted(NOW)).isEqualTo(1);
    assertThat(states(1)).containsExactly(DeliveryState.UNKNOWN, DeliveryState.QUEUED);
    assertThat(submissions().settleInterrupted(NOW)).isZero();
    // The second call was surely not made: it still is.
    assertThat(submissions().claimDue(NOW, 10)).extracting(PendingCall::number).containsExactly(2);
  }

  @Test
  void givesACallBackThatNobodyBegan() {
    PendingCall call = inserted(submission(1, "a", 1));
    submissions().release(call);
    assertThat(states(1)).containsExactly(DeliveryState.QUEUED);
    assertThat(submissions().claimDue(NOW, 10)).extracting(PendingCall::number).containsExactly(1);
  }

  @Test
  void saysSoWhenItIsClosed() {
    SubmissionStore submissions = submissions();
    store.close();
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> submissions.insert(submission(1, "a", 1)));
    open();
  }

  @Test
  void writesARepeatedRequestDownOnce() {
    inserted(submission(1, "a", 1));
    assertThat(submissions().insert(submission(2, "a", 1)))
        .isEqualTo(new SubmissionStore.Insertion.Repeated(1, "hash"));
    assertThat(submissions().find("shop", 2, 0)).isEmpty();
    assertThat(submissions().findId("shop", "a")).contains(1L);
    assertThat(submissions().findId("other", "a")).isEmpty();
  }

  @Test
  void writesOneOfTwoHundredIdenticalRequestsAtOnce() throws Exception {
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
  void takesBackAloneWhatFails() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try {
      inserted(submission(1, "taken", 1));
      // The same id with other request ids breaks the primary key; the others are kept.
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
  void showsAPageOfALongSubmission() {
    inserted(submission(1, "a", 2500));
    Submission first = found(1);
    assertThat(first.deliveries()).hasSize(1000);
    assertThat(first.next()).hasValue(1000);
    Submission last = submissions().find("shop", 1, 2000).orElseThrow();
    assertThat(last.deliveries()).hasSize(500);
    assertThat(last.next()).isEmpty();
  }

  @Test
  void showsAConsumerOnlyItsOwn() {
    inserted(submission(1, "a", 1));
    assertThat(submissions().find("other", 1, 0)).isEmpty();
  }

  @Test
  void refusesASecondGatewayOnTheSameData() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> SqliteStore.open(directory))
        .withMessageContaining("in use by another gateway");
  }
}
