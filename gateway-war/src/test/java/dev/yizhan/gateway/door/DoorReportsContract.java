package dev.yizhan.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.http.Outcome;
import dev.yizhan.sandbox.world.World;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A vendor whose protocol has calls for delivery reports and inbound messages. */
abstract class DoorReportsContract extends DoorContract {

  /** Polls until there are so many reports of a message; others are of earlier tests. */
  private List<Report> reports(Sent sent, int count) {
    return reports(client(), sent, count);
  }

  final List<Report> reports(VendorClient client, Sent sent, int count) {
    List<Report> reports = new ArrayList<>();
    return Awaited.await(
        () -> {
          accepted(client.reports(gateway().http())).good().stream()
              .filter(report -> sent.ids().contains(report.vendorId()))
              .forEach(reports::add);
          return reports;
        },
        all -> all.size() >= count);
  }

  private List<Reply> replies(String number, int count) {
    return replies(client(), number, count);
  }

  final List<Reply> replies(VendorClient client, String number, int count) {
    List<Reply> replies = new ArrayList<>();
    return Awaited.await(
        () -> {
          accepted(client.replies(gateway().http())).good().stream()
              .filter(reply -> reply.number().equals(number))
              .forEach(replies::add);
          return replies;
        },
        all -> all.size() >= count);
  }

  @Test
  void handsOutTheReportsOfAMessageByTheIdItAnswered() {
    gateway().sandbox().failFor(Set.of("13900139000"));
    Sent sent = accepted(sent(client(), message(text(), PHONE, "13900139000")));
    List<Report> reports = reports(sent, 2);
    assertThat(reports)
        .extracting(report -> report.number() + " " + report.verdict())
        .containsExactlyInAnyOrder(PHONE + " DELIVERED", "13900139000 FAILED");
    assertThat(accepted(client().reports(gateway().http())).good())
        .extracting(Report::vendorId)
        .doesNotContainAnyElementsOf(sent.ids());
    gateway().sandbox().failFor(Set.of());
  }

  /** The door has answered before anybody knew. */
  @Test
  void reportsARejectionThatCameAfterTheAnswer() {
    Sent sent = accepted(sent(client(), message(World.FORBIDDEN_WORD + "测试【驿站】", "13800138001")));
    awaitState(sent, DeliveryState.REJECTED);
    List<Report> reports = reports(sent, 1);
    assertThat(reports)
        .extracting(report -> report.number() + " " + report.verdict())
        .containsExactly("13800138001 FAILED");
    assertThat(accepted(client().reports(gateway().http())).good())
        .extracting(Report::vendorId)
        .doesNotContainAnyElementsOf(sent.ids());
  }

  @Test
  void handsOutInboundMessagesOnce() {
    accepted(sent(client(), message(text(), "13580305095")));
    assertThat(held().phone()).isEqualTo("13580305095");
    gateway().sandbox().reply(simulatorBehind(), "13580305095", "收到，谢谢", "1069");
    assertThat(replies("13580305095", 1)).extracting(Reply::text).containsExactly("收到，谢谢");
    assertThat(accepted(client().replies(gateway().http())).good()).isEmpty();
  }

  @Test
  void handsNothingOutToAWrongPassword() {
    Sent sent = accepted(sent(client(), message(text(), "13800138002")));
    assertThat(client("wrong").reports(gateway().http())).isInstanceOf(Outcome.Rejected.class);
    assertThat(reports(sent, 1)).hasSize(1);
  }

  /** The client polls again within the pause: it may have died before it stored them. */
  @Test
  void handsReportsOutAgainToAPollThatComesTooSoon() {
    gateway().set(open -> Opened.of(open).acknowledgePause(Duration.ofMinutes(10)));
    Sent sent = accepted(sent(client(), message(text(), "13800138003")));
    assertThat(reports(sent, 1)).hasSize(1);
    assertThat(accepted(client().reports(gateway().http())).good())
        .extracting(Report::vendorId)
        .containsAll(sent.ids());
    gateway().set(open -> Opened.of(open).acknowledgePause(Duration.ofNanos(1)));
    assertThat(accepted(client().reports(gateway().http())).good())
        .extracting(Report::vendorId)
        .doesNotContainAnyElementsOf(sent.ids());
  }
}
