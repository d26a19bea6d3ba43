package dev.yizhan.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.door.Door;
import dev.yizhan.door.Doors;
import dev.yizhan.door.Reason;
import dev.yizhan.gateway.core.operation.SearchQuery;
import dev.yizhan.gateway.core.optout.OptOut;
import dev.yizhan.gateway.core.optout.OptOutList;
import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Outcome;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.world.PhoneMessage;
import dev.yizhan.sandbox.world.World;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import dev.yizhan.vendor.VendorClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that was written for one vendor, over one transport, at the front door, with another
 * vendor behind: the client is this project's own, which speaks to the real vendor too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DoorContract {

  static final String PHONE = "13800138000";

  private DoorGateway gateway;

  /** The vendor of the front door. */
  abstract String vendor();

  abstract Binding binding();

  /** A channel of another vendor. */
  abstract String behind();

  /** The simulator of the vendor behind. */
  String simulatorBehind() {
    return behind();
  }

  /** A text that both vendors can carry. */
  String text() {
    return "优惠50％＆镕喆——【驿站】";
  }

  @BeforeAll
  void start(@TempDir Path directory) {
    gateway = DoorGateway.start(directory, behind());
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @AfterEach
  void clear() {
    gateway.sandbox().clear(simulatorBehind());
    gateway.sandbox().forgetMessages();
  }

  DoorGateway gateway() {
    return gateway;
  }

  Door door() {
    return Doors.installed().find(vendor()).orElseThrow();
  }

  VendorClient client() {
    return client("demo");
  }

  VendorClient client(String password) {
    return gateway.client(vendor(), binding(), "demo", password);
  }

  static Message message(String text, String... numbers) {
    return new Message(List.of(numbers).stream().map(PhoneNumber::of).toList(), text);
  }

  Outcome<Sent> sent(VendorClient client, Message message) {
    Plan plan = client.plan(message);
    assertThat(plan.refusals()).isEmpty();
    assertThat(plan.calls()).hasSize(1);
    return client.send(plan.calls().get(0));
  }

  static <T> T accepted(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    return ((Outcome.Accepted<T>) outcome).value();
  }

  static ResultCode rejection(Outcome<?> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return ((Outcome.Rejected<?>) outcome).code();
  }

  /** Waits until the only message has reached its phone: a door with reports answers before. */
  PhoneMessage held() {
    return Awaited.await(gateway.sandbox()::messages, all -> all.size() == 1).get(0);
  }

  Submission submission(Sent sent) {
    List<Submission> found =
        gateway
            .gateway()
            .operations()
            .search(
                new SearchQuery(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new SearchQuery.Names(
                        Optional.empty(),
                        Optional.of(door().company() + " " + sent.ids().get(0)),
                        Optional.empty())),
                name -> true)
            .submissions();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  void awaitState(Sent sent, DeliveryState state) {
    Submission reached =
        Awaited.await(() -> submission(sent), each -> each.state().equals(state.name()));
    assertThat(reached.consumer()).isEqualTo(DoorGateway.CONSUMER);
  }

  @Test
  void sendsOverAnotherVendorAndFindsTheMessageByTheIdItAnswered() {
    Sent sent = accepted(sent(client(), message(text(), PHONE)));
    assertThat(held().text()).isEqualTo(text());
    assertThat(held().phone()).isEqualTo(PHONE);
    assertThat(held().vendor()).isEqualTo(simulatorBehind());
    Submission stored = submission(sent);
    assertThat(stored.consumer()).isEqualTo(DoorGateway.CONSUMER);
    assertThat(sent.ids().get(0)).isNotEqualTo(held().vendorId());
  }

  @Test
  void answersIdsInTheVendorsRangeEachOnce() {
    List<Long> ids =
        IntStream.range(0, 20)
            .mapToObj(i -> accepted(sent(client(), message(text() + i + "【驿站】", PHONE))))
            .flatMap(sent -> sent.ids().stream())
            .map(Long::parseLong)
            .toList();
    assertThat(Awaited.await(gateway.sandbox()::messages, all -> all.size() == 20)).hasSize(20);
    assertThat(ids)
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(id).isBetween(door().ids().first(), door().ids().last()));
  }

  @Test
  void refusesAWrongPasswordAndAnUnknownUserAlike() {
    ResultCode expected = door().sendCodes().of(Reason.LOGIN);
    assertThat(rejection(sent(client("wrong"), message(text(), PHONE)))).isEqualTo(expected);
    VendorClient nobody = gateway.client(vendor(), binding(), "nobody", "demo");
    assertThat(rejection(sent(nobody, message(text(), PHONE)))).isEqualTo(expected);
    assertThat(gateway.sandbox().messages()).isEmpty();
  }

  @Test
  void sendsToManyNumbersEachOnce() {
    int limit = Math.min(30, client().abilities().recipientsPerCall());
    List<PhoneNumber> many =
        IntStream.range(0, limit)
            .mapToObj(i -> new PhoneNumber(Long.toString(13800000000L + i)))
            .toList();
    VendorCall call = client().plan(new Message(many, text())).calls().get(0);
    accepted(client().send(call));
    List<PhoneMessage> messages =
        Awaited.await(gateway.sandbox()::messages, all -> all.size() == call.recipients().size());
    assertThat(messages)
        .extracting(PhoneMessage::phone)
        .containsExactlyInAnyOrderElementsOf(
            call.recipients().stream().map(PhoneNumber::digits).toList());
  }

  @Test
  void answersWhatIsLeftOfTheQuota() {
    long before = accepted(client().balance()).amount().longValueExact();
    accepted(sent(client(), message(text(), PHONE)));
    assertThat(accepted(client().balance()).amount().longValueExact()).isEqualTo(before - 1);
    assertThat(held().phone()).isEqualTo(PHONE);
  }

  @Test
  void refusesABalanceToAWrongPassword() {
    assertThat(client("wrong").balance()).isInstanceOf(Outcome.Rejected.class);
  }

  /** The forbidden word is the vendor's behind. */
  @Test
  void tellsOfARejectionOrReportsIt() {
    String text = World.FORBIDDEN_WORD + "测试【驿站】";
    Outcome<Sent> outcome = sent(client(), message(text, PHONE));
    if (door().hasReports()) {
      Sent sent = accepted(outcome);
      awaitState(sent, DeliveryState.REJECTED);
    } else {
      assertThat(rejection(outcome)).isEqualTo(door().sendCodes().of(Reason.TEXT));
    }
    assertThat(gateway.sandbox().messages()).isEmpty();
  }

  @Test
  void refusesANumberThatHasOptedOut() {
    PhoneNumber number = PhoneNumber.of("13800138999");
    gateway
        .gateway()
        .core()
        .optOuts()
        .add(
            OptOutList.ofConsumer(DoorGateway.CONSUMER),
            number,
            new OptOut.ByHand("ops", "by telephone"),
            name -> true);
    assertThat(rejection(sent(client(), message(text(), "13800138999"))))
        .isEqualTo(door().sendCodes().of(Reason.NUMBER_OPTED_OUT));
    assertThat(gateway.sandbox().messages()).isEmpty();
    accepted(sent(client(), message(text(), PHONE)));
    assertThat(held().phone()).isEqualTo(PHONE);
  }

  /** Whoever is told of a failure sends again. */
  @Test
  void neverTellsOfAnUnknownOutcomeAsAFailure() {
    gateway
        .sandbox()
        .set(
            simulatorBehind(),
            Fault.of(Fault.Kind.ACCEPT_THEN_DROP).times(1).on(Fault.Requests.SENDS));
    Sent sent = accepted(sent(client(), message(text(), PHONE)));
    assertThat(held().text()).isEqualTo(text());
    // The vendor's report settles it, if it is polled by now.
    Submission stored =
        Awaited.await(
            () -> submission(sent),
            each ->
                each.state().equals(DeliveryState.UNKNOWN.name())
                    || each.state().equals(DeliveryState.DELIVERED.name()));
    assertThat(stored.calls().get(0).outcome()).isEqualTo(CallRecord.Result.UNKNOWN);
  }
}
