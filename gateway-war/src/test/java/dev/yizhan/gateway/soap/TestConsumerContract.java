package dev.yizhan.gateway.soap;

import static dev.yizhan.gateway.soap.SoapGateway.ADMIN;
import static dev.yizhan.gateway.soap.SoapGateway.BANK;
import static dev.yizhan.gateway.soap.SoapGateway.SHOP;
import static dev.yizhan.gateway.soap.SoapGateway.all;
import static dev.yizhan.gateway.soap.SoapGateway.el;
import static dev.yizhan.gateway.soap.SoapGateway.first;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.gateway.core.record.Readers;
import dev.yizhan.gateway.core.statement.DayRange;
import dev.yizhan.gateway.core.statement.StatementLine;
import dev.yizhan.gateway.core.statement.StatementQuery;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.sandbox.world.PhoneMessage;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of a test consumer: SOAP in, SOAP out, beside vendor simulators that get none. */
abstract class TestConsumerContract {

  private static final String USUAL = "13800138000";

  /** The same consumer as {@link SoapGateway#SHOP} before or after its setting is changed. */
  private static final Consumer TEST = consumer(Set.of(), Routes.NONE);

  private GatewayStore store;
  private SoapGateway gateway;

  /** Over the same data in each call of a test. */
  abstract GatewayStore store();

  private static Consumer consumer(Set<String> channels, Routes routes) {
    return new Consumer(
        "shop",
        Consumer.Role.CONSUMER,
        Set.of(),
        Optional.empty(),
        OptionalInt.empty(),
        new Sender(
            "shop",
            channels,
            routes,
            OptionalInt.empty(),
            Priority.NORMAL,
            OptionalInt.empty(),
            Sender.Traffic.TEST),
        Readers.INDEPENDENT,
        false);
  }

  @BeforeEach
  void start() {
    start(PlainGateway.Allowed.ALL);
  }

  private void start(PlainGateway.Allowed allowed) {
    store = store();
    gateway = new SoapGateway(store, PlainGateway.Polls.ALL, allowed);
  }

  private void restart(PlainGateway.Allowed allowed) {
    gateway.close();
    start(allowed);
  }

  @AfterEach
  void end() {
    gateway.close();
  }

  private String send(Consumer consumer, String content, String... numbers) {
    StringBuilder recipients = new StringBuilder();
    for (String number : numbers) {
      recipients.append(el("recipient", number));
    }
    return gateway.call(consumer, "Send", content + recipients + el("text", "测试"));
  }

  private String sent(Consumer consumer, String... numbers) {
    return send(consumer, el("channel", "winic"), numbers);
  }

  private String submission(String sent) {
    return gateway.call(TEST, "GetSubmission", el("id", first(sent, "id")));
  }

  private List<String> states(String sent) {
    return all(submission(sent), "state");
  }

  private void awaitState(String sent, String state) {
    assertThat(Awaited.await(() -> states(sent), states -> states.get(0).equals(state)).get(0))
        .isEqualTo(state);
  }

  private void assertNoVendorWasAsked() {
    for (String vendor : gateway.sandbox().vendors()) {
      assertThat(gateway.sandbox().requests(vendor))
          .filteredOn(request -> !isPoll(request.toString()))
          .as(vendor)
          .isEmpty();
    }
    assertThat(gateway.sandbox().messages()).isEmpty();
  }

  /** Polls of the real accounts go on. */
  private static boolean isPoll(String request) {
    return request
        .toLowerCase(java.util.Locale.ROOT)
        .matches("(?s).*(report|_mo|getmo|receive|reply).*");
  }

