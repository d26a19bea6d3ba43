package dev.yizhan.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.store.GatewayStore;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console shows and does, over HTTP and on both databases. */
abstract class ConsolePagesContract {

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

  private static String location(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
    return response
        .headers()
        .firstValue("Location")
        .orElseThrow()
        .substring("/yizhan/console".length());
  }

  private static List<String> submissions(String page) {
    return Pattern.compile("/console/submission/([0-9]+)\"")
        .matcher(page)
        .results()
        .map((MatchResult found) -> found.group(1))
        .distinct()
        .toList();
  }

  private Submission read(Submission submission) {
    return gateway
        .core()
        .submissions()
        .find(Optional.empty(), Optional.of(submission.id()), Optional.empty(), 0);
  }

  private List<JournalEntry> journal() {
    return gateway.core().journal().list(Optional.empty()).entries();
  }

  @Test
  void leadsFromANumberToTheSettledMessage() {
    Submission unknown = gateway.unknown(NUMBER);
    String overview = browser.get("/").body();
    assertThat(overview).contains("?kind=UNKNOWN_DELIVERY", "Unknown deliveries");
    HttpResponse<String> found = browser.send("/find", "q", NUMBER);
    assertThat(submissions(found.body())).containsExactly(Long.toString(unknown.id()));
    String page = "/submission/" + unknown.id();
    assertThat(browser.get(page).body())
        .contains(NUMBER, "Nobody knows", "href=\"/yizhan/console" + page + "/settle/0\"");
    HttpResponse<String> asked = browser.get(page + "/settle/0");
    assertThat(asked.body()).contains(NUMBER, "winic", "cannot be taken back");
    String done =
        location(browser.send(page + "/settle/0", "state", "DELIVERED", "reason", "vendor says"));
    assertThat(browser.get(done).body())
        .contains("The delivery is settled", "vendor says")
        .doesNotContain("/settle/0");
    assertThat(read(unknown).deliveries().get(0).state()).isEqualTo(DeliveryState.DELIVERED);
    JournalEntry entry = journal().get(0);
    assertThat(entry.action()).isEqualTo(JournalEntry.Action.SETTLED);
    assertThat(entry.who()).isEqualTo("ops");
    assertThat(entry.target()).isEqualTo(unknown.id() + " " + MASKED + " DELIVERED");
    assertThat(entry.reason()).contains("vendor says");
    assertThat(browser.get("/journal").body()).contains("vendor says", "settled", MASKED);
  }

  @Test
  void showsATextToWhomMaySeeItAndSaysSoInTheJournal() {
    Submission sent = gateway.sent(NUMBER, Optional.empty());
    String page = "/submission/" + sent.id();
    gateway.configure(ConsoleGateway.reader("ops"));
    assertThat(browser.get(page).body())
        .contains("action=\"/yizhan/console" + page + "/text/0\"")
        .doesNotContain("测试");
    assertThat(browser.get(page + "/text/0").statusCode()).isEqualTo(403);
    assertThat(journal()).noneMatch(entry -> entry.action() == JournalEntry.Action.READ_TEXT);
    HttpResponse<String> text = browser.send(page + "/text/0");
    assertThat(text.statusCode()).isEqualTo(200);
    assertThat(text.body()).contains("测试", NUMBER);
    JournalEntry entry = journal().get(0);
    assertThat(entry.action()).isEqualTo(JournalEntry.Action.READ_TEXT);
    assertThat(entry.who()).isEqualTo("ops");
    assertThat(entry.target()).isEqualTo(sent.id() + " " + MASKED);
    assertThat(browser.get("/journal").body()).contains("saw the text of").doesNotContain("测试");
    assertThat(browser.send(page + "/text/1").statusCode()).isEqualTo(404);
  }

  @Test
  void showsNoTextToOtherAdmins() {
    Submission sent = gateway.sent(NUMBER, Optional.empty());
    String page = "/submission/" + sent.id();
    assertThat(browser.get(page).body()).doesNotContain("/text/0", "测试");
    HttpResponse<String> refused = browser.send(page + "/text/0");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("reads-texts").doesNotContain("测试");
    assertThat(journal()).noneMatch(entry -> entry.action() == JournalEntry.Action.READ_TEXT);
  }

