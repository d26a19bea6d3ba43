package dev.yizhan.gateway.soap;

import static dev.yizhan.gateway.soap.SoapGateway.ADMIN;
import static dev.yizhan.gateway.soap.SoapGateway.BANK;
import static dev.yizhan.gateway.soap.SoapGateway.SHOP;
import static dev.yizhan.gateway.soap.SoapGateway.all;
import static dev.yizhan.gateway.soap.SoapGateway.el;
import static dev.yizhan.gateway.soap.SoapGateway.first;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.SegmentLength;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements and reconciliations against the bills of vendor simulators, as callers see them. */
abstract class BillingContract {

  private static final int MESSAGES = 240;
  private static final String LONG_TEXT = "测试".repeat(80);
  private static final BigDecimal PRICE = new BigDecimal("0.10");
  private static final String WINIC = el("account", "winic");

  private final AtomicLong billedParts = new AtomicLong();
  private GatewayStore store;
  private SoapGateway gateway;

  abstract GatewayStore store();

  @BeforeEach
  void start() {
    store = store();
    gateway = new SoapGateway(store, PlainGateway.Polls.ALL, PlainGateway.Allowed.ALL);
    gateway.sandbox().reportsAfter(Duration.ZERO);
    gateway
        .sandbox()
        .listen(message -> billedParts.addAndGet(SegmentLength.DEFAULT.segments(message.text())));
  }

  @AfterEach
  void end() {
    gateway.close();
  }

  private static String today() {
    String today = LocalDate.now(QuietHours.CHINA).toString();
    return el("from", today) + el("to", today);
  }

  private static long sum(String response, String element) {
    return all(response, element).stream().mapToLong(Long::parseLong).sum();
  }

  private String sent(Consumer consumer, String text, String... numbers) {
    StringBuilder recipients = new StringBuilder();
    for (String number : numbers) {
      recipients.append(el("recipient", number));
    }
    return gateway.call(
        consumer,
        "Send",
        el("channel", "winic") + recipients + el("text", text) + el("waitSeconds", "20"));
  }

  private String statement(String filters) {
    return gateway.admin(ADMIN, "GetStatement", today() + filters);
  }

  private String reconciliation() {
    return gateway.admin(ADMIN, "GetReconciliation", WINIC + today());
  }

  @Test
  void agreesWithTheSimulatorsBill() {
    List<Fault> faults =
        List.of(
            Fault.of(Fault.Kind.ACCEPT_THEN_DROP).share(20),
            Fault.code("-03").share(20),
            Fault.of(Fault.Kind.HALF_ANSWER).share(20),
            Fault.of(Fault.Kind.DROP_BEFORE_READING).share(20));
    for (int i = 0; i < MESSAGES; i++) {
      if (i % (MESSAGES / faults.size()) == 0) {
        Fault fault = faults.get(i * faults.size() / MESSAGES);
        gateway.sandbox().set(WinicHttpSimulator.NAME, fault.on(Fault.Requests.SENDS));
      }
      String number = String.valueOf(13800138000L + i);
      sent(i % 3 == 0 ? BANK : SHOP, i % 2 == 0 ? "测试" : LONG_TEXT, number);
    }
    gateway.sandbox().clear(WinicHttpSimulator.NAME);
    // Whatever the vendor billed is reported, so that nothing of it stays unknown.
    String counted =
        Awaited.await(
            () -> reconciliation(), found -> sum(found, "acceptedSegments") == billedParts.get());
    assertThat(sum(counted, "acceptedSegments")).isEqualTo(billedParts.get()).isPositive();
    String statement = statement(WINIC);
    assertThat(sum(statement, "recipients")).isEqualTo(MESSAGES);
    assertThat(Set.copyOf(all(statement, "consumer"))).isEqualTo(Set.of("shop", "bank"));
    // Only answers say what was billed; those that were cut are the difference.
    long answered = sum(statement, "billedParts");
    assertThat(sum(counted, "billedParts")).isEqualTo(answered);
    assertThat(sum(counted, "answeredParts")).isEqualTo(answered);
    assertThat(answered).isLessThan(billedParts.get());
    BigDecimal charged =
        all(statement, "charge").stream()
            .map(BigDecimal::new)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(charged).isEqualByComparingTo(PRICE.multiply(BigDecimal.valueOf(answered)));
    assertThat(new BigDecimal(first(counted, "charge"))).isEqualByComparingTo(charged);
    // What did not reach the vendor at all is the rest of the unknown.
    assertThat(sum(counted, "unknownCalls")).isEqualTo(sum(statement, "unknown")).isPositive();
    assertThat(all(counted, "kind")).containsOnly("OUTCOME_UNKNOWN");
    assertThat(all(counted, "submissionId")).hasSize((int) sum(counted, "unknownCalls"));
    assertThat(store.statementDifferences(LocalDate.now(QuietHours.CHINA).minusDays(1))).isEmpty();
  }

  @Test
  void consumersSeeTheirOwnFigures() {
    sent(SHOP, "测试", "13800138000", "13800138001");
    sent(BANK, "测试", "13800138002");
    String own = gateway.call(SHOP, "GetStatement", today());
    assertThat(all(own, "consumer")).containsExactly("shop");
    assertThat(all(own, "recipients")).containsExactly("2");
    assertThat(all(own, "closed")).containsExactly("false");
    assertThat(all(own, "account")).containsExactly("winic");
    assertThat(gateway.call(SHOP, "GetStatement", today() + el("consumer", "bank")))
        .contains("NOT_ALLOWED");
    assertThat(all(statement(el("consumer", "bank")), "recipients")).containsExactly("1");
    assertThat(all(statement(el("channel", "changlong")), "recipients")).isEmpty();
    assertThat(gateway.admin(SHOP, "GetStatement", today())).contains("NOT_ALLOWED");
    assertThat(gateway.admin(SHOP, "GetReconciliation", WINIC + today())).contains("NOT_ALLOWED");
  }

  @Test
  void saysWhatIsWrongWithDaysAndNames() {
    assertThat(gateway.call(SHOP, "GetStatement", el("from", "yesterday") + el("to", "today")))
        .contains("from: give a day of China time, such as 2026-11-01");
    assertThat(
            gateway.call(SHOP, "GetStatement", el("from", "2026-11-02") + el("to", "2026-11-01")))
        .contains("to: 2026-11-01 is before from: 2026-11-02");
    assertThat(
            gateway.call(SHOP, "GetStatement", el("from", "2020-01-01") + el("to", "2020-01-02")))
        .contains("Begin with that day");
    assertThat(statement(el("consumer", "shpo"))).contains("consumer: there is none of this name");
    assertThat(gateway.admin(ADMIN, "GetReconciliation", el("account", "winik") + today()))
        .contains("account: there is none of this name");
  }

  @Test
  void knowsTheBalanceNearestToTheDay() {
    assertThat(gateway.call(SHOP, "GetBalance", el("channel", "winic"))).contains("<amount>");
    String counted = reconciliation();
    assertThat(all(counted, "balanceUnit")).containsExactly("CNY");
    assertThat(new BigDecimal(first(counted, "balanceAfter"))).isPositive();
    assertThat(all(counted, "balanceAfterAt")).hasSize(1);
  }
}
