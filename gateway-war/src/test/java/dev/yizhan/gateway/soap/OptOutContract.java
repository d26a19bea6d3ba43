package dev.yizhan.gateway.soap;

import static dev.yizhan.gateway.soap.SoapGateway.ADMIN;
import static dev.yizhan.gateway.soap.SoapGateway.BANK;
import static dev.yizhan.gateway.soap.SoapGateway.SHOP;
import static dev.yizhan.gateway.soap.SoapGateway.all;
import static dev.yizhan.gateway.soap.SoapGateway.el;
import static dev.yizhan.gateway.soap.SoapGateway.first;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.channel.Capacity;
import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.optout.OptOutPolicy;
import dev.yizhan.gateway.core.optout.OptOutRules;
import dev.yizhan.gateway.core.optout.OptOutScope;
import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.Readers;
import dev.yizhan.gateway.core.statement.DayRange;
import dev.yizhan.gateway.core.statement.StatementLine;
import dev.yizhan.gateway.core.statement.StatementQuery;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.StoredMessages;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import dev.yizhan.sandbox.world.PhoneMessage;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Phones reply, and the number gets nothing more: SOAP in, SOAP out, over vendor simulators. */
abstract class OptOutContract {

  private static final String ONE = "13800138000";
  private static final String TWO = "13800138001";
  private static final String THREE = "13800138002";
  private static final Set<String> WORDS = Set.of("退订", "TD", "R");
  private static final String OPTED_OUT = "RECIPIENT_OPTED_OUT";
  private static final String OF_SHOP = el("consumer", "shop");
  private static final String NOT_WAITING = el("waitSeconds", "0");

  private static final Consumer CODES =
      new Consumer(
          "codes",
          Consumer.Role.CONSUMER,
          Set.of(),
          Optional.empty(),
          OptionalInt.empty(),
          new Sender(
              "codes",
              Set.of(),
              Routes.NONE,
              OptionalInt.empty(),
              Priority.URGENT,
              OptionalInt.empty()),
          Readers.INDEPENDENT,
          false);

  private GatewayStore store;
  private SoapGateway gateway;

  /** Over the same data in each call of a test. */
  abstract GatewayStore store();

  @BeforeEach
  void start() {
    start(PlainGateway.Allowed.ALL, rules(OptOutScope.CONSUMER, Map.of(), false));
  }

  private void start(PlainGateway.Allowed allowed, OptOutRules rules) {
    store = store();
    PlainGateway.Polls usual = PlainGateway.Polls.ALL;
    gateway =
        new SoapGateway(
            store,
            new PlainGateway.Polls(usual.kinds(), usual.pace(), Ownership.NONE),
            allowed.with(rules));
  }

  private void restart(PlainGateway.Allowed allowed, OptOutRules rules) {
    gateway.close();
    start(allowed, rules);
  }

  private static OptOutRules rules(
      OptOutScope usual, Map<String, OptOutScope> byConsumer, boolean exemptsUrgent) {
    return new OptOutRules(WORDS, usual, byConsumer, exemptsUrgent);
  }

  @AfterEach
  void end() {
    gateway.close();
  }

  private String sent(Consumer consumer, String content, String... numbers) {
    return gateway.call(consumer, "Send", content(content, numbers));
  }

  private static String content(String content, String... numbers) {
    StringBuilder recipients = new StringBuilder();
    for (String number : numbers) {
      recipients.append(el("recipient", number));
    }
    return el("channel", "winic") + recipients + el("text", "测试") + content;
  }

  private String list(String content) {
    return gateway.admin(ADMIN, "ListOptOuts", content);
  }

  private void reply(String number, String text) {
    gateway.sandbox().reply("winic", number, text, "");
  }

  private void awaitListed(String content) {
    String listed = Awaited.await(() -> list(content), found -> !all(found, "number").isEmpty());
    assertThat(all(listed, "number")).isNotEmpty();
  }

