package dev.yizhan.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.code.WinnerlookCode;
import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.http.Outcome;
import dev.yizhan.sandbox.world.PhoneMessage;
import dev.yizhan.sandbox.world.World;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.SendOptions;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** winnerlook's trigger service, with winic behind. */
abstract class WinnerlookDoorContract extends DoorReportsContract {

  private static final Map<String, String> ENCRYPTED = Map.of("encryption", "refusing-ampersands");

  @Override
  String vendor() {
    return "winnerlook";
  }

  @Override
  String behind() {
    return "winic-asmx";
  }

  private VendorClient encrypting(String user, String password) {
    return gateway().client(vendor(), binding(), user, password, ENCRYPTED);
  }

  private static VendorCall call(VendorClient client, Message message, String id) {
    return client.plan(message).calls().get(0).withId(id);
  }

  private static Sent sent(VendorClient client, String id, Message message) {
    return accepted(client.send(call(client, message, id)));
  }

  @Test
  void returnsTheClientsOwnIdInReportsAndReplies() {
    Sent sent = sent(client(), "order-17", message(text(), "13580305096"));
    assertThat(reports(client(), sent, 1))
        .extracting(Report::customId)
        .containsExactly(Optional.of("order-17"));
    gateway().sandbox().reply(simulatorBehind(), "13580305096", "好", "1069");
    assertThat(replies(client(), "13580305096", 1))
        .extracting(Reply::customId)
        .containsExactly(Optional.of("order-17"));
  }

  @Test
  void returnsTheClientsOwnIdWithAFailure() {
    Sent sent = sent(client(), "order-18", message(World.FORBIDDEN_WORD + "测试【驿站】", "13580305097"));
    awaitState(sent, DeliveryState.REJECTED);
    assertThat(reports(client(), sent, 1))
        .extracting(report -> report.customId().orElse("") + " " + report.status())
        .containsExactly("order-18 REJECTD");
  }

  @Test
  void takesTwoMessagesWithOneIdForTwoUnlessItIsTheRequestId() {
    Message message = message(text(), PHONE);
    Sent first = sent(client(), "order-19", message);
    assertThat(sent(client(), "order-19", message).ids()).isNotEqualTo(first.ids());
    Awaited.await(gateway().sandbox()::messages, all -> all.size() == 2);

    gateway().set(open -> Opened.of(open).repeats(new OpenDoor.Repeats(Optional.empty(), true)));
    try {
      Sent once = sent(client(), "order-20", message);
      assertThat(sent(client(), "order-20", message).ids()).isEqualTo(once.ids());
      assertThat(rejection(client().send(call(client(), message("另一条【驿站】", PHONE), "order-20"))))
          .isEqualTo(WinnerlookCode.WRONG_PARAMETER);
      assertThat(submission(once).head().requestId()).contains("winnerlook order-20");
      assertThat(reports(client(), once, 1))
          .extracting(Report::customId)
          .containsExactly(Optional.of("order-20"));
      assertThat(gateway().sandbox().messages()).hasSize(3);
    } finally {
      gateway().set(open -> Opened.of(open).repeats(OpenDoor.Repeats.NONE));
    }
  }

  @Test
  void takesEncryptedCalls() {
    VendorClient client = encrypting("demo", "demo");
    Sent sent = accepted(sent(client, message(text(), "13580305098")));
    assertThat(held().text()).isEqualTo(text());
    assertThat(reports(client, sent, 1)).extracting(Report::number).containsExactly("13580305098");
    gateway().sandbox().reply(simulatorBehind(), "13580305098", "收到", "1069");
    assertThat(replies(client, "13580305098", 1)).extracting(Reply::text).containsExactly("收到");
  }

  /** The key proves nothing: the password inside is what counts. */
  @Test
  void refusesEncryptedCallsOfAnotherKeyAndOfUnknownUsersAlike() {
    for (VendorClient client : List.of(encrypting("demo", "other"), encrypting("nobody", "demo"))) {
      assertThat(rejection(sent(client, message(text(), PHONE))))
          .isEqualTo(WinnerlookCode.DECRYPTION);
      assertThat(client.reports(gateway().http())).isInstanceOf(Outcome.Rejected.class);
    }
    assertThat(gateway().sandbox().messages()).isEmpty();
  }

  @Test
  void sendsATextOfItsOwnToEachNumber() {
    VendorClient client =
        gateway()
            .client(
                vendor(),
                binding(),
                "demo",
                "demo",
                Map.of("separator-inside", "|~|", "separator-between", "|-|"));
    accepted(
        sent(
            client,
            new Message(
                List.of(PhoneNumber.of("13800138011"), PhoneNumber.of("13800138012")),
                List.of("甲的【驿站】", "乙的【驿站】"),
                SendOptions.NONE)));
    assertThat(Awaited.await(gateway().sandbox()::messages, all -> all.size() == 2))
        .extracting(PhoneMessage::phone, PhoneMessage::text)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("13800138011", "甲的【驿站】"),
            org.assertj.core.groups.Tuple.tuple("13800138012", "乙的【驿站】"));
  }

  @Test
  void passesAnExtensionOn() {
    accepted(sent(client(), message(text(), PHONE).with(SendOptions.NONE.withExtension("77"))));
    assertThat(held().extension()).isEqualTo("77");
  }
}
