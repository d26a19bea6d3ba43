package dev.yizhan.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.door.Door;
import dev.yizhan.door.Doors;
import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.callback.Callbacks;
import dev.yizhan.gateway.core.callback.Progress;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.Readers;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.http.Binding;
import dev.yizhan.http.CallbackAddress;
import dev.yizhan.http.CallbackHttp;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Trust;
import dev.yizhan.sandbox.world.World;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.SendOptions;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.record.Push;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What winnerlook's front door pushes to a login's address, with winic behind; on both databases.
 */
abstract class WinnerlookPushContract {

  private static final String BEHIND = "winic-asmx";
  private static final String PHONE = "13800138000";
  private static final String TEXT = "您的验证码是4711【驿站】";
  private static final Reader LOGIN = Reader.login("winnerlook/demo");
  private static final Callback.Id PUSH = new Callback.Id(DoorGateway.CONSUMER, LOGIN);

  private final CallbackHttp http = CallbackHttp.open(Duration.ofSeconds(5));
  private final Door door = Doors.installed().find("winnerlook").orElseThrow();
  private PushTarget target;
  private DoorGateway gateway;

  /** A new store, or the one of before. */
  abstract GatewayStore opened();

  @BeforeEach
  void start() throws Exception {
    target = new PushTarget();
    gateway = DoorGateway.start(opened(), BEHIND);
    push();
  }

  @AfterEach
  void stop() {
    gateway.close();
    target.close();
    http.close();
  }

  private void push() {
    DoorPush push =
        new DoorPush(
            door,
            "demo",
            DoorGateway.CONSUMER,
            Readers.INDEPENDENT,
            50,
            new CallbackHttp.Target(
                new CallbackAddress(target.address(), InetAddress::isLoopbackAddress),
                Trust.platform(),
                Duration.ofSeconds(10)));
    callbacks().replace(List.of(push.over(http, Clock.systemUTC())));
    Awaited.await(this::reports, progress -> hasBegun());
  }

  private Callbacks callbacks() {
    return gateway.gateway().core().callbacks();
  }

  private boolean hasBegun() {
    return gateway.gateway().store().inbox().backlogs().stream()
        .anyMatch(each -> each.reader().equals(LOGIN));
  }

  private Progress reports() {
    return callbacks().statuses().stream()
        .map(Callbacks.Status::progress)
        .filter(progress -> progress.kind() == RecordKind.REPORTS)
        .findFirst()
        .orElseThrow();
  }

  private VendorClient client() {
    return gateway.client("winnerlook", Binding.HTTP_POST, "demo", "demo");
  }

  private String sent(String id, String phone, String text) {
    VendorClient client = client();
    Message message = new Message(List.of(PhoneNumber.of(phone)), text);
    Outcome<Sent> outcome = client.send(client.plan(message).calls().get(0).withId(id));
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    return ((Outcome.Accepted<Sent>) outcome).value().ids().get(0);
  }

  private List<Report> awaitReports(int count) {
    return Awaited.await(target::reports, all -> all.size() >= count);
  }

