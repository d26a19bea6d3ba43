package dev.yizhan.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.security.Consumer.Role;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.StoredMessages;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is cancelled and drawn in the console, over HTTP and on both databases. */
abstract class ConsoleActionsContract {

  private static final String NUMBER = "13800138000";

  private ConsoleGateway gateway;
  private ConsoleBrowser browser;

  abstract GatewayStore store();

  @BeforeEach
  void start() {
    gateway = new ConsoleGateway(store());
    browser = gateway.browser().signedIn("ops");
  }

  @AfterEach
  void end() {
    gateway.close();
  }

  private DeliveryState state(Submission submission) {
    return gateway
        .core()
        .submissions()
        .find(Optional.empty(), Optional.of(submission.id()), Optional.empty(), 0)
        .deliveries()
        .get(0)
        .state();
  }

  private List<JournalEntry> cancellations() {
    return gateway.core().journal().list(Optional.empty()).entries().stream()
        .filter(entry -> entry.action() == JournalEntry.Action.CANCELLED)
        .toList();
  }

  private Submission waiting() {
    gateway.core().operations().suspend("winic", "night", "bill");
    return gateway.sent(NUMBER, Optional.empty());
  }

  @Test
  void cancelsWhatWaitsOnceFromTwoTabs() {
    Submission waiting = waiting();
    String page = "/submission/" + waiting.id();
    assertThat(browser.get(page).body()).contains("href=\"/yizhan/console" + page + "/cancel\"");
    assertThat(browser.get(page + "/cancel").body())
        .contains(NUMBER, "Waiting deliveries: 1.", "cannot be taken back");
    assertThat(browser.send(page + "/cancel", "reason", " ").statusCode()).isEqualTo(400);
    assertThat(state(waiting)).isEqualTo(DeliveryState.QUEUED);
    HttpResponse<String> done = browser.send(page + "/cancel", "reason", "wrong price");
    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(browser.get(page + "?done=cancel").body())
        .contains("What still waited is cancelled", "wrong price", "ops")
        .doesNotContain(page + "/cancel\"");
    assertThat(state(waiting)).isEqualTo(DeliveryState.CANCELLED);
    HttpResponse<String> second = browser.send(page + "/cancel", "reason", "again");
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("nothing was changed");
    assertThat(cancellations())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.who()).isEqualTo("ops");
              assertThat(entry.target()).isEqualTo(Long.toString(waiting.id()));
              assertThat(entry.reason()).contains("wrong price");
            });
    assertThat(browser.get("/journal").body()).contains("wrong price", "cancelled");
  }

  @Test
  void cancelsNothingForAViewerAndNothingThatWasSent() {
    Submission sent = gateway.sent(NUMBER, Optional.empty());
    String page = "/submission/" + sent.id();
    assertThat(browser.get(page).body()).doesNotContain("/cancel\"");
    assertThat(browser.send(page + "/cancel", "reason", "x").statusCode()).isEqualTo(409);
    assertThat(browser.send("/submission/1/cancel", "reason", "x").statusCode()).isEqualTo(404);
    Submission waiting = waiting();
    ConsoleBrowser viewer = gateway.browser().signedIn("watch");
    String other = "/submission/" + waiting.id();
    assertThat(viewer.get(other).body()).doesNotContain("/cancel\"");
    assertThat(viewer.send(other + "/cancel", "reason", "x").statusCode()).isEqualTo(403);
    assertThat(state(waiting)).isEqualTo(DeliveryState.QUEUED);
    assertThat(cancellations()).isEmpty();
  }

  /** The entries of a submission's timeline, without markup. */
  private List<String> timeline(ConsoleBrowser of, Submission submission) {
    return Pattern.compile("<li class=\"t-.*?</li>", Pattern.DOTALL)
        .matcher(of.get("/submission/" + submission.id()).body())
        .results()
        .map(entry -> entry.group().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip())
        .map(entry -> entry.substring("2026-11-21 09:00:00 ".length()))
        .toList();
  }

  @Test
  void tellsWhatHappenedByTime() {
    Submission before = gateway.sent(NUMBER, Optional.empty());
    Submission unknown = gateway.unknown(NUMBER);
    gateway
        .core()
        .operations()
        .settle(
            unknown.id(), new PhoneNumber(NUMBER), DeliveryState.FAILED, "night", "asked <them>");
    StoredMessages.waitingReport(
        gateway.store(), before.deliveries().get(0).vendorMessageId().orElseThrow(), NUMBER);
    StoredMessages.store(gateway.store(), "shop", "退订");
    assertThat(timeline(browser, before))
        .hasSize(3)
        .satisfies(
            entries -> {
              assertThat(entries.get(0)).isEqualTo("Accepted by the gateway");
              assertThat(entries.get(1)).startsWith("Call 1 over winic : accepted").endsWith(" ms");
              assertThat(entries.get(2))
                  .isEqualTo("Delivery report " + NUMBER + ": Delivered , DELIVRD");
            });
    assertThat(timeline(browser, unknown))
        .hasSize(4)
        .satisfies(
            entries -> {
              assertThat(entries.get(1)).startsWith("Call 1 over winic : unknown , ");
              assertThat(entries.get(2))
                  .isEqualTo("Settled " + NUMBER + ": Failed , night: asked &lt;them&gt;");
              assertThat(entries.get(3))
                  .isEqualTo("Inbound message " + NUMBER + " matched by number alone");
            });
    gateway.configure(ConsoleGateway.reader("ops"), ConsoleGateway.entry("watch", Role.VIEWER));
    assertThat(timeline(browser, unknown).get(3)).endsWith("Show the text");
    assertThat(timeline(gateway.browser().signedIn("watch"), unknown))
        .allSatisfy(entry -> assertThat(entry).doesNotContain(NUMBER, "Show the text"))
        .anySatisfy(entry -> assertThat(entry).contains("138****8000"));
  }

  @Test
  void tellsOfTheRecipientsOfThePageOnly() {
    Submission both = gateway.sent(NUMBER + ",13800138001", Optional.empty());
    StoredMessages.waitingReport(
        gateway.store(), both.deliveries().get(0).vendorMessageId().orElseThrow(), NUMBER);
    assertThat(timeline(browser, both)).anyMatch(entry -> entry.startsWith("Delivery report"));
    assertThat(browser.get("/submission/" + both.id() + "?from=1").body())
        .contains("13800138001")
        .doesNotContain("Delivery report");
  }

  @Test
  void drawsHowCallsEnded() {
    gateway.clock().pass(Duration.between(gateway.clock().instant(), Instant.now()));
    browser.signedIn("ops");
    assertThat(browser.get("/").body()).contains("No call has ended");
    gateway.sent(NUMBER, Optional.empty());
    gateway.sent(NUMBER, Optional.empty());
    gateway.unknown(NUMBER);
    gateway.clock().pass(Duration.ofSeconds(2));
    for (int i = 0; i < 2; i++) {
      for (String path : List.of("/", "/live", "/channel/winic")) {
        assertThat(browser.get(path).body())
            .as(path)
            .contains("<path class=\"o-ACCEPTED\" d=\"M", "<b>2</b>", "<b>1</b>", "unknown");
      }
      assertThat(browser.get("/channel/changlong").body()).contains("No call has ended");
      gateway.core().series().flush();
      gateway.clock().pass(Duration.ofSeconds(2));
    }
  }
}
