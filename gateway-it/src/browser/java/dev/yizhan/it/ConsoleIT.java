package dev.yizhan.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import dev.yizhan.sandbox.simulator.WinnerlookSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console in Chromium. With -Dyizhan.write-images=true the pictures of the pages are made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {

  private static final String NUMBER = "13800138000";
  private static final String MASKED = "138****8000";
  private static final String PUSH_TOKEN = "0".repeat(32);
  private static final Path IMAGES = Path.of("..", "docs", "images");

  private Sandbox sandbox;
  private Gateway gateway;
  private Chromium chromium;
  private URI console;

  /** It waits for its time. */
  private String scheduled;

  /** Nobody settles it. More of them would open the circuit of the channel. */
  private String unknown;

  @BeforeAll
  void start(@TempDir Path data) throws IOException {
    sandbox = Sandbox.start();
    gateway =
        Gateway.war(
                data,
                List.of(
                    "yizhan.data=" + data,
                    "yizhan.consumer.watch.password=watch",
                    "yizhan.consumer.watch.role=viewer",
                    "yizhan.channel.winic.vendor=winic-http",
                    "yizhan.channel.winic.address=" + sandbox.address(WinicHttpSimulator.NAME),
                    "yizhan.channel.winic.user=demo",
                    "yizhan.channel.winic.password=demo",
                    "yizhan.channel.pushed.vendor=winnerlook",
                    "yizhan.channel.pushed.address=" + sandbox.address(WinnerlookSimulator.NAME),
                    "yizhan.channel.pushed.user=demo",
                    "yizhan.channel.pushed.password=demo",
                    "yizhan.account.pushed.push-token=" + PUSH_TOKEN,
                    "yizhan.account.pushed.push-addresses=127.0.0.0/8, ::1"))
            .start();
    console = gateway.address("/yizhan/console");
    unknown = unknown();
    scheduled = scheduled();
    chromium = new Chromium();
  }

  @AfterAll
  void stop() {
    chromium.close();
    gateway.close();
    sandbox.close();
  }

  private static Browser.NewContextOptions window(String language, int width) {
    return new Browser.NewContextOptions().setLocale(language).setViewportSize(width, 900);
  }

  private Visitor visitor(Browser.NewContextOptions options) {
    return chromium.visitor(options, console);
  }

  /** A message of which nobody knows whether the vendor has it. */
  private String unknown() {
    sandbox.set(
        WinicHttpSimulator.NAME,
        Fault.of(Fault.Kind.ACCEPT_THEN_DROP).times(1).on(Fault.Requests.SENDS));
    return Soap.SOAP_11.send(gateway, "winic", "您的验证码是4711").text("id");
  }

  /** A push that the gateway cannot read, and keeps. */
  private void pushUnreadable(String body) {
    assertThat(
            gateway
                .exchange(
                    gateway.post(
                        "/yizhan/push/" + PUSH_TOKEN,
                        "application/json",
                        body.getBytes(StandardCharsets.UTF_8)))
                .statusCode())
        .isEqualTo(200);
  }

  private String scheduled() {
    return Soap.SOAP_11
        .call(
            gateway,
            "Send",
            "<channel>winic</channel><recipient>"
                + NUMBER
                + "</recipient><text>您的验证码是4711</text><sendAt>"
                + Instant.now().plus(1, ChronoUnit.DAYS)
                + "</sendAt>")
        .text("id");
  }

  private String state(String id) {
    return Soap.SOAP_11.call(gateway, "GetSubmission", "<id>" + id + "</id>").text("state");
  }

  @ParameterizedTest
  @CsvSource({"en, 1280, LIGHT", "zh-CN, 1280, DARK", "en, 390, DARK", "zh-CN, 390, LIGHT"})
  void isSoundOnEachPage(String language, int width, ColorScheme scheme) {
    pushUnreadable("not JSON " + language + width);
    try (Visitor visitor = visitor(window(language, width).setColorScheme(scheme))) {
      visitor.open("/sign-in");
      visitor.requireSound("/sign-in");
      visitor.signIn("admin", "admin");
      for (String path :
          List.of(
              "/",
              "/find",
              "/find?consumer=demo",
              "/find?q=nothing",
              "/problems",
              "/problems?kind=UNKNOWN_DELIVERY",
              "/channel/winic",
              "/submission/" + unknown,
              "/submission/" + unknown + "/settle/0",
              "/submission/" + scheduled,
              "/submission/" + scheduled + "/cancel",
              "/settle-all",
              "/problems?kind=UNREADABLE_ANSWER",
              "/resolve?kind=UNREADABLE_ANSWER",
              "/resolve?kind=CALLBACK_REFUSED",
              "/inbox",
              "/inbox?consumer=demo&kind=REPORTS",
              "/accounts",
              "/send",
              "/statements",
              "/reconciliation",
              "/reconciliation?account=winic",
              "/journal")) {
        visitor.open(path);
        visitor.requireSound(path);
        picture(visitor.page(), path, language, width);
      }
    }
  }

  private void picture(Page page, String path, String language, int width) {
    boolean isShown = path.equals("/") || path.equals("/submission/" + unknown);
    if (Boolean.getBoolean("yizhan.write-images")
        && isShown
        && width == 1280
        && language.equals("en")) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(
                  IMAGES.resolve(
                      path.equals("/") ? "console-overview.png" : "console-submission.png")));
    }
  }

  /** Else a policy that allows everything would pass, too. */
  @Test
  void noticesAViolationOfThePolicy() {
    try (Visitor visitor = visitor(window("en", 1280))) {
      visitor.signIn("admin", "admin");
      visitor
          .page()
          .evaluate(
              "() => { const script = document.createElement('script');"
                  + " script.textContent = 'window.ran = true'; document.body.append(script); }");
      Await.until("a violation", () -> {
        Object unused = visitor.page().evaluate("1");
        return !visitor.violations().isEmpty();
      });
      assertThat(visitor.page().evaluate("window.ran === undefined")).isEqualTo(true);
    }
  }

  @Test
  void settlesByKeyboardOnly() {
    String id = unknown();
    try (Visitor visitor = visitor(window("en", 1280))) {
      visitor.signIn("admin", "admin");
      Page page = visitor.page();
      // A browser gives the focus some time after the page is there.
      assertThat(page.locator("#q")).isFocused();
      page.keyboard().type(NUMBER);
      page.keyboard().press("Enter");
      page.waitForURL("**/find");
      visitor.tabTo("a[href$='/submission/" + id + "']");
      page.keyboard().press("Enter");
      page.waitForURL("**/submission/" + id);
      visitor.tabTo("a[href$='/settle/0']");
      page.keyboard().press("Enter");
      page.waitForURL("**/settle/0");
      assertThat(page.locator("#reason")).isFocused();
      page.keyboard().type("asked the vendor");
      page.keyboard().press("Shift+Tab");
      page.keyboard().press("Space");
      page.keyboard().press("Enter");
      assertThat(page.locator("[role=status]")).containsText("settled");
      assertThat(state(id)).isNotEqualTo("UNKNOWN");
      assertThat(page.url()).doesNotContain(NUMBER);
    }
  }

  @Test
  void settlesWithoutJavaScript() {
    String id = unknown();
    try (Visitor visitor = visitor(window("zh-CN", 390).setJavaScriptEnabled(false))) {
      visitor.signIn("admin", "admin");
      Page page = visitor.page();
      assertThat(page.locator("noscript p")).containsText("重新加载");
      page.fill("#q", NUMBER);
      page.click("form.search button");
      page.click("a[href$='/submission/" + id + "']");
      page.click("a[href$='/settle/0']");
      page.check("input[value=FAILED]");
      page.fill("#reason", "供应商确认");
      page.click("main button.main");
      assertThat(page.locator("[role=status]")).isVisible();
      assertThat(state(id)).isEqualTo("FAILED");
    }
  }

  @Test
  void cancelsWhatWaitsWithoutJavaScript() {
    String id = scheduled();
    try (Visitor visitor = visitor(window("en", 390).setJavaScriptEnabled(false))) {
      visitor.signIn("admin", "admin");
      Page page = visitor.page();
      visitor.open("/submission/" + id);
      page.click("a[href$='/cancel']");
      page.fill("#reason", "wrong price");
      page.click("main button.main");
      assertThat(page.locator("[role=status]")).containsText("cancelled");
      assertThat(state(id)).isEqualTo("CANCELLED");
    }
  }

  /** The check follows what is typed, and the first click sends it, as often as it is repeated. */
  @ParameterizedTest
  @CsvSource({"en, 1280, LIGHT", "zh-CN, 390, DARK"})
  void checksWhileSomebodyTypesAndSendsOnce(String language, int width, ColorScheme scheme) {
    try (Visitor visitor = visitor(window(language, width).setColorScheme(scheme))) {
      visitor.signIn("admin", "admin");
      Page page = visitor.page();
      visitor.open("/send");
      assertThat(page.locator("#numbers")).isFocused();
      page.keyboard().type(NUMBER + "\n12345");
      page.selectOption("#channel", "winic");
      page.locator("#text").pressSequentially("再☺见");
      assertThat(page.locator("#check .message mark")).hasText("☺");
      assertThat(page.locator("#check")).containsText("12345");
      assertThat(page.locator("button[value=send]")).hasCount(0);
      visitor.requireSound("/send, refused");
      page.fill("#numbers", NUMBER);
      page.fill("#text", "再见");
      assertThat(page.locator("#check .message")).hasText("再见");
      assertThat(page.locator("button[value=send]")).isVisible();
      visitor.requireSound("/send, checked");
      String requestId = page.inputValue("input[name=requestId]");
      page.locator("button[value=send]").dblclick();
      page.waitForURL("**/submission/*?done=send");
      assertThat(page.locator("[role=status]")).isVisible();
      visitor.requireSound("/submission?done=send");
      page.reload();
      assertThat(page.locator("dl.facts").first()).containsText(requestId);
      visitor.open("/find?q=" + requestId);
      assertThat(page.locator("tbody tr")).hasCount(1);
    }
  }

  @Test
  void saysIfTheTextWasNotChecked() {
    try (Visitor visitor = visitor(window("en", 1280))) {
      visitor.signIn("admin", "admin");
      Page page = visitor.page();
      visitor.open("/send");
      page.route("**/send/check", Route::abort);
      page.fill("#numbers", NUMBER);
      assertThat(page.locator("#stale")).isVisible();
      page.unroute("**/send/check");
      page.fill("#text", "再见");
      assertThat(page.locator("#stale")).isHidden();
    }
  }

  @Test
  void checksAndSendsWithoutJavaScript() {
    try (Visitor visitor = visitor(window("zh-CN", 390).setJavaScriptEnabled(false))) {
      visitor.signIn("admin", "admin");
      Page page = visitor.page();
      page.click("nav a[href$='/send']");
      page.fill("#numbers", NUMBER);
      page.selectOption("#channel", "winic");
      page.fill("#text", "再见");
      assertThat(page.locator("button[value=send]")).hasCount(0);
      page.click("button[value=check]");
      page.fill("#text", "再见了");
      page.click("button[value=send]");
      assertThat(page.locator("#check [role=alert]")).containsText("没有发送");
      assertThat(page.locator("#check .message")).hasText("再见了");
      page.click("button[value=send]");
      assertThat(page.locator("[role=status]")).isVisible();
      assertThat(page.locator(".lead")).containsText("供应商已接受");
    }
  }

  @Test
  void keepsAStatementWithoutJavaScript() throws IOException {
    try (Visitor visitor = visitor(window("en", 390).setJavaScriptEnabled(false))) {
      visitor.signIn("watch", "watch");
      Page page = visitor.page();
      page.click("nav a[href$='/statements']");
      page.fill("#consumer", "demo");
      page.click("main button.main");
      assertThat(page.locator("tfoot")).containsText("Together");
      Download file = page.waitForDownload(() -> page.click("a[href*='/statements.csv']"));
      assertThat(file.suggestedFilename()).matches("statements-[0-9]{4}-[0-9]{2}\\.csv");
      assertThat(Files.readString(file.path())).startsWith("day,closed,consumer,").contains(",demo,winic,");
    }
  }

  @Test
  void ticksOffAllUnreadableAnswersWithoutJavaScript() {
    pushUnreadable("not JSON 1");
    pushUnreadable("not JSON 2");
    try (Visitor visitor = visitor(window("en", 390).setJavaScriptEnabled(false))) {
      visitor.signIn("admin", "admin");
      Page page = visitor.page();
      page.click("#live a[href$='kind=UNREADABLE_ANSWER']");
      int count = page.locator("tbody tr").count();
      page.click("a[href$='/resolve?kind=UNREADABLE_ANSWER']");
      page.click("button[value=again]");
      assertThat(page.locator("[role=status]")).hasText("0 of " + count + " are resolved.");
      page.click("a[href$='/resolve?kind=UNREADABLE_ANSWER']");
      page.fill("#reason", "a test");
      page.click("button[value=off]");
      assertThat(page.locator("[role=status]")).hasText(count + " of " + count + " are resolved.");
      assertThat(page.locator("tbody tr")).hasCount(0);
    }
  }

  @Test
  void masksNumbersForAViewer() {
    try (Visitor visitor = visitor(window("en", 1280))) {
      visitor.signIn("watch", "watch");
      visitor.open("/find?consumer=demo");
      assertThat(visitor.page().content()).contains(MASKED).doesNotContain(NUMBER);
      visitor.requireSound("/find");
    }
  }

  @Test
  void saysWhenItsFiguresAreOldAndWhenNoLonger() {
    try (Visitor visitor = visitor(window("en", 1280))) {
      visitor.signIn("admin", "admin");
      Page page = visitor.page();
      assertThat(page.locator("#stale")).isHidden();
      String first = page.locator(".asof").textContent();
      assertThat(page.locator(".asof"))
          .not()
          .hasText(first, new LocatorAssertions.HasTextOptions().setTimeout(10_000));
      page.route("**/live", Route::abort);
      assertThat(page.locator("#stale")).isVisible(visible());
      page.unroute("**/live");
      assertThat(page.locator("#stale"))
          .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(5_000));
    }
  }

  private static LocatorAssertions.IsVisibleOptions visible() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(20_000);
  }

  /** Nobody signs in again, and nobody reads old figures without knowing. */
  @Test
  void goesOnAfterARestart() {
    try (Visitor visitor = visitor(window("en", 1280))) {
      visitor.signIn("admin", "admin");
      Page page = visitor.page();
      gateway.stop();
      assertThat(page.locator("#stale")).isVisible(visible());
      gateway.start();
      assertThat(page.locator("#stale"))
          .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(5_000));
      visitor.open("/journal");
      assertThat(page.locator("h1")).hasText("Journal");
    }
  }
}
