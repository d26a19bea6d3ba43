package dev.yizhan.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Chromium, of the machine: none is downloaded. */
final class Chromium implements AutoCloseable {

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(
                      Path.of(System.getProperty("it.chromium", "/usr/bin/chromium")))
                  .setArgs(List.of("--no-sandbox")));

  /** A window with nothing of others. */
  Visitor visitor(Browser.NewContextOptions options, URI address) {
    return new Visitor(browser, options, address);
  }

  @Override
  public void close() {
    playwright.close();
  }
}
