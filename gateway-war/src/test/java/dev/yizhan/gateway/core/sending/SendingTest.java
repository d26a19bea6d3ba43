package dev.yizhan.gateway.core.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.operation.OperatorActions;
import dev.yizhan.gateway.core.operation.Settlement;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.core.submission.TimelineEvent;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import dev.yizhan.vendor.SendOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Core, store and vendor clients together, against vendor simulators. */
class SendingTest {

  private static final Duration LONGEST = Duration.ofSeconds(20);

  @TempDir private Path directory;
  private Sandbox sandbox;
  private PlainGateway gateway;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start();
    gateway = started();
  }

  private PlainGateway started() {
    return PlainGateway.start(
        GatewayStore.embedded(directory, PlainGateway.KEYS, Clock.systemUTC()),
        PlainGateway.Addresses.of(sandbox),
        Duration.ofSeconds(5));
  }

  @AfterEach
  void end() {
    gateway.close();
    sandbox.close();
  }

  /** A builder of requests with default values. */
  private record TestRequest(
      Optional<String> requestId,
      Optional<String> channel,
      List<String> recipients,
      String text,
      Optional<Instant> sendAt,
      Optional<Instant> expiresAt) {

    static TestRequest usual() {
      return new TestRequest(
          Optional.empty(),
          Optional.of("winic"),
          List.of("13800138000"),
          "您的验证码是246810【驿站】",
          Optional.empty(),
          Optional.empty());
    }

    TestRequest id(String other) {
      return new TestRequest(Optional.of(other), channel, recipients, text, sendAt, expiresAt);
    }

    TestRequest anyChannel() {
      return new TestRequest(requestId, Optional.empty(), recipients, text, sendAt, expiresAt);
    }

    TestRequest to(List<String> others) {
      return new TestRequest(requestId, channel, others, text, sendAt, expiresAt);
    }

    TestRequest saying(String other) {
      return new TestRequest(requestId, channel, recipients, other, sendAt, expiresAt);
    }

    TestRequest at(Instant other) {
      return new TestRequest(requestId, channel, recipients, text, Optional.of(other), expiresAt);
    }

    TestRequest until(Instant other) {
      return new TestRequest(requestId, channel, recipients, text, sendAt, Optional.of(other));
    }

    SendRequest request() {
      return new SendRequest(
          requestId,
          channel,
          recipients,
          text,
          sendAt,
          expiresAt,
          Optional.of("order 7"),
          SendOptions.NONE,
          LONGEST);
    }
  }

  private Submission sent(TestRequest asked) {
    return gateway.submissions().send(Sender.unlimited("shop"), asked.request());
  }

  private Submission found(long id) {
    return gateway.submissions().find(Optional.of("shop"), Optional.of(id), Optional.empty(), 0);
  }

  /** Waits until the submission is in a state. */
  private Submission awaited(long id, String state) {
    long end = System.nanoTime() + LONGEST.toNanos();
    Submission found = found(id);
    while (!found.state().equals(state) && System.nanoTime() < end) {
      LockSupport.parkNanos(10_000_000);
      found = found(id);
    }
    assertThat(found.state()).isEqualTo(state);
    return found;
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"ACCEPT_THEN_DROP", "GARBAGE", "CODE", "EMPTY_BODY"})
  void answersWhatIsStored(Fault.Kind kind) {
    assertThat(sent(TestRequest.usual())).satisfies(this::assertStored);
    sandbox.set(
        WinicHttpSimulator.NAME, kind == Fault.Kind.CODE ? Fault.code("-01") : Fault.of(kind));
    assertThat(sent(TestRequest.usual().to(List.of("13800138000", "13800138001"))))
        .satisfies(this::assertStored);
  }

  @Test
  void answersWhatIsStoredIfNothingWasSent() {
    sandbox.set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.REFUSE));
    Submission queued = sent(TestRequest.usual());
    // The second try comes; what stood before it stays.
    Submission found = found(queued.id());
    assertThat(queued.calls()).isEqualTo(found.calls().subList(0, 1));
    assertThat(queued.deliveries()).extracting(Delivery::state).containsOnly(DeliveryState.QUEUED);
  }

  private void assertStored(Submission submission) {
    assertThat(submission).isEqualTo(found(submission.id()));
  }

  @Test
  void makesOneVendorCallForTwoHundredIdenticalRequests() throws Exception {
    sandbox.set(WinicHttpSimulator.NAME, Fault.slow(Duration.ofMillis(300)));
    ExecutorService callers = Executors.newFixedThreadPool(200);
    try {
      List<Future<Submission>> all =
          callers.invokeAll(
              IntStream.range(0, 200)
                  .<Callable<Submission>>mapToObj(i -> () -> sent(TestRequest.usual().id("same")))
                  .toList());
      Set<Long> ids = new HashSet<>();
      for (Future<Submission> each : all) {
        ids.add(each.get().id());
        assertThat(each.get().state()).isEqualTo("SUBMITTED");
      }
      assertThat(ids).hasSize(1);
      assertThat(sandbox.requests(WinicHttpSimulator.NAME)).hasSize(1);
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void namesAnInvisibleCharacterInARecipientAndMasksTheNumber() {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(
            () -> sent(TestRequest.usual().to(List.of("138\u200B00138000", "+861380013800"))))
        .matches(e -> e.code() == FaultCode.INVALID_RECIPIENT)
        .withMessageStartingWith(
            "recipient: 138****8000 is not a phone number: U+200B ZERO WIDTH SPACE at position 4"
                + " (and 1 more). Give ");
    assertThat(sandbox.messages()).isEmpty();
  }

  @Test
  void sendsOnceToAPhoneWhoseNumberIsGivenInAllItsForms() {
    Submission submission =
        sent(
            TestRequest.usual()
                .to(List.of("13800138000", "013800138000,8613800138000", "+8613800138000")));
    assertThat(submission.deliveries()).hasSize(1);
    assertThat(sandbox.messages()).hasSize(1);
  }

  @Test
  void recognisesARepeatedRequestAfterARestart() {
    Submission first = sent(TestRequest.usual().id("a"));
    gateway.close();
    gateway = started();
    assertThat(sent(TestRequest.usual().id("a"))).isEqualTo(first);
    assertThat(sandbox.messages()).hasSize(1);
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> sent(TestRequest.usual().id("a").saying("另一条【驿站】")))
        .matches(e -> e.code() == FaultCode.REQUEST_ID_CONFLICT);
  }

  /** A repeated request waits for a running submission only. */
  @Test
  void answersARepeatedRequestWhileTheFirstCallerHasGone() {
    sandbox.set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.NEVER_ANSWER));
    SendRequest impatient = TestRequest.usual().id("a").request().withoutWaiting();
    Submission first = gateway.submissions().send(Sender.unlimited("shop"), impatient);
    assertThat(first.state()).isEqualTo("SUBMITTING");
    CompletableFuture<Submission> repeated =
        CompletableFuture.supplyAsync(() -> sent(TestRequest.usual().id("a")));
    sandbox.clear(WinicHttpSimulator.NAME);
    assertThat(repeated.join().state()).isEqualTo("SUBMITTED");
    assertThat(sent(TestRequest.usual().id("a"))).isEqualTo(found(first.id()));
    assertThat(sandbox.messages()).hasSize(1);
  }

  @Test
  void recognisesARepeatedRequestThatWouldNowBeRefused() {
    TestRequest asked = TestRequest.usual().id("a").until(Instant.now().plusMillis(700));
    Submission first = sent(asked);
    assertThat(first.state()).isEqualTo("SUBMITTED");
    while (Instant.now().isBefore(asked.expiresAt().orElseThrow())) {
      LockSupport.parkNanos(10_000_000);
    }
    assertThat(sent(asked)).isEqualTo(first);
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> sent(asked.saying("另一条【驿站】")))
        .matches(e -> e.code() == FaultCode.REQUEST_ID_CONFLICT);
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> sent(asked.id("b")))
        .matches(e -> e.code() == FaultCode.INVALID_REQUEST);
    assertThat(sandbox.messages()).hasSize(1);
  }

  @Test
  void sendsAtTheScheduledTimeAlsoAfterARestart() {
    Instant time = Instant.now().plusMillis(1500);
    Submission held = sent(TestRequest.usual().at(time));
    assertThat(held.state()).isEqualTo("SCHEDULED");
    assertThat(held.head().sendAt()).isPresent();
    gateway.close();
    gateway = started();
    Submission sent = awaited(held.id(), "SUBMITTED");
    assertThat(sent.calls().get(0).at()).isAfterOrEqualTo(held.head().sendAt().orElseThrow());
    assertThat(sandbox.messages()).hasSize(1);
  }

  @Test
  void cancelsAScheduledMessage() {
    Submission held = sent(TestRequest.usual().at(Instant.now().plusSeconds(3600)));
    Submission cancelled =
        gateway.submissions().cancel("shop", Optional.of(held.id()), Optional.empty());
    assertThat(cancelled.state()).isEqualTo("CANCELLED");
    assertThat(cancelled.events()).hasSize(1);
    assertThat(gateway.submissions().cancel("shop", Optional.of(held.id()), Optional.empty()))
        .isEqualTo(cancelled);
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(
            () -> gateway.submissions().cancel("other", Optional.of(held.id()), Optional.empty()))
        .matches(e -> e.code() == FaultCode.UNKNOWN_SUBMISSION);
  }

  @Test
  void refusesImpossibleTimes() {
    for (TestRequest asked :
        List.of(
            TestRequest.usual().until(Instant.now().minusSeconds(1)),
            TestRequest.usual()
                .at(Instant.now().plusSeconds(60))
                .until(Instant.now().plusSeconds(30)),
            TestRequest.usual().at(Instant.now().plus(Duration.ofDays(400))))) {
      assertThatExceptionOfType(GatewayException.class)
          .isThrownBy(() -> sent(asked))
          .matches(e -> e.code() == FaultCode.INVALID_REQUEST);
    }
    assertThat(sandbox.messages()).isEmpty();
  }

  @Test
  void retriesWhatWasCertainlyNotSent() {
    sandbox.set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.REFUSE));
    Submission queued = sent(TestRequest.usual());
    assertThat(queued.state()).isEqualTo("QUEUED");
    sandbox.clear(WinicHttpSimulator.NAME);
    Submission sent = awaited(queued.id(), "SUBMITTED");
    assertThat(sent.calls().get(0).outcome()).isEqualTo(CallRecord.Result.NOT_SENT);
    assertThat(sandbox.messages()).hasSize(1);
  }

  @Test
  void expires() {
    sandbox.set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.REFUSE));
    Submission queued = sent(TestRequest.usual().until(Instant.now().plusSeconds(1)));
    awaited(queued.id(), "EXPIRED");
    sandbox.clear(WinicHttpSimulator.NAME);
    assertThat(sandbox.messages()).isEmpty();
  }

  @Test
  void usesTheNextChannelOnlyIfItWasCertainlyNotSent() {
    sandbox.set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.REFUSE));
    List<String> many =
        IntStream.range(0, 150).mapToObj(i -> Long.toString(13800138000L + i)).toList();
    Submission sent = awaited(sent(TestRequest.usual().anyChannel().to(many)).id(), "SUBMITTED");
    // changlong takes a hundred at once.
    assertThat(sent.calls())
        .extracting(CallRecord::channel)
        .containsExactly("winic", "changlong", "changlong");
    assertThat(sandbox.messages()).hasSize(150);
    sandbox.clear(WinicHttpSimulator.NAME);

    sandbox.set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.ACCEPT_THEN_DROP));
    Submission unknown = sent(TestRequest.usual().anyChannel());
    assertThat(unknown.state()).isEqualTo("UNKNOWN");
    assertThat(unknown.calls()).hasSize(1);
    assertThat(sandbox.messages()).hasSize(151);
  }

  @Test
  void holdsMessagesForASuspendedChannelUntilItIsResumed() {
    gateway.operations().suspend("winic", "ops", "the bill is not paid");
    Submission held = sent(TestRequest.usual());
    assertThat(held.state()).isEqualTo("QUEUED");
    assertThat(sent(TestRequest.usual().anyChannel()).head().channel()).isEqualTo("changlong");
    gateway.close();
    gateway = started();
    assertThat(found(held.id()).state()).isEqualTo("QUEUED");
    gateway.operations().resume("winic", "ops", "paid");
    awaited(held.id(), "SUBMITTED");
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> gateway.operations().suspend("winic", "ops", " "))
        .matches(e -> e.code() == FaultCode.INVALID_REQUEST);
  }

  @Test
  void letsAnOperatorSettleOnlyAnUnknownDelivery() {
    sandbox.set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.ACCEPT_THEN_DROP).times(1));
    Submission unknown = sent(TestRequest.usual());
    PhoneNumber number = PhoneNumber.of("13800138000");
    OperatorActions operations = gateway.operations();
    Settlement settled =
        operations.settle(
            unknown.id(), number, DeliveryState.DELIVERED, "ops", "the customer read it out");
    Submission after = found(unknown.id());
    assertThat(after.state()).isEqualTo("DELIVERED");
    assertThat(after.events())
        .containsExactly(
            new TimelineEvent(
                settled.at().truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
                TimelineEvent.Kind.SETTLED,
                Optional.of(number),
                DeliveryState.DELIVERED,
                "ops",
                Optional.of("the customer read it out")));
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(
            () -> operations.settle(unknown.id(), number, DeliveryState.FAILED, "ops", "no"))
        .matches(e -> e.code() == FaultCode.NOT_UNKNOWN);
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(
            () -> operations.settle(unknown.id(), number, DeliveryState.QUEUED, "ops", "no"))
        .matches(e -> e.code() == FaultCode.INVALID_REQUEST);
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> operations.settle(1, number, DeliveryState.FAILED, "ops", "no"))
        .matches(e -> e.code() == FaultCode.UNKNOWN_SUBMISSION);
  }
}
