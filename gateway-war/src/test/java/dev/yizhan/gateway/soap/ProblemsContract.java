package dev.yizhan.gateway.soap;

import static dev.yizhan.gateway.soap.SoapGateway.ADMIN;
import static dev.yizhan.gateway.soap.SoapGateway.SHOP;
import static dev.yizhan.gateway.soap.SoapGateway.all;
import static dev.yizhan.gateway.soap.SoapGateway.el;
import static dev.yizhan.gateway.soap.SoapGateway.first;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.callback.Receiver;
import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.record.InboxStore;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.StoredMessages;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing goes out, and ListProblems says why. */
abstract class ProblemsContract {

  private GatewayStore store;
  private SoapGateway gateway;

  /** Over the same data in each call. */
  abstract GatewayStore store();

  @BeforeEach
  void start() {
    store = store();
    gateway = new SoapGateway(store);
  }

  @AfterEach
  void end() {
    gateway.close();
  }

  private String problems() {
    return gateway.admin(ADMIN, "ListProblems", "");
  }

  private String sent(String content) {
    return gateway.call(
        SHOP,
        "Send",
        el("channel", "winic") + el("recipient", "13800138000") + el("text", "测试") + content);
  }

  private String sentWithCode(String code) {
    gateway.sandbox().set(WinicHttpSimulator.NAME, Fault.code(code));
    return sent("");
  }

  @Test
  void listsAChannelWhoseVendorRejectsTheAccountUntilItAcceptsACall() {
    assertThat(all(problems(), "kind")).isEmpty();
    assertThat(first(sentWithCode("-02"), "outcome")).isEqualTo("REJECTED");
    String since = first(problems(), "from");
    sentWithCode("-03");
    String listed = problems();
    assertThat(all(listed, "kind")).containsExactly("ACCOUNT_REJECTED");
    assertThat(first(listed, "channel")).isEqualTo("winic");
    assertThat(first(listed, "from")).isEqualTo(since);
    assertThat(first(listed, "count")).isEqualTo("2");
    assertThat(first(listed, "vendorCode")).isEqualTo("-03");
    assertThat(first(listed, "lastSeenAt")).isGreaterThanOrEqualTo(since);
    assertThat(first(listed, "detail")).contains("AUTHENTICATION");
    gateway.close();
    gateway = new SoapGateway(store());
    assertThat(all(problems(), "count")).containsExactly("2");
    assertThat(first(sent(""), "outcome")).isEqualTo("ACCEPTED");
    assertThat(all(problems(), "kind")).isEmpty();
  }

  @Test
  void listsNoRejectionOfAMessage() {
    assertThat(first(sentWithCode("-07"), "outcome")).isEqualTo("REJECTED");
    assertThat(all(problems(), "kind")).isEmpty();
  }

  @Test
  void listsASuspendedChannelWithMessagesThatWait() {
    String reason = el("channel", "winic") + el("reason", "bill");
    gateway.admin(ADMIN, "SuspendChannel", reason);
    assertThat(all(problems(), "kind")).isEmpty();
    sent(el("waitSeconds", "0"));
    sent(el("waitSeconds", "0"));
    String listed = problems();
    assertThat(all(listed, "kind")).containsExactly("SUSPENDED_CHANNEL");
    assertThat(first(listed, "channel")).isEqualTo("winic");
    assertThat(first(listed, "count")).isEqualTo("2");
    assertThat(first(listed, "detail")).contains("ops", "bill", "+08:00");
  }

  @Test
  void listsAVendorThatDoesNotAnswer() {
    gateway.sandbox().set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.ACCEPT_THEN_DROP));
    for (int i = 0; i < 5; i++) {
      assertThat(first(sent(""), "outcome")).isEqualTo("UNKNOWN");
    }
    String listed = problems();
    assertThat(all(listed, "kind")).contains("CIRCUIT_OPEN");
    assertThat(listed).contains("does not answer: ");
  }

  private void refuse(GatewayStore store, String text) {
    gateway
        .core()
        .callbacks()
        .replace(
            List.of(
                Callback.of(
                    "shop",
                    Reader.CALLBACK,
                    500,
                    (delivery, done) ->
                        done.accept(
                            new Receiver.Answer(
                                delivery.records().stream().anyMatch(each -> isText(each, text))
                                    ? Receiver.Result.REFUSED
                                    : Receiver.Result.ACCEPTED,
                                "HTTP 422",
                                Optional.empty())))));
    StoredMessages.store(store, "shop", "甲", "乙", "丙");
  }

  private static boolean isText(InboxRecord record, String text) {
    return record instanceof InboxMessage message && message.text().equals(text);
  }

  private static String skip(String position) {
    return el("consumer", "shop")
        + el("kind", "REPLIES")
        + el("position", position)
        + el("reason", "the shop does without it");
  }

  @Test
  void listsARecordThatACallbackRefusesUntilAnOperatorSkipsIt() {
    refuse(store, "乙");
    String listed = Awaited.await(this::problems, found -> found.contains("CALLBACK_REFUSED"));
    assertThat(first(listed, "consumer")).isEqualTo("shop");
    assertThat(first(listed, "reader")).isEqualTo("callback");
    assertThat(first(listed, "position")).isEqualTo("2");
    assertThat(first(listed, "detail")).contains("REPLIES", "HTTP 422");

    assertThat(gateway.admin(SHOP, "SkipRecord", skip("2"))).contains("NOT_ALLOWED");
    assertThat(gateway.admin(ADMIN, "SkipRecord", skip("1")))
        .contains("INVALID_REQUEST", "does not stand at this record");
    assertThat(gateway.admin(ADMIN, "SkipRecord", skip("2") + el("reader", "default")))
        .contains("INVALID_REQUEST", "nothing is pushed to this reader");
    assertThat(gateway.admin(ADMIN, "SkipRecord", skip("2").replace("shop<", "bank<")))
        .contains("INVALID_REQUEST", "no consumer of this name with a callback");
    assertThat(all(problems(), "position")).containsExactly("2");

    assertThat(all(gateway.admin(ADMIN, "ListSkippedRecords", ""), "position")).isEmpty();
    assertThat(gateway.admin(ADMIN, "SkipRecord", skip("2"))).contains("SkipRecordResponse");
    String skipped = gateway.admin(ADMIN, "ListSkippedRecords", el("consumer", "shop"));
    assertThat(all(skipped, "position")).containsExactly("2");
    assertThat(first(skipped, "kind")).isEqualTo("REPLIES");
    assertThat(first(skipped, "reader")).isEqualTo("callback");
    assertThat(first(skipped, "by")).isEqualTo("ops");
    assertThat(first(skipped, "reason")).isEqualTo("the shop does without it");
    assertThat(first(skipped, "at")).endsWith("+08:00");
    assertThat(first(skipped, "more")).isEqualTo("false");
    assertThat(all(gateway.admin(ADMIN, "ListSkippedRecords", el("consumer", "bank")), "position"))
        .isEmpty();
    assertThat(gateway.admin(ADMIN, "ListSkippedRecords", el("consumer", "shpo")))
        .contains("INVALID_REQUEST");
    assertThat(gateway.admin(SHOP, "ListSkippedRecords", "")).contains("NOT_ALLOWED");
    assertThat(all(problems(), "kind")).isEmpty();
    Awaited.await(
        () -> store.inbox().backlogs(),
        all ->
            all.contains(
                new InboxStore.Backlog("shop", Reader.CALLBACK, RecordKind.REPLIES, 3, 3)));
    assertThat(gateway.call(SHOP, "FetchReplies", el("position", "1"))).contains("乙");
  }
}