  @Test
  void settlesOnceFromTwoTabs() {
    Submission unknown = gateway.unknown(NUMBER);
    String settle = "/submission/" + unknown.id() + "/settle/0";
    location(browser.send(settle, "state", "FAILED", "reason", "first"));
    HttpResponse<String> second = browser.send(settle, "state", "DELIVERED", "reason", "second");
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("FAILED");
    assertThat(read(unknown).deliveries().get(0).state()).isEqualTo(DeliveryState.FAILED);
    assertThat(journal()).noneMatch(entry -> entry.reason().equals(Optional.of("second")));
  }

  @Test
  void settlesNothingWithoutAReasonOrAState() {
    Submission unknown = gateway.unknown(NUMBER);
    String settle = "/submission/" + unknown.id() + "/settle/0";
    assertThat(browser.send(settle, "state", "FAILED", "reason", " ").statusCode()).isEqualTo(400);
    HttpResponse<String> noState = browser.send(settle, "state", "QUEUED", "reason", "kept");
    assertThat(noState.statusCode()).isEqualTo(400);
    assertThat(noState.body()).contains("value=\"kept\"");
    assertThat(read(unknown).deliveries().get(0).state()).isEqualTo(DeliveryState.UNKNOWN);
  }

  @Test
  void masksNumbersForViewers() {
    Submission unknown = gateway.unknown(NUMBER);
    ConsoleBrowser viewer = gateway.browser().signedIn("watch");
    String page = "/submission/" + unknown.id();
    String shown =
        viewer.get(page).body()
            + viewer.get("/problems").body()
            + viewer.get("/find").body()
            + viewer.get("/find?state=UNKNOWN").body()
            + viewer.get("/").body();
    assertThat(shown).contains(MASKED).doesNotContain(NUMBER, "/settle/");
    assertThat(viewer.send(page + "/settle/0", "state", "FAILED", "reason", "x").statusCode())
        .isEqualTo(403);
    assertThat(submissions(viewer.send("/find", "q", NUMBER).body())).hasSize(1);
  }

  @Test
  void findsByEachName() {
    Submission sent = gateway.sent(NUMBER, Optional.of("a-1"));
    String id = Long.toString(sent.id());
    String vendorId = sent.deliveries().get(0).vendorMessageId().orElseThrow();
    assertThat(location(browser.send("/find", "q", id))).isEqualTo("/submission/" + id);
    for (String name : List.of("a-1", "order 7", vendorId)) {
      String found = location(browser.send("/find", "q", name, "consumer", "shop"));
      assertThat(found).startsWith("/find?q=").endsWith("&consumer=shop");
      assertThat(submissions(browser.get(found).body())).as(name).containsExactly(id);
    }
    assertThat(submissions(browser.get("/find?q=a-1&consumer=ops").body())).isEmpty();
    assertThat(browser.get("/find?q=nothing").body()).contains("Nothing was found");
    assertThat(browser.get("/find?channel=nothing").statusCode()).isEqualTo(400);
  }