  @Test
  void aMessageIsReportedAndNoVendorHasIt() {
    String sent = sent(TEST, USUAL, "13800138006");
    assertThat(first(sent, "state")).isEqualTo("SUBMITTED");
    awaitState(sent, "DELIVERED");
    String found = submission(sent);
    assertThat(all(found, "channel")).containsOnly("test:winic");
    assertThat(first(found, "vendorId")).isEqualTo("test-" + first(found, "vendorCallId"));
    String reports = gateway.call(TEST, "FetchReports", "");
    assertThat(all(reports, "vendorStatus")).containsExactly("DELIVRD", "DELIVRD");
    assertThat(all(reports, "account")).containsOnly("test:winic");
    assertThat(all(reports, "matchedByNumber")).isEmpty();
    assertThat(all(reports, "submissionId")).containsOnly(first(sent, "id"));
    assertNoVendorWasAsked();
    LocalDate day = LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"));
    assertThat(statement(day, "test:winic"))
        .singleElement()
        .satisfies(line -> assertThat(line.key().channel()).isEqualTo("test:winic"));
    assertThat(statement(day, "winic")).isEmpty();
  }

  private List<StatementLine> statement(LocalDate day, String account) {
    return gateway
        .core()
        .statements()
        .find(
            new StatementQuery(
                new DayRange(day, day), Optional.empty(), Optional.empty(), Optional.of(account)))
        .get(0)
        .lines();
  }

  @ParameterizedTest
  @CsvSource({
    "13800130001, REJECTED, REJECTED",
    "13800130002, REJECTED, REJECTED",
    "13800130003, QUEUED, QUEUED",
    "13800130004, UNKNOWN, DELIVERED",
    "13800130005, UNKNOWN, UNKNOWN",
    "13800130006, SUBMITTED, FAILED",
    "13800130007, SUBMITTED, SUBMITTED",
    "13800130009, SUBMITTED, DELIVERED",
  })
  void aNumberSaysWhatBecomesOfItsMessage(String number, String first, String last) {
    String sent = sent(TEST, number);
    assertThat(SoapGateway.first(sent, "state")).isEqualTo(first);
    // A later one, whose report comes after all that come at all.
    String later = sent(TEST, USUAL);
    awaitState(later, "DELIVERED");
    awaitState(sent, last);
    assertNoVendorWasAsked();
  }

  @Test
  void aRejectionHasTheCodeOfTheChannelsVendor() {
    String byRecipient = submission(sent(TEST, "13800130001"));
    assertThat(first(byRecipient, "outcome")).isEqualTo("REJECTED");
    String codeOfWinic = first(byRecipient, "vendorCode");
    assertThat(first(submission(sent(TEST, "13800130002")), "vendorCode"))
        .isNotEqualTo(codeOfWinic);
    String changlong = send(TEST, el("channel", "changlong"), "13800130001");
    assertThat(first(submission(changlong), "vendorCode")).isNotEqualTo(codeOfWinic);
  }

  @Test
  void aPhoneReplies() {
    String sent = sent(TEST, "13800130009");
    String replies =
        Awaited.await(
            () -> gateway.call(TEST, "FetchReplies", ""),
            found -> !all(found, "position").isEmpty());
    assertThat(all(replies, "text")).containsExactly("收到");
    assertThat(all(replies, "submissionId")).containsExactly(first(sent, "id"));
  }

  @Test
  void aSlowVendorAnswersAfterTheConsumer() {
    String sent = send(TEST, el("channel", "winic") + el("waitSeconds", "0"), "13800130008");
    assertThat(first(sent, "state")).isEqualTo("SUBMITTING");
    awaitState(sent, "SUBMITTED");
  }

  @Test
  void whatWaitsStaysATestAfterTheSettingIsChanged() {
    gateway.admin(ADMIN, "SuspendChannel", el("channel", "test:winic") + el("reason", "test"));
    String waiting = sent(TEST, USUAL);
    assertThat(first(waiting, "state")).isEqualTo("QUEUED");
    restart(PlainGateway.Allowed.ALL);
    gateway.admin(ADMIN, "ResumeChannel", el("channel", "test:winic") + el("reason", "test"));
    awaitState(waiting, "DELIVERED");
    assertThat(gateway.sandbox().messages()).isEmpty();
    assertThat(first(sent(SHOP, USUAL), "state")).isEqualTo("SUBMITTED");
    assertThat(gateway.sandbox().messages()).as("real ones go on").hasSize(1);
  }