  private String add(String list, String number) {
    return gateway.admin(ADMIN, "AddOptOut", list + el("number", number) + el("reason", "phoned"));
  }

  private String lift(String list, String number) {
    return gateway.admin(
        ADMIN, "LiftOptOut", list + el("number", number) + el("reason", "asked for it"));
  }

  private void suspend() {
    gateway.admin(ADMIN, "SuspendChannel", el("channel", "winic") + el("reason", "test"));
  }

  private void resume() {
    gateway.admin(ADMIN, "ResumeChannel", el("channel", "winic") + el("reason", "test"));
  }

  @Test
  void aReplyEndsTheMessagesOfTheConsumerToWhomItBelongs() {
    String submission = first(sent(SHOP, "", ONE, TWO), "id");
    reply(TWO, "不要退订");
    reply(TWO, "TD谢谢");
    reply(ONE, "　ｔD ");
    awaitListed("");
    String listed = list("");
    assertThat(all(listed, "number")).containsExactly(ONE);
    assertThat(all(listed, "consumer")).containsExactly("shop");
    assertThat(all(listed, "account")).isEmpty();
    assertThat(all(listed, "source")).containsExactly("REPLY");
    assertThat(all(listed, "submissionId")).containsExactly(submission);
    assertThat(first(listed, "more")).isEqualTo("false");
    assertThat(all(gateway.call(SHOP, "FetchReplies", ""), "text"))
        .as("all of them are delivered to the consumer, too")
        .hasSize(3);

    String refused = sent(SHOP, "", TWO, "+86" + ONE);
    assertThat(first(refused, "code")).isEqualTo(OPTED_OUT);
    assertThat(first(refused, "retryable")).isEqualTo("false");
    assertThat(first(refused, "refusedRecipientCount")).isEqualTo("1");
    assertThat(all(refused, "index")).containsExactly("1");
    assertThat(all(refused, "number")).containsExactly("138****8000");
    assertThat(first(refused, "faultstring")).contains("138****8000").doesNotContain(ONE);
    assertThat(gateway.sandbox().messages()).hasSize(2);
    assertThat(first(sent(SHOP, "", TWO), "state")).isEqualTo("SUBMITTED");
    assertThat(first(sent(BANK, "", ONE), "state")).as("another list").isEqualTo("SUBMITTED");
  }

  @Test
  void aListOfAnAccountHoldsForItsConsumersAndAllChannelsOfTheRoute() {
    restart(
        PlainGateway.Allowed.ALL,
        rules(
            OptOutScope.OFF,
            Map.of("shop", OptOutScope.ACCOUNT, "bank", OptOutScope.ACCOUNT),
            false));
    sent(SHOP, "", ONE);
    reply(ONE, "退订");
    awaitListed(el("account", "winic"));
    assertThat(all(list(el("number", ONE)), "account")).containsExactly("winic");
    assertThat(first(sent(SHOP, "", ONE), "code")).isEqualTo(OPTED_OUT);
    assertThat(first(sent(BANK, "", ONE), "code")).isEqualTo(OPTED_OUT);
    assertThat(first(sent(CODES, "", ONE), "state")).as("off").isEqualTo("SUBMITTED");
    String routed = el("recipient", ONE) + el("text", "测试【驿站】");
    assertThat(first(gateway.call(SHOP, "Send", routed), "code"))
        .as("the other channels of the route are no way around")
        .isEqualTo(OPTED_OUT);
    assertThat(first(gateway.call(SHOP, "Send", el("channel", "changlong") + routed), "state"))
        .as("another account")
        .isEqualTo("SUBMITTED");
  }

  @Test
  void aReplyOfNobodyAndOneWhileItIsOffAreNoOptOut() {
    restart(
        PlainGateway.Allowed.ALL,
        rules(OptOutScope.ACCOUNT, Map.of("bank", OptOutScope.OFF), false));
    sent(BANK, "", TWO);
    sent(SHOP, "", ONE);
    reply(THREE, "TD");
    reply(TWO, "TD");
    reply(ONE, "TD");
    awaitListed("");
    assertThat(all(list(""), "number")).containsExactly(ONE);
    assertThat(all(gateway.call(BANK, "FetchReplies", ""), "text")).containsExactly("TD");
    assertThat(first(sent(BANK, "", TWO), "state")).isEqualTo("SUBMITTED");
  }

