package dev.yizhan.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.callback.Receiver;
import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.gateway.core.problem.Problem;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.StoredMessages;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read again, ticked off and skipped in the console, over HTTP and on both databases. */
abstract class ConsoleResolveContract {

  private static final String BROKEN = "/problems?kind=BROKEN_RECORD";
  private static final String PAGE = "/resolve?kind=BROKEN_RECORD";

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

  private static String field(String page, String name) {
    Matcher found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page);
    assertThat(found.find()).as(name + " in " + page).isTrue();
    return found.group(1);
  }

  private List<Problem> problems(Problem.Kind kind) {
    return gateway.core().problems().list().stream().filter(each -> each.kind() == kind).toList();
  }

  private List<JournalEntry> journal(JournalEntry.Action action) {
    return gateway.core().journal().list(Optional.empty()).entries().stream()
        .filter(entry -> entry.action() == action)
        .toList();
  }

  @Test
  void ticksOffAllThatThereWere() {
    StoredMessages.broken(gateway.store(), "one", "two");
    StoredMessages.broken(gateway.store(), "three");
    assertThat(browser.get(BROKEN).body()).contains(PAGE + "\">Resolve all");
    String page = browser.get(PAGE).body();
    assertThat(page).contains("Stored answers: 2,", "Read 2 again", "Tick 2 off");
    StoredMessages.broken(gateway.store(), "later");
    String until = field(page, "until");
    HttpResponse<String> noReason =
        browser.send("/resolve", "kind", "BROKEN_RECORD", "until", until, "do", "off");
    assertThat(noReason.statusCode()).isEqualTo(400);
    assertThat(noReason.body()).contains("give a reason", "Stored answers: 2,");
    HttpResponse<String> done =
        browser.send(
            "/resolve", "kind", "BROKEN_RECORD", "until", until, "do", "off", "reason", "old <x>");
    assertThat(done.headers().firstValue("Location").orElse(""))
        .endsWith(BROKEN + "&resolved=2&of=2");
    assertThat(browser.get(BROKEN + "&resolved=2&of=2").body()).contains("2 of 2 are resolved");
    assertThat(problems(Problem.Kind.BROKEN_RECORD))
        .singleElement()
        .satisfies(left -> assertThat(left.detail()).contains("later"));
    assertThat(journal(JournalEntry.Action.TICKED_OFF))
        .hasSize(2)
        .allSatisfy(
            entry -> {
              assertThat(entry.who()).isEqualTo("ops");
              assertThat(entry.reason()).contains("old <x>");
            });
    assertThat(
            browser
                .send(
                    "/resolve",
                    "kind",
                    "BROKEN_RECORD",
                    "until",
                    until,
                    "do",
                    "off",
                    "reason",
                    "again")
                .headers()
                .firstValue("Location")
                .orElse(""))
        .endsWith("&resolved=0&of=0");
  }

  @Test
  void readsOneAgainAndSaysThatItFailed() {
    StoredMessages.broken(gateway.store(), "one");
    StoredMessages.broken(gateway.store(), "two");
    Matcher link =
        Pattern.compile("href=\"/yizhan/console(/resolve[^\"]*one=([0-9]+))\"")
            .matcher(browser.get(BROKEN).body());
    assertThat(link.find()).isTrue();
    String page = browser.get(link.group(1).replace("&amp;", "&")).body();
    assertThat(page).contains("Stored answers: 1,");
    HttpResponse<String> done =
        browser.send(
            "/resolve",
            "kind",
            "BROKEN_RECORD",
            "one",
            link.group(2),
            "until",
            field(page, "until"),
            "do",
            "again");
    assertThat(done.headers().firstValue("Location").orElse("")).endsWith("&resolved=0&of=1");
    assertThat(problems(Problem.Kind.BROKEN_RECORD)).hasSize(2);
    assertThat(journal(JournalEntry.Action.READ_AGAIN))
        .singleElement()
        .satisfies(entry -> assertThat(entry.target()).endsWith(" " + link.group(2)));
  }

  @Test
  void skipsTheRecordThatACallbackRefuses() {
    StoredMessages.store(gateway.store(), "shop", "甲", "乙");
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
                                Receiver.Result.REFUSED, "HTTP 422", Optional.empty())))));
    Awaited.await(() -> problems(Problem.Kind.CALLBACK_REFUSED), refused -> !refused.isEmpty());
    assertThat(browser.get("/problems").body())
        .contains("/resolve?kind=CALLBACK_REFUSED&amp;one=shop+callback+1\"");
    String page = browser.get("/resolve?kind=CALLBACK_REFUSED").body();
    assertThat(page).contains("Refused records: 1,", "Skip 1").doesNotContain("Read 1 again");
    String until = field(page, "until");
    HttpResponse<String> noReason =
        browser.send("/resolve", "kind", "CALLBACK_REFUSED", "until", until, "do", "again");
    assertThat(noReason.statusCode()).isEqualTo(400);
    HttpResponse<String> done =
        browser.send(
            "/resolve", "kind", "CALLBACK_REFUSED", "until", until, "reason", "shop agrees");
    assertThat(done.headers().firstValue("Location").orElse("")).endsWith("&resolved=1&of=1");
    assertThat(gateway.core().callbacks().skipped(Optional.of("shop")).records())
        .singleElement()
        .satisfies(
            skipped -> {
              assertThat(skipped.skip().position()).isEqualTo(1);
              assertThat(skipped.skip().reason()).isEqualTo("shop agrees");
            });
  }

  @Test
  void refusesViewersAndOtherKinds() {
    StoredMessages.broken(gateway.store(), "one");
    ConsoleBrowser viewer = gateway.browser().signedIn("watch");
    assertThat(browser.get(BROKEN).body()).contains("A record cannot be read: one");
    assertThat(viewer.get(BROKEN).body())
        .contains("It cannot be read.")
        .doesNotContain("/resolve", "A record cannot be read: ");
    assertThat(viewer.get(PAGE).statusCode()).isEqualTo(403);
    assertThat(
            viewer
                .send("/resolve", "kind", "BROKEN_RECORD", "until", "9999999999999", "reason", "x")
                .statusCode())
        .isEqualTo(403);
    assertThat(browser.get("/resolve?kind=LOW_BALANCE").statusCode()).isEqualTo(400);
    assertThat(browser.get("/problems?kind=LOW_BALANCE").body()).doesNotContain("/resolve");
    assertThat(browser.get("/resolve?kind=CALLBACK_REFUSED").body()).contains("nothing of this");
    assertThat(problems(Problem.Kind.BROKEN_RECORD)).hasSize(1);
  }

  @Test
  void speaksChinese() {
    StoredMessages.broken(gateway.store(), "one");
    ConsoleBrowser chinese = gateway.browser().with("Accept-Language", "zh-CN").signedIn("ops");
    assertThat(chinese.get(PAGE).body()).contains("重新读取 1 个", "标记 1 个为已处理");
    assertThat(chinese.get(BROKEN).body()).contains("全部处理");
  }
}
