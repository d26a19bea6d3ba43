package dev.yizhan.gateway.core.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.ChannelRules;
import dev.yizhan.gateway.core.channel.NumberList;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.channel.RecipientCaps;
import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.ChanglongSimulator;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import dev.yizhan.sandbox.world.PhoneMessage;
import dev.yizhan.vendor.SendOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Selection of channels, and refusals. */
class RoutedSendingTest {

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final String TEXT = "您的验证码是246810【驿站】";
  private static final Sender SHOP = Sender.unlimited("shop");

  @TempDir Path directory;

  private Sandbox sandbox;
  private PlainGateway gateway;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start();
    gateway = started(PlainGateway.Allowed.ALL);
  }

  private PlainGateway started(PlainGateway.Allowed allowed) {
    return PlainGateway.start(
        GatewayStore.embedded(directory, PlainGateway.KEYS, Clock.systemUTC()),
        PlainGateway.Addresses.of(sandbox),
        allowed,
        Duration.ofSeconds(3));
  }

  private void restart(PlainGateway.Allowed allowed) {
    gateway.close();
    gateway = started(allowed);
  }

  @AfterEach
  void end() {
    gateway.close();
    sandbox.close();
  }

  private static SendRequest request(Optional<String> channel, String... recipients) {
    return request(channel, TEXT, Optional.empty(), LONGEST, recipients);
  }

  private static SendRequest request(
      Optional<String> channel,
      String text,
      Optional<Instant> expiresAt,
      Duration maxWait,
      String... recipients) {
    return new SendRequest(
        Optional.empty(),
        channel,
        List.of(recipients),
        text,
        Optional.empty(),
        expiresAt,
        Optional.empty(),
        SendOptions.NONE,
        maxWait);
  }

  private Submission sent(Sender sender, String... recipients) {
    return gateway.submissions().send(sender, request(Optional.empty(), recipients));
  }

  private static SendRequest items(Optional<String> channel, String... numbersAndTexts) {
    List<String> numbers = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    List<Optional<String>> references = new ArrayList<>();
    for (int i = 0; i < numbersAndTexts.length; i += 2) {
      numbers.add(numbersAndTexts[i]);
      texts.add(numbersAndTexts[i + 1]);
      references.add(Optional.of("reference " + i));
    }
    return new SendRequest(
        Optional.of("letters"),
        channel,
        Content.of(numbers, texts, references, SendOptions.NONE),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        LONGEST);
  }

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

  private Submission found(long id) {
    return gateway.submissions().find(Optional.of("shop"), Optional.of(id), Optional.empty(), 0);
  }

  @ParameterizedTest
  @CsvSource({"-01, BALANCE", "-03, AUTHENTICATION", "-110, BLOCKED", "-09, UNAVAILABLE"})
  void usesTheNextChannelIfAnotherVendorMayAccept(String code, String category) {
    sandbox.set(WinicHttpSimulator.NAME, Fault.code(code));
    Submission submission = sent(SHOP, "13800138000", "13900139000");
    assertThat(submission.state()).as(category).isEqualTo("SUBMITTED");
    assertThat(submission.calls())
        .extracting(CallRecord::channel, CallRecord::outcome)
        .containsExactly(
            tuple("winic", CallRecord.Result.REJECTED),
            tuple("changlong", CallRecord.Result.ACCEPTED));
    assertThat(submission.calls().get(0).answer().code()).contains(code);
    assertThat(sandbox.messages()).extracting(PhoneMessage::vendor).containsOnly("changlong");
    assertThat(sandbox.messages()).hasSize(2);
  }

  @Test
  void staysRejectedIfNoVendorWouldAccept() {
    // The text.
    sandbox.set(WinicHttpSimulator.NAME, Fault.code("-06"));
    assertThat(sent(SHOP, "13800138000").state()).isEqualTo("REJECTED");
    // The money, everywhere.
    sandbox.set(WinicHttpSimulator.NAME, Fault.code("-01"));
    sandbox.set(ChanglongSimulator.NAME, Fault.code("-10"));
    Submission submission = sent(SHOP, "13800138000");
    assertThat(submission.state()).isEqualTo("REJECTED");
    assertThat(submission.calls()).hasSize(2);
    assertThat(sandbox.messages()).isEmpty();
  }

  @Test
  void staysRejectedOverANamedChannel() {
    sandbox.set(WinicHttpSimulator.NAME, Fault.code("-01"));
    assertThat(
            gateway.submissions().send(SHOP, request(Optional.of("winic"), "13800138000")).state())
        .isEqualTo("REJECTED");
    assertThat(sandbox.messages()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"ACCEPT_THEN_DROP", "HALF_ANSWER", "EMPTY_BODY", "GARBAGE", "DROP_BEFORE_READING"})
  void usesNoOtherChannelAfterAnUnknownOutcome(Fault.Kind kind) {
    sandbox.set(WinicHttpSimulator.NAME, Fault.of(kind));
    Submission submission = sent(SHOP, "13800138000");
    assertThat(submission.state()).isEqualTo("UNKNOWN");
    assertThat(submission.calls()).hasSize(1);
    assertThat(sandbox.requests(ChanglongSimulator.NAME)).isEmpty();
  }

  @Test
  void retriesAChannelThatWasNotReachedButNotOneThatRejected() {
    sandbox.set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.REFUSE));
    sandbox.set(ChanglongSimulator.NAME, Fault.code("-10"));
    Submission submission = sent(SHOP, "13800138000");
    sandbox.clear(WinicHttpSimulator.NAME);
    Submission over = awaited(submission.id(), "SUBMITTED");
    assertThat(over.calls())
        .filteredOn(call -> call.channel().equals("changlong"))
        .extracting(CallRecord::outcome)
        .containsExactly(CallRecord.Result.REJECTED);
    assertThat(sandbox.messages()).extracting(PhoneMessage::vendor).containsExactly("winic-http");
  }

  @Test
  void routesByKindOfRecipient() {
    restart(
        new PlainGateway.Allowed(
            new Routes(
                Map.of(
                    "", List.of("winic"),
                    "landline", List.of("changlong", "winnerlook"))),
            Map.of(),
            OptionalInt.empty()));
    Submission submission = sent(SHOP, "13800138000", "02088888888", "13900139000");
    assertThat(submission.deliveries())
        .extracting(delivery -> delivery.number().digits())
        .containsExactly("13800138000", "02088888888", "13900139000");
    Submission over = awaited(submission.id(), "SUBMITTED");
    assertThat(over.calls())
        .extracting(CallRecord::channel)
        .containsExactlyInAnyOrder("winic", "changlong");
    assertThat(sandbox.messages()).hasSize(3);
    // A consumer's own come first, those of all fill the gaps.
    Sender bank =
        Sender.limited(
            "bank",
            Set.of(),
            new Routes(Map.of("mobile", List.of("changlong"))),
            OptionalInt.empty());
    assertThat(sent(bank, "13800138000").head().channel()).isEqualTo("changlong");
    assertThat(sent(bank, "02088888888").head().channel()).isEqualTo("changlong");
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(
            () ->
                sent(
                    Sender.limited("x", Set.of("winic"), Routes.NONE, OptionalInt.empty()),
                    "02088888888"))
        .matches(e -> e.code() == FaultCode.UNKNOWN_CHANNEL)
        .withMessageContaining("[winic]")
        .withMessageNotContaining("changlong");
  }

  @ParameterizedTest
  @CsvSource({
    "13800138000, all",
    "02088888888, landline",
    "+85291234567, hongkong",
    "+12125550123, international",
    "+8613800138000, all"
  })
  void usesTheMostSpecificRoute(String number, String channel) {
    Routes routes =
        new Routes(
            Map.of(
                "", List.of("all"),
                "landline", List.of("landline"),
                "international", List.of("international"),
                "+852", List.of("hongkong")));
    assertThat(routes.forNumber(PhoneNumber.of(number))).contains(List.of(channel));
  }

  private static QuietHours quiet(int fromHours, int toHours) {
    LocalTime now = LocalTime.now(QuietHours.CHINA).truncatedTo(ChronoUnit.SECONDS);
    return new QuietHours(now.plusHours(fromHours), now.plusHours(toHours));
  }

  private static ChannelRules rules(QuietHours hours) {
    return new ChannelRules(Optional.of(hours), Optional.empty(), Optional.empty());
  }

  @Test
  void skipsAChannelInQuietHours() {
    restart(
        new PlainGateway.Allowed(
            Routes.forAll(List.of("winic", "changlong")),
            Map.of("winic", rules(quiet(-1, 1)), "changlong", rules(quiet(1, 2))),
            OptionalInt.empty()));
    assertThat(sent(SHOP, "13800138000").head().channel()).isEqualTo("changlong");
    assertThat(sandbox.messages()).hasSize(1);
  }

  @Test
  void waitsForTheEndOfQuietHoursIfAllChannelsHaveThem() {
    restart(
        new PlainGateway.Allowed(
            Routes.forAll(List.of("winic", "changlong")),
            Map.of("winic", rules(quiet(-1, 1)), "changlong", rules(quiet(-2, 2))),
            OptionalInt.empty()));
    Submission waiting =
        gateway
            .submissions()
            .send(
                SHOP,
                request(
                    Optional.empty(),
                    TEXT,
                    Optional.empty(),
                    Duration.ofMillis(10),
                    "13800138000"));
    assertThat(waiting.state()).isEqualTo("QUEUED");
    assertThat(waiting.head().channel()).isEqualTo("winic");
    assertThat(
            gateway
                .submissions()
                .cancel("shop", Optional.of(waiting.id()), Optional.empty())
                .state())
        .isEqualTo("CANCELLED");
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(
            () ->
                gateway
                    .submissions()
                    .send(
                        SHOP,
                        request(
                            Optional.empty(),
                            TEXT,
                            Optional.of(Instant.now().plusSeconds(600)),
                            LONGEST,
                            "13800138000")))
        .matches(e -> e.code() == FaultCode.QUIET_HOURS)
        .withMessageContaining("until");
    assertThat(sandbox.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // China is eight hours ahead.
    "21:00-08:00, 2026-01-01T12:59:59Z, ",
    "21:00-08:00, 2026-01-01T13:00:00Z, 2026-01-02T00:00:00Z",
    "21:00-08:00, 2026-01-01T23:59:59Z, 2026-01-02T00:00:00Z",
    "21:00-08:00, 2026-01-02T00:00:00Z, ",
    "12:00-14:00, 2026-01-01T04:00:00Z, 2026-01-01T06:00:00Z",
    "12:00-14:00, 2026-01-01T06:00:00Z, ",
    "00:00-07:30, 2025-12-31T16:00:00Z, 2025-12-31T23:30:00Z",
    "22:00-00:00, 2026-01-01T15:00:00Z, 2026-01-01T16:00:00Z"
  })
  void findsTheEndOfQuietHours(String hours, Instant moment, Instant end) {
    assertThat(QuietHours.of(hours).endAfter(moment)).isEqualTo(Optional.ofNullable(end));
  }

  @Test
  void sendsToAllowedNumbersOnly() {
    ChannelRules white =
        new ChannelRules(
            Optional.empty(),
            Optional.empty(),
            Optional.of(NumberList.of(List.of("13800138000", "+852*"))));
    restart(
        new PlainGateway.Allowed(
            Routes.forAll(List.of("winic")), Map.of("winic", white), OptionalInt.empty()));
    assertThat(sent(SHOP, "13800138000").state()).isEqualTo("SUBMITTED");
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> sent(SHOP, "13800138000", "13800138001"))
        .matches(e -> e.code() == FaultCode.RECIPIENT_BLOCKED)
        .withMessageContaining("138****8001");
    assertThat(sandbox.messages()).hasSize(1);
  }

  @Test
  void sendsPerRecipientText() {
    SendRequest four =
        items(
            Optional.empty(),
            "13800138000",
            "一【驿站】",
            "13800138001",
            "二【驿站】",
            "13800138002",
            "一【驿站】",
            "13800138000",
            "二【驿站】",
            "13800138000",
            "一【驿站】");
    Submission submission = gateway.submissions().send(SHOP, four);
    assertThat(submission.state()).isEqualTo("SUBMITTED");
    assertThat(submission.deliveries())
        .extracting(delivery -> delivery.number().digits(), Delivery::reference)
        .containsExactly(
            tuple("13800138000", Optional.of("reference 0")),
            tuple("13800138001", Optional.of("reference 2")),
            tuple("13800138002", Optional.of("reference 4")),
            tuple("13800138000", Optional.of("reference 6")));
    assertThat(sandbox.messages())
        .extracting(PhoneMessage::phone, PhoneMessage::text)
        .containsExactlyInAnyOrder(
            tuple("13800138000", "一【驿站】"),
            tuple("13800138001", "二【驿站】"),
            tuple("13800138002", "一【驿站】"),
            tuple("13800138000", "二【驿站】"));
    // The same once more, and the same with other texts.
    assertThat(gateway.submissions().send(SHOP, four).id()).isEqualTo(submission.id());
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(
            () -> gateway.submissions().send(SHOP, items(Optional.empty(), "13800138000", "三【驿站】")))
        .matches(e -> e.code() == FaultCode.REQUEST_ID_CONFLICT);
    assertThat(sandbox.messages()).hasSize(4);
  }

  @Test
  void sendsPerRecipientTextOverTheNextChannelToo() {
    sandbox.set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.REFUSE));
    Submission submission =
        gateway
            .submissions()
            .send(SHOP, items(Optional.empty(), "13800138000", "一【驿站】", "13800138001", "二【驿站】"));
    awaited(submission.id(), "SUBMITTED");
    assertThat(sandbox.messages())
        .extracting(PhoneMessage::vendor, PhoneMessage::phone, PhoneMessage::text)
        .containsExactlyInAnyOrder(
            tuple("changlong", "13800138000", "一【驿站】"), tuple("changlong", "13800138001", "二【驿站】"));
  }

  @Test
  void limitsMessagesADayToOneNumber() throws Exception {
    restart(new PlainGateway.Allowed(Routes.forAll(List.of("winic")), Map.of(), OptionalInt.of(3)));
    List<Object> ends = ends(32, "13800138000");
    assertThat(ends).filteredOn("SUBMITTED"::equals).hasSize(3);
    assertThat(ends).filteredOn(FaultCode.RECIPIENT_CAP::equals).hasSize(29);
    assertThat(sandbox.messages()).hasSize(3);
    // Nobody else of the request gets it, and nobody's count has grown.
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> sent(SHOP, "13800138001", "13800138000"))
        .withMessageContaining("138****8000");
    for (int i = 0; i < 3; i++) {
      assertThat(sent(SHOP, "13800138001").state()).isEqualTo("SUBMITTED");
    }
  }

  /** The states of submissions at the same time, or the codes of their faults. */
  private List<Object> ends(int count, String number) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(count);
    List<Object> ends = new ArrayList<>();
    try {
      Callable<Object> call =
          () -> {
            try {
              return sent(SHOP, number).state();
            } catch (GatewayException e) {
              return e.code();
            }
          };
      for (Future<Object> each : callers.invokeAll(java.util.Collections.nCopies(count, call))) {
        ends.add(each.get());
      }
    } finally {
      callers.shutdown();
    }
    return ends;
  }

  @Test
  void limitsMessagesAMinuteAndAnHourToOneNumber() throws Exception {
    restart(
        PlainGateway.Allowed.with(
            new RecipientCaps(OptionalInt.of(1), OptionalInt.of(2), OptionalInt.of(9))));
    List<Object> ends = ends(16, "13800138000");
    assertThat(ends).filteredOn("SUBMITTED"::equals).hasSize(1);
    assertThat(ends).filteredOn(FaultCode.RECIPIENT_CAP::equals).hasSize(15);
    assertThat(sandbox.messages()).hasSize(1);
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> sent(SHOP, "13800138001", "13800138000"))
        .withMessage(
            "recipient: 138****8000 may receive 1 message a minute, and would exceed this. Try"
                + " again after a minute");
    assertThat(sent(SHOP, "13800138001").state()).isEqualTo("SUBMITTED");
    restart(
        PlainGateway.Allowed.with(
            new RecipientCaps(OptionalInt.empty(), OptionalInt.of(2), OptionalInt.of(9))));
    assertThat(sent(SHOP, "13800138000").state()).isEqualTo("SUBMITTED");
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> sent(SHOP, "13800138000"))
        .withMessageContaining("may receive 2 messages an hour");
    SendRequest twice =
        items(Optional.empty(), "13800138002", "一", "13800138002", "二", "13800138002", "三");
    assertThatExceptionOfType(GatewayException.class)
        .as("one submission may have several messages to one number")
        .isThrownBy(() -> gateway.submissions().send(SHOP, twice))
        .matches(e -> e.code() == FaultCode.RECIPIENT_CAP);
  }

  @Test
  void repeatsARequestWhoseNumberHasHadItsMessage() {
    restart(
        PlainGateway.Allowed.with(
            new RecipientCaps(OptionalInt.of(1), OptionalInt.empty(), OptionalInt.empty())));
    SendRequest once = items(Optional.of("winic"), "13800138000", "一【驿站】");
    long id = gateway.submissions().send(SHOP, once).id();
    assertThat(gateway.submissions().send(SHOP, once).id()).isEqualTo(id);
    assertThat(sandbox.messages()).hasSize(1);
  }

  @Test
  void checkReturnsWhatWouldBeSent() {
    restart(
        new PlainGateway.Allowed(
            new Routes(Map.of("", List.of("winic", "changlong"), "landline", List.of("changlong"))),
            Map.of(),
            OptionalInt.empty()));
    MessageChecks.CheckResult checked =
        gateway
            .checks()
            .check(
                SHOP,
                request(Optional.empty(), "13800138000,13900139000", "13800138000", "02088888888"));
    assertThat(checked.calls())
        .containsExactlyInAnyOrder(
            new MessageChecks.PlannedCall("winic", 2),
            new MessageChecks.PlannedCall("changlong", 1));
    assertThat(checked.duplicates()).isEqualTo(1);
    assertThat(checked.segments()).isEqualTo(1);
    assertThat(sandbox.requests(WinicHttpSimulator.NAME)).isEmpty();
  }

  @Test
  void checkReturnsWhatWouldNotBeSent() {
    SendRequest wrong =
        request(
            Optional.of("winic"),
            "好 ①㎡😀【驿站】",
            Optional.empty(),
            LONGEST,
            "13800138000",
            "12345",
            "+85291234567");
    MessageChecks.CheckResult checked = gateway.checks().check(SHOP, wrong);
    assertThat(checked.calls()).isEmpty();
    assertThat(checked.notEncodable())
        .contains(new MessageChecks.BadCharacter(4, "😀", Optional.empty()))
        .extracting(MessageChecks.BadCharacter::index)
        .doesNotContain(1);
    assertThat(checked.forbidden())
        .extracting(MessageChecks.BadCharacter::index)
        .containsExactly(1);
    assertThat(checked.rejected())
        .extracting(MessageChecks.BadRecipient::number)
        .containsExactly("12345", "+85291234567");
  }
}
