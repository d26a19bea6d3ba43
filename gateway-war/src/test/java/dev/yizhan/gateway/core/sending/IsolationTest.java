package dev.yizhan.gateway.core.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.core.channel.Capacity;
import dev.yizhan.gateway.core.channel.Circuit;
import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.channel.WorkLimits;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.crash.PlainGateway.Allowed;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import dev.yizhan.sandbox.world.PhoneMessage;
import dev.yizhan.vendor.SendOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels, consumers and submissions that do not make each other wait. */
class IsolationTest {

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Sender SHOP = Sender.unlimited("shop");
  private static final Sender BANK = Sender.unlimited("bank");
  private static final Sender URGENT =
      new Sender(
          "codes",
          Set.of(),
          Routes.NONE,
          OptionalInt.empty(),
          Priority.URGENT,
          OptionalInt.empty());

  @TempDir private Path directory;
  private Sandbox sandbox;
  private PlainGateway gateway;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start();
    gateway = started(Allowed.ALL);
  }

  private PlainGateway started(Allowed allowed) {
    return PlainGateway.start(
        GatewayStore.embedded(directory, PlainGateway.KEYS, Clock.systemUTC()),
        PlainGateway.Addresses.of(sandbox),
        allowed,
        Duration.ofSeconds(60));
  }

  private void restart(Allowed allowed) {
    gateway.close();
    gateway = started(allowed);
  }

  @AfterEach
  void end() {
    sandbox.clear(WinicHttpSimulator.NAME);
    gateway.close();
    sandbox.close();
  }

  private Submission sent(Sender sender, Optional<String> channel, String text, Duration wait) {
    return gateway
        .submissions()
        .send(
            sender,
            new SendRequest(
                Optional.empty(),
                channel,
                List.of("13800138000"),
                text,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SendOptions.NONE,
                wait));
  }

  private Submission queued(Sender sender, String text) {
    return sent(sender, Optional.of("winic"), text, Duration.ZERO);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** In the order in which the vendors received them. */
  private List<String> texts() {
    List<String> newestFirst =
        new ArrayList<>(sandbox.messages().stream().map(PhoneMessage::text).toList());
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  private int requests() {
    return sandbox.requests(WinicHttpSimulator.NAME).size();
  }

  private Submission found(Submission submission) {
    return gateway
        .submissions()
        .find(Optional.empty(), Optional.of(submission.id()), Optional.empty(), 0);
  }

  @Test
  void aVendorThatDoesNotAnswerKeepsTheCallsOfItsOwnChannelOnly() {
    restart(Allowed.with("winic", new Capacity(4, Priority.NORMAL)));
    sandbox.set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.NEVER_ANSWER));
    List<Submission> submissions =
        IntStream.range(0, 30).mapToObj(i -> queued(SHOP, "text-" + i)).toList();
    await(() -> requests() == 4);
    assertThat(sent(SHOP, Optional.of("changlong"), "healthy", LONGEST).state())
        .isEqualTo("SUBMITTED");
    // What nobody calls is not said to be called.
    assertThat(submissions).extracting(each -> found(each).state()).startsWith("SUBMITTING");
    assertThat(submissions.stream().filter(each -> found(each).state().equals("SUBMITTING")))
        .hasSize(4);
    assertThat(submissions.stream().filter(each -> found(each).state().equals("QUEUED")))
        .hasSize(26);
    assertThat(requests()).isEqualTo(4);
    sandbox.clear(WinicHttpSimulator.NAME);
    await(() -> texts().size() == 31);
    assertThat(texts()).doesNotHaveDuplicates();
  }

  @Test
  void callsStartInTheOrderOfTheSubmissionsOfAConsumerAndOfConsumersInTurn() {
    restart(Allowed.with("winic", new Capacity(1, Priority.NORMAL)));
    gateway.core().operations().suspend("winic", "ops", "test");
    for (int i = 0; i < 6; i++) {
      queued(SHOP, "shop-" + i);
    }
    queued(BANK, "bank-0");
    queued(BANK, "bank-1");
    queued(URGENT, "code-0");
    gateway.core().operations().resume("winic", "ops", "test");
    await(() -> texts().size() == 9);
    assertThat(texts())
        .containsExactly(
            "code-0", "bank-0", "shop-0", "bank-1", "shop-1", "shop-2", "shop-3", "shop-4",
            "shop-5");
  }

  @Test
  void oneOfFiveCallsIsLeftForTheOthersWhileUrgentOnesWait() {
    restart(Allowed.with("winic", new Capacity(1, Priority.NORMAL)));
    gateway.core().operations().suspend("winic", "ops", "test");
    queued(SHOP, "shop-0");
    queued(SHOP, "shop-1");
    for (int i = 0; i < 9; i++) {
      queued(URGENT, "code-" + i);
    }
    gateway.core().operations().resume("winic", "ops", "test");
    await(() -> texts().size() == 11);
    assertThat(texts().indexOf("shop-0")).isEqualTo(4);
    assertThat(texts().indexOf("shop-1")).isEqualTo(9);
  }

  @Test
  void thousandsOfTextsOfOneSubmissionReachTheirRecipients() {
    List<String> numbers =
        IntStream.range(0, 1200).mapToObj(i -> Long.toString(13800138000L + i)).toList();
    List<String> texts = numbers.stream().map(number -> "code-" + number).toList();
    Submission submission =
        gateway
            .submissions()
            .send(
                SHOP,
                new SendRequest(
                    Optional.empty(),
                    Optional.of("winic"),
                    Content.of(numbers, texts, List.of(), SendOptions.NONE),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    LONGEST));
    await(() -> found(submission).state().equals("SUBMITTED"));
    assertThat(sandbox.messages())
        .hasSize(1200)
        .allSatisfy(message -> assertThat(message.text()).isEqualTo("code-" + message.phone()));
    assertThat(texts()).doesNotHaveDuplicates();
    assertThat(submission.deliveries()).hasSize(Submission.PAGE);
  }

  @Test
  void messagesTakeAnotherChannelWhileAVendorDoesNotAnswer() {
    sandbox.set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.REFUSE));
    // Over this channel only, so that the vendor is called.
    List<Submission> waiting = new ArrayList<>();
    while (gateway.core().queues().circuit("winic") == Circuit.CLOSED) {
      waiting.add(sent(SHOP, Optional.of("winic"), "wait-" + waiting.size(), LONGEST));
    }
    Submission other = sent(SHOP, Optional.empty(), "go", LONGEST);
    assertThat(other.calls()).extracting(CallRecord::channel).containsExactly("changlong");
    assertThat(other.state()).isEqualTo("SUBMITTED");
    // Nobody waits for a vendor that is not called.
    assertThat(sent(SHOP, Optional.of("winic"), "later", LONGEST).state()).isEqualTo("QUEUED");
    sandbox.clear(WinicHttpSimulator.NAME);
    await(() -> gateway.core().queues().circuit("winic") == Circuit.CLOSED);
    await(() -> texts().size() == waiting.size() + 2);
    assertThat(texts()).doesNotHaveDuplicates().contains("later", "wait-0");
  }

  @Test
  void messagesReturnToAVendorThatAnswersAgain() {
    sandbox.set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.REFUSE));
    List<Submission> all = new ArrayList<>();
    while (gateway.core().queues().circuit("winic") == Circuit.CLOSED) {
      all.add(sent(SHOP, Optional.empty(), "first-" + all.size(), LONGEST));
    }
    sandbox.clear(WinicHttpSimulator.NAME);
    // None waits for it: all have taken the next channel.
    assertThat(all).extracting(Submission::state).containsOnly("SUBMITTED");
    await(
        () ->
            sent(SHOP, Optional.empty(), "second", LONGEST).calls().stream()
                .allMatch(call -> call.channel().equals("winic")));
    await(() -> gateway.core().queues().circuit("winic") == Circuit.CLOSED);
  }

  @Test
  void waitingMessagesOfASilentVendorTakeTheNextChannelAndUnknownOnesStay() {
    restart(Allowed.with("winic", new Capacity(5, Priority.NORMAL)));
    sandbox.set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.NEVER_ANSWER));
    List<Submission> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      all.add(sent(SHOP, Optional.empty(), "text-" + i, Duration.ZERO));
    }
    await(() -> requests() == 5);
    // The held calls are answered; the outcome of the next ones is unknown, which opens the
    // circuit.
    sandbox.set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.ACCEPT_THEN_DROP));
    await(
        () ->
            all.stream()
                .noneMatch(each -> List.of("QUEUED", "SUBMITTING").contains(found(each).state())));
    List<Submission> ended = all.stream().map(this::found).toList();
    assertThat(ended).filteredOn(each -> each.state().equals("UNKNOWN")).isNotEmpty();
    assertThat(ended)
        .allSatisfy(
            each ->
                assertThat(each.deliveries())
                    .extracting(Delivery::state)
                    .containsAnyOf(DeliveryState.UNKNOWN, DeliveryState.SUBMITTED));
    assertThat(texts()).doesNotHaveDuplicates();
    assertThat(ended.stream().flatMap(each -> each.calls().stream()))
        .extracting(CallRecord::channel)
        .contains("changlong");
  }

  @Test
  void refusesMoreThanMayWaitBeforeItIsStored() {
    restart(Allowed.with(new WorkLimits(10, 128)));
    gateway.core().operations().suspend("winic", "ops", "test");
    for (int i = 0; i < 9; i++) {
      queued(SHOP, "text-" + i);
    }
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> queued(SHOP, "many"))
        .matches(e -> e.code() == FaultCode.BUSY);
    // A share is left for urgent ones.
    assertThat(queued(URGENT, "code").state()).isEqualTo("QUEUED");
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> queued(URGENT, "many"))
        .matches(e -> e.code() == FaultCode.BUSY);
    gateway.core().operations().resume("winic", "ops", "test");
    await(() -> texts().size() == 10);
    await(
        () -> {
          try {
            return queued(SHOP, "again").state() != null;
          } catch (GatewayException e) {
            return false;
          }
        });
    assertThat(texts()).doesNotContain("many");
  }

  @Test
  void refusesMoreThanAConsumerMayHaveWaiting() {
    Sender limited =
        new Sender(
            "small",
            Set.of(),
            Routes.NONE,
            OptionalInt.empty(),
            Priority.NORMAL,
            OptionalInt.of(3));
    gateway.core().operations().suspend("winic", "ops", "test");
    queued(limited, "0");
    queued(limited, "1");
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> queued(limited, "2"))
        .matches(e -> e.code() == FaultCode.BUSY);
    assertThat(queued(SHOP, "other").state()).isEqualTo("QUEUED");
  }
}