  @Test
  void pushesReportsByTheIdThatTheDoorAnswered() {
    String id = sent("order-17", PHONE, TEXT);
    assertThat(awaitReports(1))
        .extracting(Report::vendorId, Report::number, Report::status, Report::customId)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(id, PHONE, "DELIVRD", Optional.of("order-17")));
    assertThat(target.headers()).containsExactly("POST /sms/push application/json; charset=UTF-8");
    assertThat(target.received()).extracting(Push::account).containsExactly("demo");
    assertThat(target.received()).extracting(Push::origin).containsExactly(Push.Origin.OURS);
  }

  @Test
  void pushesInboundMessages() {
    sent("order-18", "13580305096", TEXT);
    awaitReports(1);
    gateway.sandbox().reply(BEHIND, "13580305096", "收到|，谢谢", "1069");
    List<Reply> replies = Awaited.await(target::replies, all -> all.size() == 1);
    assertThat(replies)
        .extracting(Reply::number, Reply::text, Reply::to, Reply::customId)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "13580305096", "收到|，谢谢", Optional.of("1069"), Optional.of("order-18")));
    assertThat(replies.get(0).time()).isPresent();
  }

  /** Rejections are no records: the vendor behind has answered them, and reports nothing. */
  @Test
  void pushesARejectionOnce() {
    String rejected = sent("order-19", PHONE, World.FORBIDDEN_WORD + TEXT);
    assertThat(awaitReports(1))
        .extracting(Report::vendorId, Report::number, Report::status, Report::customId)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                rejected, PHONE, "REJECTD", Optional.of("order-19")));
    String next = sent("order-20", PHONE, TEXT);
    assertThat(awaitReports(2)).extracting(Report::vendorId).containsExactly(rejected, next);
    Awaited.await(this::reports, each -> each.acknowledged() == 1);
    assertThat(polled()).isEmpty();
  }

  private List<Report> polled() {
    return ((Outcome.Accepted<dev.yizhan.codec.answer.Records<Report>>)
            client().reports(gateway.http()))
        .value()
        .good();
  }

  @Test
  void pushesAgainWhatWasNotAccepted() {
    target.answer(push -> 503);
    String rejected = sent("order-21", PHONE, World.FORBIDDEN_WORD + TEXT);
    Awaited.await(target::received, all -> all.size() >= 2);
    String delivered = sent("order-22", PHONE, TEXT);
    assertThat(target.reports()).isEmpty();
    target.answer(push -> 204);
    assertThat(awaitReports(2))
        .extracting(Report::vendorId)
        .containsExactlyInAnyOrder(rejected, delivered);
    assertThat(Awaited.await(this::reports, each -> each.failures().count() == 0).failures())
        .isEqualTo(Progress.Failures.NONE);
  }

  /** A receiver that digests everything but one failure gets the rest. */
  @Test
  void keepsPushingBesideAFailureThatIsRefused() {
    target.answer(
        push ->
            push.reports().good().stream().anyMatch(each -> each.status().equals("REJECTD"))
                ? 400
                : 200);
    sent("order-23", PHONE, World.FORBIDDEN_WORD + TEXT);
    Awaited.await(target::received, all -> all.size() >= 2);
    String delivered = sent("order-24", PHONE, TEXT);
    assertThat(awaitReports(1)).extracting(Report::vendorId).containsExactly(delivered);
    assertThat(reports().failures().isRefused()).as("no record can be skipped for it").isFalse();
  }

  @Test
  void leavesOutWhatDidNotComeByTheVendorsDoor() {
    long before = reports().acknowledged();
    gateway
        .gateway()
        .submissions()
        .send(
            Sender.unlimited(DoorGateway.CONSUMER),
            new SendRequest(
                Optional.empty(),
                Optional.of(BEHIND),
                List.of("13900139000"),
                TEXT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SendOptions.NONE,
                Duration.ofSeconds(10)));
    Awaited.await(this::reports, each -> each.acknowledged() == before + 1);
    String id = sent("order-25", PHONE, TEXT);
    assertThat(awaitReports(1)).extracting(Report::vendorId).containsExactly(id);
  }

  /** Both read the login's position. */
  @Test
  void handsNothingOutToAPollThatWasPushed() {
    sent("order-26", PHONE, TEXT);
    awaitReports(1);
    Awaited.await(this::reports, each -> each.acknowledged() == 1);
    assertThat(polled()).isEmpty();
  }

  @Test
  void goesOnAfterARestart() {
    target.answer(push -> 503);
    String rejected = sent("order-27", PHONE, World.FORBIDDEN_WORD + TEXT);
    String delivered = sent("order-28", PHONE, TEXT);
    Awaited.await(this::reports, each -> each.assigned() == 1 && each.failures().count() > 0);
    gateway.close();
    target.answer(push -> 200);
    gateway = DoorGateway.start(opened(), BEHIND);
    push();
    assertThat(awaitReports(2))
        .extracting(Report::vendorId)
        .containsExactlyInAnyOrder(rejected, delivered);
  }

  @Test
  void isSkippedByAnOperatorAtARecordThatIsRefused() {
    target.answer(push -> push.reports().good().isEmpty() ? 200 : 400);
    sent("order-29", PHONE, TEXT);
    Progress refused = Awaited.await(this::reports, each -> each.failures().isRefused());
    callbacks()
        .skip(PUSH, RecordKind.REPORTS, refused.acknowledged() + 1, "ops", "cannot be digested");
    target.answer(push -> 200);
    String next = sent("order-30", PHONE, TEXT);
    assertThat(awaitReports(1)).extracting(Report::vendorId).containsExactly(next);
  }
}
