package dev.yizhan.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.SandboxPage;
import dev.yizhan.sandbox.simulator.ChanglongSimulator;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox's page in Chromium. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxPageIT {

  private static final String NUMBER = "13800138000";

  private Chromium chromium;
  private Sandbox sandbox;

  @BeforeAll
  void startBrowser() {
    chromium = new Chromium();
  }

  @AfterAll
  void stopBrowser() {
    chromium.close();
  }

  @BeforeEach
  void start() {
    sandbox = SandboxPage.start(0);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private Visitor visitor(String language, int width, ColorScheme scheme) {
    return chromium.visitor(
        new Browser.NewContextOptions()
            .setLocale(language)
            .setViewportSize(width, 900)
            .setColorScheme(scheme),
        sandbox.page());
  }

  /** A message to a phone, as the vendor's clients send it. */
  private void send(String text) throws IOException, InterruptedException {
    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            sandbox.address(ChanglongSimulator.NAME)
                                + "/sendsms_txt.asp?us_name=demo&us_pwd=demo&send_phone="
                                + NUMBER
                                + "&send_content="
                                + text))
                    .build(),
                HttpResponse.BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "en, 1280, LIGHT, What the simulated phones received",
    "zh-CN, 1280, DARK, 模拟手机收到的短信",
    "en, 390, DARK, What the simulated phones received",
    "zh-CN, 390, LIGHT, 模拟手机收到的短信"
  })
  void isSoundAndDoesWhatItSays(String language, int width, ColorScheme scheme, String title)
      throws IOException, InterruptedException {
    try (Visitor visitor = visitor(language, width, scheme)) {
      Page page = visitor.page();
      visitor.open("");
      assertThat(page.locator("h1")).hasText(title);
      visitor.requireSound("the empty page");
      send("%3Cb%3E1");
      assertThat(page.locator("article .text")).hasText("<b>1");
      assertThat(page.locator("article pre")).containsText("us_pwd=demo");
      page.click("article button");
      assertThat(page.locator("#reply-text")).isFocused();
      visitor.requireSound("the page with a message");
      page.keyboard().type("TD");
      assertThat(
              page.waitForResponse("**/api/replies", () -> page.keyboard().press("Enter")).status())
          .isEqualTo(200);
      assertThat(page.locator("#reply")).isHidden();
      page.waitForResponse(
          "**/api/faults",
          () -> page.selectOption("#fault-" + WinicHttpSimulator.NAME, "never-answer"));
      assertThat(sandbox.fault(WinicHttpSimulator.NAME).map(Fault::kind))
          .hasValue(Fault.Kind.NEVER_ANSWER);
      page.click("#empty");
      assertThat(page.locator("article")).hasCount(0);
      assertThat(sandbox.messages()).isEmpty();
    }
  }

  @Test
  void speaksTheOtherLanguage() {
    try (Visitor visitor = visitor("en", 1280, ColorScheme.LIGHT)) {
      visitor.open("");
      visitor.page().click("#language");
      assertThat(visitor.page().locator("h1")).hasText("模拟手机收到的短信");
      visitor.page().click("#language");
      assertThat(visitor.page().locator("h1")).hasText("What the simulated phones received");
    }
  }

  @Test
  void saysWhenItIsOld() {
    try (Visitor visitor = visitor("en", 1280, ColorScheme.LIGHT)) {
      visitor.open("");
      assertThat(visitor.page().locator("#faults select").first()).isVisible();
      assertThat(visitor.page().locator("#stale")).isHidden();
      sandbox.close();
      assertThat(visitor.page().locator("#stale"))
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(10_000));
    }
  }
}
