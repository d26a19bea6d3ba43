package dev.yizhan.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.store.GatewayStore;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements and reconciliations in the console, over HTTP and on both databases. */
abstract class ConsoleStatementsContract {

  private static final String NUMBER = "13800138000";

  private ConsoleGateway gateway;
  private ConsoleBrowser browser;
  private Submission unknown;
  private LocalDate today;

  abstract GatewayStore store();

  @BeforeEach
  void start() {
    gateway = new ConsoleGateway(store());
    gateway.sent(NUMBER, Optional.empty());
    gateway.sent("13800138000,13800138001", Optional.empty());
    unknown = gateway.unknown(NUMBER);
    today = gateway.core().statements().today();
    browser = gateway.browser().signedIn("ops");
  }

  @AfterEach
  void end() {
    gateway.close();
  }

  /** The cells of the first row that has a text. */
  private static List<String> row(String page, String text) {
    return Pattern.compile("<tr>.*?</tr>", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(row -> row.group())
        .filter(row -> row.contains(text))
        .findFirst()
        .map(
            row ->
                Pattern.compile("<td[^>]*>(.*?)</td>", Pattern.DOTALL)
                    .matcher(row)
                    .results()
                    .map(cell -> cell.group(1).replaceAll("<[^>]*>", "").strip())
                    .toList())
        .orElseThrow(() -> new AssertionError("no row with " + text));
  }

  @Test
  void addsUpTheDaysOfAMonth() {
    String page = browser.get("/statements").body();
    assertThat(row(page, ">" + today + "<"))
        .startsWith("3", "4", "4", "0", "3", "0", "0", "1", "0", "0", "0");
    assertThat(row(page, ">Together<")).isEqualTo(row(page, ">" + today + "<"));
    assertThat(row(page, ">shop<"))
        .startsWith("winic", "winic", "3", "4", "4", "0", "3", "0", "0", "1");
    assertThat(page)
        .contains("<small class=\"open\">open</small>")
        .contains("value=\"" + YearMonth.from(today) + "\"")
        .doesNotContain(">" + YearMonth.from(today).plusMonths(1) + "</a>");
  }

  @Test
  void limitsThemByWhatTheAddressHas() {
    String shop = "/statements?month=" + YearMonth.from(today) + "&consumer=shop";
    assertThat(browser.get("/statements").body())
        .contains("href=\"/yizhan/console" + shop.replace("&", "&amp;") + "\"");
    assertThat(row(browser.get(shop).body(), ">Together<")).startsWith("3", "4");
    assertThat(row(browser.get(shop + "&channel=winic&account=winic").body(), ">Together<"))
        .startsWith("3", "4");
    for (String other : List.of("consumer=ops", "channel=changlong", "account=changlong")) {
      assertThat(browser.get("/statements?" + other).body())
          .as(other)
          .contains("Nothing was sent in this month.");
    }
    for (String misspelled : List.of("consumer=shpo", "channel=x", "account=x")) {
      HttpResponse<String> refused = browser.get("/statements?" + misspelled);
      assertThat(refused.statusCode()).as(misspelled).isEqualTo(400);
      assertThat(refused.body()).contains("none of this name").doesNotContain("Nothing was sent");
    }
  }

  @Test
  void saysWhichMonthsThereAre() {
    HttpResponse<String> next =
        browser.get("/statements?month=" + YearMonth.from(today).plusMonths(1));
    assertThat(next.statusCode()).isEqualTo(400);
    assertThat(next.body()).contains("has not begun");
    HttpResponse<String> old = browser.get("/statements?month=2001-01");
    assertThat(old.statusCode()).isEqualTo(400);
    assertThat(old.body()).contains("there are figures since", ">2000-12</a>", ">2001-02</a>");
    assertThat(row(browser.get("/statements?month=x").body(), ">Together<")).startsWith("3");
  }

  @Test
  void givesTheSameAsCsv() {
    String query = "?month=" + YearMonth.from(today) + "&consumer=shop";
    String page = browser.get("/statements" + query).body();
    assertThat(page)
        .contains("href=\"/yizhan/console/statements.csv" + query.replace("&", "&amp;") + "\"");
    HttpResponse<String> csv = browser.get("/statements.csv" + query);
    assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
    assertThat(csv.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"statements-" + YearMonth.from(today) + ".csv\"");
    assertThat(csv.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(csv.body().lines().skip(1))
        .singleElement()
        .satisfies(
            line -> assertThat(line).startsWith(today + ",false,shop,winic,winic,3,4,4,0,3,0,0,1"));
    assertThat(browser.get("/statements.csv?consumer=shpo").statusCode()).isEqualTo(400);
    assertThat(gateway.browser().get("/statements.csv" + query).statusCode()).isEqualTo(303);
  }

  @Test
  void comparesAnAccountWithItsBills() {
    String query = "?month=" + YearMonth.from(today) + "&account=winic";
    String asked = browser.get("/reconciliation?month=" + YearMonth.from(today)).body();
    assertThat(asked)
        .contains("<option value=\"winic\"", "<option value=\"changlong\"")
        .doesNotContain("<table>");
    String page = browser.get("/reconciliation" + query).body();
    assertThat(row(page, ">" + today + "<")).startsWith("2", "3", "1", "1");
    assertThat(row(page, ">Together<")).startsWith("2", "3", "1", "1").endsWith("1");
    assertThat(row(page, "/submission/" + unknown.id()))
        .containsExactly(today.toString(), "1", "shop", "winic", "outcome unknown", "1", "–");
    assertThat(browser.get("/differences.csv" + query).body().lines().skip(1))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .isEqualTo(today + "," + unknown.id() + ",shop,,1,winic,OUTCOME_UNKNOWN,1,"));
    assertThat(browser.get("/reconciliation.csv" + query).body())
        .contains("\r\n" + today + ",false,2,3,1,1,");
    assertThat(browser.get("/reconciliation?account=changlong").body())
        .contains("No call differs.");
    HttpResponse<String> none = browser.get("/reconciliation?account=x");
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(none.body()).contains("there is none of this name");
  }

  @Test
  void showsThemToViewersAndInChinese() {
    ConsoleBrowser viewer = gateway.browser().with("Accept-Language", "zh-CN").signedIn("watch");
    assertThat(viewer.get("/statements").body()).contains("对账单", "合计", "未结");
    assertThat(viewer.get("/reconciliation?account=winic").body()).contains("核对账单", "结果未知");
    assertThat(viewer.send("/statements").statusCode()).isEqualTo(403);
  }
}