  @Test
  void isOnTheListOnceWhateverArrivesAgain() {
    OptOutPolicy policy =
        new OptOutPolicy(
            () -> rules(OptOutScope.CONSUMER, Map.of(), false), channel -> Optional.of("winic"));
    String ofOwner = el("consumer", "owner");
    StoredMessages.store(store.records(policy), "owner", "TD");
    assertThat(all(list(ofOwner), "number")).containsExactly(ONE);
    assertThat(lift(ofOwner, ONE)).contains("LiftOptOutResponse");
    StoredMessages.store(store.records(policy), "owner", "TD");
    assertThat(all(list(""), "number")).as("the same message once more").isEmpty();
    StoredMessages.store(store.records(policy), "owner", "td", "r");
    assertThat(all(list(""), "number")).containsExactly(ONE);
  }

  @Test
  void aWaitingMessageReachesTheOthers() {
    suspend();
    String three = first(sent(SHOP, NOT_WAITING, ONE, TWO, THREE), "id");
    String one = first(sent(SHOP, NOT_WAITING, ONE), "id");
    String later = first(sent(SHOP, el("sendAt", "2027-06-01T08:00:00+08:00"), ONE), "id");
    add(OF_SHOP, ONE);
    resume();
    String ended = awaitState(three, "MIXED");
    assertThat(all(ended, "state")).containsExactly("MIXED", "CANCELLED", "SUBMITTED", "SUBMITTED");
    assertThat(all(ended, "code")).containsExactly(OPTED_OUT);
    assertThat(first(ended, "reason")).contains("opted out");
    assertThat(all(ended, "outcome")).containsExactly("ACCEPTED");
    String alone = awaitState(one, "CANCELLED");
    assertThat(all(alone, "code")).containsExactly(OPTED_OUT);
    assertThat(all(alone, "outcome")).as("no call was made").isEmpty();
    assertThat(state(later)).as("it is checked when it is due").isEqualTo("SCHEDULED");
    assertThat(gateway.sandbox().messages())
        .extracting(PhoneMessage::phone)
        .containsExactlyInAnyOrder(TWO, THREE);
    StatementLine line = statement("shop");
    assertThat(line.optedOut()).isEqualTo(new StatementLine.OptedOut(2, 0));
    assertThat(line.recipients()).isEqualTo(5);
  }

  private String submission(String id) {
    return gateway.call(SHOP, "GetSubmission", el("id", id));
  }

  private String state(String id) {
    return first(submission(id), "state");
  }

  private String awaitState(String id, String state) {
    String reached =
        Awaited.await(() -> submission(id), found -> first(found, "state").equals(state));
    assertThat(first(reached, "state")).isEqualTo(state);
    return reached;
  }

  private StatementLine statement(String consumer) {
    LocalDate today = LocalDate.now(QuietHours.CHINA);
    return gateway
        .core()
        .statements()
        .find(
            new StatementQuery(
                new DayRange(today, today),
                Optional.of(consumer),
                Optional.of("winic"),
                Optional.empty()))
        .get(0)
        .lines()
        .get(0);
  }