  @Test
  void putsNoNumberIntoAnAddress() {
    for (int i = 0; i < 51; i++) {
      gateway.sent(NUMBER, Optional.empty());
    }
    HttpResponse<String> found = browser.send("/find", "q", "+86" + NUMBER);
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.body()).doesNotContainPattern("(href|action)=\"[^\"]*" + NUMBER);
    String below =
        Pattern.compile("name=\"below\" value=\"([0-9]+)\"")
            .matcher(found.body())
            .results()
            .map((MatchResult each) -> each.group(1))
            .findFirst()
            .orElseThrow();
    List<String> first = submissions(found.body());
    List<String> second = submissions(browser.send("/find", "q", NUMBER, "below", below).body());
    assertThat(first).hasSize(50);
    assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
  }

  @Test
  void leadsToOlderOnesByTheAddress() {
    for (int i = 0; i < 51; i++) {
      gateway.sent(NUMBER, Optional.empty());
    }
    String page = browser.get("/find?consumer=shop").body();
    String older =
        Pattern.compile("href=\"/yizhan/console(/find\\?[^\"]*below=[0-9]+)\"")
            .matcher(page)
            .results()
            .map((MatchResult each) -> each.group(1).replace("&amp;", "&"))
            .findFirst()
            .orElseThrow();
    assertThat(submissions(page)).hasSize(50);
    assertThat(page).contains("50 shown", "There are older ones");
    assertThat(submissions(browser.get(older).body())).hasSize(1);
  }

  @Test
  void suspendsAndResumesOnceFromTwoTabs() {
    String path = "/channel/winic";
    assertThat(browser.send(path, "to", "suspended", "reason", " ").statusCode()).isEqualTo(400);
    location(browser.send(path, "to", "suspended", "reason", "bill"));
    HttpResponse<String> second = browser.send(path, "to", "suspended", "reason", "again");
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("bill");
    assertThat(gateway.core().states().isSuspended("winic")).isTrue();
    location(browser.send(path, "to", "active", "reason", "paid"));
    assertThat(gateway.core().states().isSuspended("winic")).isFalse();
    assertThat(journal().stream().limit(2).map(JournalEntry::action))
        .containsExactly(JournalEntry.Action.RESUMED, JournalEntry.Action.SUSPENDED);
    assertThat(browser.get("/channel/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void journalsWhatIsAskedOfVendors() {
    Throwable notChanged =
        catchThrowable(
            () -> gateway.core().accountActions().changePassword("winic", "new-secret", "night"));
    assertThat(journal().get(0).action()).isEqualTo(JournalEntry.Action.CHANGES_PASSWORD);
    assertThat(journal().get(0).who()).isEqualTo("night");
    assertThat(journal().get(0).target()).isEqualTo("winic");
    assertThat(browser.get("/journal").body())
        .contains("asked to change the password")
        .doesNotContain("new-secret");
    assertThat(String.valueOf(notChanged)).doesNotContain("new-secret");
  }

  @Test
  void settlesAllThatAreShownAndSaysHowMany() {
    Submission one = gateway.unknown(NUMBER);
    Submission two = gateway.unknown("13900139000");
    assertThat(browser.get("/problems?kind=UNKNOWN_DELIVERY").body())
        .contains("href=\"/yizhan/console/settle-all\"");
    String page = browser.get("/settle-all").body();
    assertThat(page).contains("All 2 unknown deliveries", "name=\"until\" value=\"");
    String until = page.replaceAll("(?s).*name=\"until\" value=\"([0-9]+)\".*", "$1");
    location(
        browser.send("/submission/" + two.id() + "/settle/0", "state", "FAILED", "reason", "x"));
    Submission later = gateway.unknown("13700137000");
    String done =
        location(
            browser.send(
                "/settle-all", "until", until, "state", "DELIVERED", "reason", "list of today"));
    assertThat(browser.get(done).body()).contains("1 settled");
    assertThat(read(one).deliveries().get(0).state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(read(two).deliveries().get(0).state()).isEqualTo(DeliveryState.FAILED);
    assertThat(read(later).deliveries().get(0).state()).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(journal())
        .filteredOn(entry -> entry.reason().equals(Optional.of("list of today")))
        .singleElement()
        .satisfies(entry -> assertThat(entry.target()).startsWith(one.id() + " "));
  }

  @Test
  void settlesAllOfNothingWithoutAReasonAStateOrATime() {
    Submission unknown = gateway.unknown(NUMBER);
    String until = Long.toString(Long.MAX_VALUE / 2_000_000);
    for (String[] form :
        List.of(
            new String[] {"until", until, "state", "DELIVERED", "reason", " "},
            new String[] {"until", until, "reason", "x"},
            new String[] {"state", "DELIVERED", "reason", "x"})) {
      assertThat(browser.send("/settle-all", form).statusCode()).isEqualTo(400);
    }
    ConsoleBrowser viewer = gateway.browser().signedIn("watch");
    assertThat(viewer.get("/settle-all").statusCode()).isEqualTo(403);
    assertThat(
            viewer
                .send("/settle-all", "until", until, "state", "DELIVERED", "reason", "x")
                .statusCode())
        .isEqualTo(403);
    assertThat(read(unknown).deliveries().get(0).state()).isEqualTo(DeliveryState.UNKNOWN);
  }

  @Test
  void pagesTheJournal() {
    for (int i = 0; i < 51; i++) {
      gateway.core().operations().suspend("winic", "ops", "reason " + i + ".");
    }
    String first = browser.get("/journal").body();
    assertThat(first).contains("reason 50.", "reason 1.").doesNotContain("reason 0.");
    String older =
        Pattern.compile("href=\"/yizhan/console(/journal\\?below=[0-9]+)\"")
            .matcher(first)
            .results()
            .map((MatchResult each) -> each.group(1))
            .findFirst()
            .orElseThrow();
    assertThat(browser.get(older).body())
        .contains("reason 0.", "signed in")
        .doesNotContain("reason 1.");
  }

  @Test
  void speaksBothLanguagesOnEachPage() {
    Submission unknown = gateway.unknown(NUMBER);
    ConsoleBrowser chinese = gateway.browser().with("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8");
    assertThat(chinese.get("/sign-in").body()).contains("lang=\"zh-CN\"", "登录");
    chinese.signedIn("ops");
    List<String> paths =
        List.of(
            "/",
            "/find",
            "/problems",
            "/problems?kind=UNKNOWN_DELIVERY",
            "/settle-all",
            "/journal",
            "/channel/winic",
            "/submission/" + unknown.id(),
            "/submission/" + unknown.id() + "/settle/0");
    for (String path : paths) {
      assertThat(browser.get(path).body()).as(path).contains("lang=\"en\"", "China (UTC+8)");
      assertThat(chinese.get(path).body()).as(path).contains("lang=\"zh-CN\"", "北京时间");
    }
    assertThat(chinese.get("/journal?lang=en").body()).contains("lang=\"en\"");
    assertThat(chinese.get("/").body()).contains("lang=\"en\"");
  }

  @Test
  void escapesWhatConsumersAndOperatorsGive() {
    location(
        browser.send(
            "/channel/winic", "to", "suspended", "reason", "<script>alert(1)</script>\"'"));
    for (String path : List.of("/", "/journal", "/channel/winic")) {
      assertThat(browser.get(path).body()).doesNotContain("<script>alert").contains("&lt;script");
    }
    assertThat(browser.get("/find?q=%22%3E%3Cscript%3Ealert(1)").body())
        .doesNotContain("\"><script>alert");
  }

  @Test
  void servesItsFilesForEver() {
    String page = browser.get("/").body();
    List<String> files =
        Pattern.compile("/yizhan/console(/asset/[^\"]+)")
            .matcher(page)
            .results()
            .map((MatchResult each) -> each.group(1))
            .toList();
    assertThat(files).hasSize(4);
    for (String file : files) {
      HttpResponse<String> plain = gateway.browser().get(file);
      HttpResponse<String> packed = gateway.browser().with("Accept-Encoding", "gzip").get(file);
      assertThat(plain.statusCode()).isEqualTo(200);
      assertThat(plain.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
      assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    }
    assertThat(browser.get("/asset/0/console.css").statusCode()).isEqualTo(404);
  }

  @Test
  void hasTheSameTextsInBothLanguages() {
    assertThat(Language.CHINESE.texts().stringPropertyNames())
        .isEqualTo(Language.ENGLISH.texts().stringPropertyNames());
  }

  @Test
  void namesEachStateKindAndAction() {
    Stream.of(
            Stream.of(DeliveryState.values()).map(each -> "state." + each),
            Stream.of(DeliveryState.values()).map(each -> "meaning." + each),
            Stream.of(dev.yizhan.gateway.core.problem.Problem.Kind.values())
                .flatMap(each -> Stream.of("problem." + each, "todo." + each)),
            Stream.of(JournalEntry.Action.values()).map(each -> "act." + each))
        .flatMap(each -> each)
        .forEach(key -> assertThat(Language.ENGLISH.texts().stringPropertyNames()).contains(key));
  }

  @Test
  void answersAnUnknownPageInItsOwnLayout() {
    for (String path : List.of("/nothing", "/submission/1", "/submission/x", "/submission/1/x/0")) {
      HttpResponse<String> answer = browser.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).contains("<header>");
    }
  }
}
