package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A browser window at the console, with all that goes wrong in it. */
final class Visitor implements AutoCloseable {

  private final BrowserContext context;
  private final Page page;
  private final URI console;
  private final List<String> errors = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();

  Visitor(Browser browser, Browser.NewContextOptions options, URI console) {
    this.console = console;
    context = browser.newContext(options);
    context.exposeFunction("violated", arguments -> violations.add(String.valueOf(arguments[0])));
    context.addInitScript(
        "addEventListener('securitypolicyviolation', event =>"
            + " violated(event.violatedDirective + ' ' + event.blockedURI))");
    page = context.newPage();
    page.onPageError(errors::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
  }

  Page page() {
    return page;
  }

  List<String> errors() {
    return errors;
  }

  List<String> violations() {
    return violations;
  }

  void open(String path) {
    page.navigate(console + path);
  }

  void signIn(String name, String password) {
    open("/sign-in");
    page.fill("#name", name);
    page.fill("#password", password);
    page.keyboard().press("Enter");
    page.waitForURL(console + "/");
  }

  /** Follows the tabulator until a link or a button has the focus. */
  void tabTo(String selector) {
    for (int i = 0; i < 60; i++) {
      if ((boolean)
          page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("no tabulator leads to " + selector);
  }

  /** Nobody is kept out of this page, and nothing of it is out of sight. */
  void requireSound(String path) {
    assertThat(new AxeBuilder(page).analyze().getViolations().stream().map(Visitor::told).toList())
        .as("accessibility of " + path)
        .isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
        .as("overflow of " + path)
        .isEqualTo(0);
    assertThat(errors).as("errors of " + path).isEmpty();
    assertThat(violations).as("policy violations of " + path).isEmpty();
  }

  private static String told(Rule rule) {
    return rule.getId() + " " + rule.getNodes().get(0).getHtml();
  }

  @Override
  public void close() {
    context.close();
  }
}