  /** The answer says of each recipient what became of it, not only what the vendor said. */
  @Test
  void aCallerThatWaitsLearnsWhoGotNothing() {
    restart(
        PlainGateway.Allowed.with("winic", new Capacity(1, Priority.NORMAL)),
        rules(OptOutScope.CONSUMER, Map.of(), false));
    gateway
        .sandbox()
        .set(WinicHttpSimulator.NAME, Fault.of(Fault.Kind.NEVER_ANSWER).on(Fault.Requests.SENDS));
    sent(BANK, NOT_WAITING, THREE);
    CompletableFuture<String> two =
        CompletableFuture.supplyAsync(() -> sent(SHOP, el("waitSeconds", "15"), ONE, TWO));
    CompletableFuture<String> one =
        CompletableFuture.supplyAsync(() -> sent(SHOP, el("waitSeconds", "15"), ONE));
    String queued =
        Awaited.await(
            () -> gateway.admin(ADMIN, "FindSubmissions", el("state", "QUEUED")),
            found -> all(found, "id").size() == 2);
    assertThat(all(queued, "id")).hasSize(2);
    add(OF_SHOP, ONE);
    gateway.sandbox().clear(WinicHttpSimulator.NAME);
    assertThat(all(two.join(), "state")).containsExactly("MIXED", "CANCELLED", "SUBMITTED");
    assertThat(all(two.join(), "code")).containsExactly(OPTED_OUT);
    assertThat(all(one.join(), "state")).containsExactly("CANCELLED", "CANCELLED");
  }

  @Test
  void manyThatGetNothingHoldUpNobody() {
    restart(
        PlainGateway.Allowed.with("winic", new Capacity(1, Priority.NORMAL)),
        rules(OptOutScope.CONSUMER, Map.of(), false));
    suspend();
    for (int i = 0; i < 20; i++) {
      sent(SHOP, NOT_WAITING, ONE);
    }
    String last = first(sent(SHOP, NOT_WAITING, TWO), "id");
    add(OF_SHOP, ONE);
    resume();
    awaitState(last, "SUBMITTED");
    assertThat(gateway.sandbox().messages()).hasSize(1);
    assertThat(statement("shop").optedOut().stopped()).isEqualTo(20);
  }

  @Test
  void urgentMessagesAreExemptByASetting() {
    restart(PlainGateway.Allowed.ALL, rules(OptOutScope.ACCOUNT, Map.of(), false));
    add(el("account", "winic"), ONE);
    assertThat(first(sent(CODES, "", ONE), "code")).isEqualTo(OPTED_OUT);
    restart(PlainGateway.Allowed.ALL, rules(OptOutScope.ACCOUNT, Map.of(), true));
    assertThat(first(sent(CODES, "", ONE), "state")).isEqualTo("SUBMITTED");
    assertThat(first(sent(SHOP, "", ONE), "code")).isEqualTo(OPTED_OUT);
    restart(
        PlainGateway.Allowed.with("winic", new Capacity(8, Priority.URGENT)),
        rules(OptOutScope.ACCOUNT, Map.of(), true));
    assertThat(first(sent(SHOP, "", ONE), "state")).as("urgent channel").isEqualTo("SUBMITTED");
    suspend();
    String waiting = first(sent(SHOP, NOT_WAITING, ONE), "id");
    resume();
    awaitState(waiting, "SUBMITTED");
  }

  @Test
  void checkShowsWhoHasOptedOut() {
    add(OF_SHOP, ONE);
    String checked = gateway.call(SHOP, "Check", content("", TWO, ONE));
    assertThat(all(checked, "number")).containsExactly(ONE);
    assertThat(all(checked, "index")).containsExactly("1");
    assertThat(all(checked, "code")).containsExactly(OPTED_OUT);
    assertThat(all(checked, "channel")).as("no call is planned").isEmpty();
    assertThat(all(gateway.call(BANK, "Check", content("", TWO, ONE)), "code")).isEmpty();
  }

  @Test
  void aRepeatIsNoNewSubmissionAndNoRefusal() {
    String id = first(sent(SHOP, el("requestId", "r-1"), ONE, TWO), "id");
    add(OF_SHOP, ONE);
    assertThat(first(sent(SHOP, el("requestId", "r-1"), ONE, TWO), "id")).isEqualTo(id);
    assertThat(statement("shop").optedOut()).isEqualTo(new StatementLine.OptedOut(0, 0));
    assertThat(first(sent(SHOP, el("requestId", "r-1"), ONE), "code"))
        .isEqualTo("REQUEST_ID_CONFLICT");
    assertThat(first(sent(SHOP, el("requestId", "r-2"), ONE, TWO), "code")).isEqualTo(OPTED_OUT);
    assertThat(first(sent(SHOP, "", ONE), "code")).isEqualTo(OPTED_OUT);
    assertThat(statement("shop").optedOut()).isEqualTo(new StatementLine.OptedOut(0, 2));
    assertThat(statement("shop").recipients()).isEqualTo(2);
  }