  @Test
  void whatWaitsStaysRealAfterTheSettingIsChanged() {
    gateway.admin(ADMIN, "SuspendChannel", el("channel", "winic") + el("reason", "test"));
    String waiting = sent(SHOP, USUAL);
    assertThat(first(waiting, "state")).isEqualTo("QUEUED");
    assertThat(first(sent(TEST, USUAL), "state"))
        .as("the suspension is of the real channel")
        .isEqualTo("SUBMITTED");
    gateway.admin(ADMIN, "ResumeChannel", el("channel", "winic") + el("reason", "test"));
    assertThat(Awaited.await(() -> gateway.sandbox().messages(), messages -> !messages.isEmpty()))
        .extracting(PhoneMessage::phone)
        .containsExactly(USUAL);
    awaitState(waiting, "DELIVERED");
  }

  @Test
  void reportsOutstandingAtAStopComeAfterTheStart() {
    String sent = sent(TEST, USUAL);
    restart(PlainGateway.Allowed.ALL);
    awaitState(sent, "DELIVERED");
    assertThat(all(gateway.call(SHOP, "FetchReports", ""), "vendorStatus"))
        .containsExactly("DELIVRD");
    assertNoVendorWasAsked();
  }

  @Test
  void reportsOfRealMessagesAreNotTakenForThoseOfTestMessages() {
    String number = "13800130005";
    String lost = sent(TEST, number);
    assertThat(first(lost, "state")).isEqualTo("UNKNOWN");
    String real = first(sent(BANK, number), "id");
    assertThat(
            Awaited.await(
                () -> all(gateway.call(BANK, "GetSubmission", el("id", real)), "state").get(0),
                "DELIVERED"::equals))
        .isEqualTo("DELIVERED");
    assertThat(states(lost)).containsOnly("UNKNOWN");
  }

  @Test
  void aTestConsumerSeesTheChannelsThatSimulateItsOwn() {
    Consumer some = consumer(Set.of("winic", "changlong"), Routes.NONE);
    assertThat(all(gateway.call(some, "ListChannels", ""), "name"))
        .containsExactly("test:winic", "test:changlong");
    assertThat(all(gateway.call(BANK, "ListChannels", ""), "name"))
        .noneMatch(TestConsumerContract::isTest);
    assertThat(first(send(some, el("channel", "test:winic"), USUAL), "state"))
        .isEqualTo("SUBMITTED");
    assertThat(first(send(some, el("channel", "winnerlook"), USUAL), "code"))
        .isEqualTo("NOT_ALLOWED");
    assertThat(first(send(BANK, el("channel", "test:winic"), USUAL), "code"))
        .isEqualTo("UNKNOWN_CHANNEL");
    String balance = gateway.call(some, "GetBalance", el("channel", "winic"));
    assertThat(first(balance, "account")).isEqualTo("test:winic");
    assertThat(first(balance, "amount")).isEqualTo("1000");
    assertNoVendorWasAsked();
  }

  private static boolean isTest(String name) {
    return name.startsWith("test:");
  }

  @Test
  void theRouteOfATestConsumerIsSimulatedToo() {
    Consumer routed = consumer(Set.of(), Routes.forAll(List.of("winic", "changlong")));
    String sent = send(routed, "", "13800130002");
    String found = submission(sent);
    assertThat(all(found, "channel")).contains("test:winic", "test:changlong");
    assertThat(all(found, "channel")).allMatch(TestConsumerContract::isTest);
    assertNoVendorWasAsked();
  }

  @Test
  void limitsOfNumbersHoldApartFromRealMessages() {
    restart(new PlainGateway.Allowed(Routes.NONE, java.util.Map.of(), OptionalInt.of(1)));
    assertThat(first(sent(TEST, USUAL), "state")).isEqualTo("SUBMITTED");
    assertThat(first(sent(TEST, USUAL), "code")).isEqualTo("RECIPIENT_CAP");
    assertThat(first(sent(BANK, USUAL), "state")).isEqualTo("SUBMITTED");
  }
}
