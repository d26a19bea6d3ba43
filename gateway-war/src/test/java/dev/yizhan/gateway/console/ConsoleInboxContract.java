package dev.yizhan.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.callback.Receiver;
import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.gateway.core.record.InboxStore;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.StoredMessages;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The inbox and the accounts in the console, over HTTP and on both databases. */
abstract class ConsoleInboxContract {

  private static final String NUMBER = "13800138000";
  private static final String MASKED = "138****8000";

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

  private static List<String> positions(String page) {
    return found(page, "<th scope=\"row\">([0-9–]+)</th>");
  }

  private static List<String> found(String page, String pattern) {
    return Pattern.compile(pattern)
        .matcher(page)
        .results()
        .map((MatchResult each) -> each.group(1))
        .toList();
  }

  @Test
  void showsWhereTheReadersStand() {
    StoredMessages.store(gateway.store(), "shop", "甲", "乙", "丙");
    gateway.core().inbox().acknowledge("shop", Reader.DEFAULT, RecordKind.REPLIES, 1);
    gateway.core().inbox().messages("shop", Reader.CALLBACK, Optional.empty(), Optional.empty());
    List<InboxStore.Backlog> before = gateway.store().inbox().backlogs();
    String page = browser.get("/inbox").body();
    assertThat(page)
        .contains("default (Acknowledge)", "callback")
        .contains(
            "<td class=\"number\">1</td>\n<td class=\"number\">3</td>\n<td"
                + " class=\"number\">2</td>");
    String path = "/inbox?consumer=shop&amp;kind=REPLIES";
    assertThat(page).contains("href=\"/yizhan/console" + path + "\"");
    assertThat(positions(browser.get(path.replace("&amp;", "&")).body()))
        .containsExactly("3", "2", "1");
    assertThat(gateway.store().inbox().backlogs()).isEqualTo(before);
  }

  @Test
  void showsWhoHasSkippedWhat() {
    assertThat(browser.get("/inbox").body()).doesNotContain("Skipped records");
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
    Awaited.await(
        () -> gateway.core().callbacks().statuses(),
        all -> all.stream().anyMatch(each -> each.progress().failures().isRefused()));
    gateway
        .core()
        .callbacks()
        .skip(
            new Callback.Id("shop", Reader.CALLBACK),
            RecordKind.REPLIES,
            1,
            "ops",
            "shop & co <agree>");
    assertThat(browser.get("/inbox?consumer=shop").body())
        .contains(
            "Skipped records", "<td>1</td>\n<td>ops</td>\n<td>shop &amp; co &lt;agree&gt;</td>");
    assertThat(browser.get("/inbox?consumer=bank").body()).doesNotContain("Skipped records");
  }

  @Test
  void pagesByPositionAndBeginsAtATime() {
    String[] texts = IntStream.range(0, 51).mapToObj(i -> "text " + i).toArray(String[]::new);
    StoredMessages.store(gateway.store(), "shop", texts);
    String path = "/inbox?consumer=shop&kind=REPLIES";
    String first = browser.get(path).body();
    assertThat(positions(first)).hasSize(50).startsWith("51").endsWith("2");
    assertThat(first).contains("50 shown", "There are older ones").doesNotContain("text 1");
    String older = found(first, "href=\"/yizhan/console(/inbox\\?[^\"]*below=[0-9]+)\"").get(0);
    assertThat(positions(browser.get(older.replace("&amp;", "&")).body())).containsExactly("1");
    assertThat(browser.get(path + "&to=2001-01-01T00:00").body()).contains("Nothing was found");
    assertThat(positions(browser.get(path + "&to=2126-01-01T00:00").body())).hasSize(50);
    assertThat(browser.get("/inbox?consumer=shop&kind=REPORTS").body())
        .contains("Nothing was found");
  }