  @Test
  void operatorsAddAndLiftWithAReason() {
    String added = add(OF_SHOP, "+86" + ONE);
    assertThat(first(added, "number")).isEqualTo(ONE);
    assertThat(first(added, "source")).isEqualTo("OPERATOR");
    assertThat(first(added, "by")).isEqualTo("ops");
    assertThat(first(added, "reason")).isEqualTo("phoned");
    assertThat(add(OF_SHOP, ONE)).as("again").contains(first(added, "at"));
    assertThat(first(sent(SHOP, "", ONE), "code")).isEqualTo(OPTED_OUT);
    assertThat(lift(OF_SHOP, ONE)).contains("LiftOptOutResponse");
    assertThat(first(sent(SHOP, "", ONE), "state")).isEqualTo("SUBMITTED");
    List<JournalEntry> entries = gateway.core().journal().list(Optional.empty()).entries();
    assertThat(entries)
        .extracting(JournalEntry::action)
        .containsExactly(JournalEntry.Action.LIFTED_OPT_OUT, JournalEntry.Action.ADDED_OPT_OUT);
    assertThat(entries).extracting(JournalEntry::target).containsOnly("consumer shop 138****8000");
    assertThat(entries.get(0).reason()).contains("asked for it");
    assertThat(all(list(""), "number")).isEmpty();
  }

  @Test
  void refusesChangesOfListsThatAreNotThere() {
    assertThat(first(lift(OF_SHOP, ONE), "code")).isEqualTo("INVALID_REQUEST");
    assertThat(first(add(el("consumer", "Shop"), ONE), "code")).isEqualTo("INVALID_REQUEST");
    assertThat(first(add(el("account", "shop"), ONE), "code")).isEqualTo("UNKNOWN_ACCOUNT");
    assertThat(first(add("", ONE), "code")).isEqualTo("INVALID_REQUEST");
    assertThat(first(add(OF_SHOP + el("account", "winic"), ONE), "code"))
        .isEqualTo("INVALID_REQUEST");
    assertThat(first(add(OF_SHOP, "1380013800"), "code")).isEqualTo("INVALID_RECIPIENT");
    String blank = OF_SHOP + el("number", ONE) + el("reason", " ");
    assertThat(first(gateway.admin(ADMIN, "AddOptOut", blank), "code"))
        .isEqualTo("INVALID_REQUEST");
    String change = OF_SHOP + el("number", ONE) + el("reason", "r");
    for (String operation : List.of("ListOptOuts", "AddOptOut", "LiftOptOut")) {
      String content = operation.equals("ListOptOuts") ? "" : change;
      assertThat(first(gateway.admin(SHOP, operation, content), "code")).isEqualTo("NOT_ALLOWED");
    }
    assertThat(all(list(""), "number")).isEmpty();
  }

  @Test
  void listsByPages() {
    for (int i = 0; i < 102; i++) {
      add(OF_SHOP, Long.toString(13_800_138_000L + i));
    }
    add(el("account", "winic"), ONE);
    String page = list(OF_SHOP);
    assertThat(all(page, "number")).hasSize(100).startsWith("13800138101");
    assertThat(first(page, "more")).isEqualTo("true");
    String rest = list(OF_SHOP + el("position", first(page, "position")));
    assertThat(all(rest, "number")).containsExactly(TWO, ONE);
    assertThat(first(rest, "more")).isEqualTo("false");
    assertThat(all(list(el("number", ONE)), "number")).containsExactly(ONE, ONE);
  }
}