  @Test
  void findsANumberAndPutsItIntoNoAddress() {
    StoredMessages.store(gateway.store(), "shop", "甲");
    StoredMessages.store(gateway.store(), "", "乙");
    StoredMessages.waitingReport(gateway.store(), "17", NUMBER);
    String replies = browser.send("/inbox", "number", "+86" + NUMBER, "kind", "REPLIES").body();
    assertThat(replies)
        .contains(NUMBER, "nobody", "shop")
        .doesNotContainPattern("(href|action)=\"[^\"]*" + NUMBER);
    assertThat(positions(replies)).hasSize(2);
    String ofShop =
        browser.send("/inbox", "number", NUMBER, "kind", "REPLIES", "consumer", "shop").body();
    assertThat(positions(ofShop)).containsExactly("1");
    String reports = browser.send("/inbox", "number", NUMBER, "kind", "REPORTS").body();
    assertThat(reports).contains("waits for its delivery", "DELIVRD", "Delivered");
    assertThat(positions(reports)).containsExactly("–");
    assertThat(positions(browser.send("/inbox", "number", "13900139000").body())).isEmpty();
    assertThat(browser.send("/inbox", "number", "x").statusCode()).isEqualTo(400);
    HttpResponse<String> noNumber = browser.send("/inbox", "consumer", "shop");
    assertThat(noNumber.headers().firstValue("Location").orElse(""))
        .endsWith("/inbox?consumer=shop&kind=REPLIES");
  }

  @Test
  void pagesANumberByPost() {
    String[] texts = IntStream.range(0, 51).mapToObj(i -> "text " + i).toArray(String[]::new);
    StoredMessages.store(gateway.store(), "shop", texts);
    String first = browser.send("/inbox", "number", NUMBER).body();
    assertThat(positions(first)).hasSize(50).startsWith("51");
    String below = found(first, "name=\"below\" value=\"([0-9]+)\"").get(0);
    assertThat(positions(browser.send("/inbox", "number", NUMBER, "below", below).body()))
        .containsExactly("1");
  }

  @Test
  void showsATextToWhomMaySeeItAndSaysSoInTheJournal() {
    StoredMessages.store(gateway.store(), "shop", "退订");
    String path = "/inbox?consumer=shop&kind=REPLIES";
    assertThat(browser.get(path).body()).doesNotContain("/inbox/text/", "退订");
    gateway.configure(ConsoleGateway.reader("ops"));
    String page = browser.get(path).body();
    String text = found(page, "action=\"/yizhan/console(/inbox/text/[0-9]+)\"").get(0);
    assertThat(page).doesNotContain("退订");
    assertThat(browser.get(text).statusCode()).isEqualTo(403);
    assertThat(browser.send(text).body()).contains("退订", NUMBER);
    assertThat(browser.send("/inbox/text/1").statusCode()).isEqualTo(404);
    assertThat(gateway.core().journal().list(Optional.empty()).entries())
        .filteredOn(entry -> entry.action() == JournalEntry.Action.READ_TEXT)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.who()).isEqualTo("ops");
              assertThat(entry.target()).isEqualTo("shop REPLIES 1 " + MASKED);
            });
    gateway.configure(ConsoleGateway.entry("ops", dev.yizhan.gateway.security.Consumer.Role.ADMIN));
    assertThat(browser.send(text).statusCode()).isEqualTo(403);
  }

  @Test
  void masksNumbersForViewersWhoMaySearchThem() {
    StoredMessages.store(gateway.store(), "shop", "甲");
    ConsoleBrowser viewer = gateway.browser().signedIn("watch");
    assertThat(viewer.get("/inbox?consumer=shop").body())
        .contains(MASKED)
        .doesNotContain(NUMBER, "甲");
    assertThat(positions(viewer.send("/inbox", "number", NUMBER).body())).hasSize(1);
    assertThat(viewer.send("/inbox/text/1").statusCode()).isEqualTo(403);
  }

  @Test
  void showsTheAccounts() {
    String page = browser.get("/accounts").body();
    assertThat(page)
        .contains("winic", "changlong", "winnerlook", "nothing is polled", "No consumer has")
        .contains("href=\"/yizhan/console/channel/winic-asmx\"");
  }

  @Test
  void speaksBothLanguages() {
    StoredMessages.store(gateway.store(), "shop", "甲");
    ConsoleBrowser chinese = gateway.browser().with("Accept-Language", "zh-CN").signedIn("ops");
    assertThat(chinese.get("/inbox?consumer=shop").body()).contains("收件箱", "上行短信", "读取者");
    assertThat(chinese.get("/accounts").body()).contains("账户", "不轮询");
  }
}
