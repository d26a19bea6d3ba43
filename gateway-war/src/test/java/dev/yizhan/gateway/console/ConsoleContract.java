package dev.yizhan.gateway.console;

import static dev.yizhan.gateway.console.ConsoleGateway.PASSWORD;
import static dev.yizhan.gateway.console.ConsoleGateway.SECRET;
import static dev.yizhan.gateway.console.ConsoleGateway.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.PasswordHashes;
import dev.yizhan.gateway.store.GatewayStore;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who gets into the console, and who does not, over HTTP and on both databases. */
abstract class ConsoleContract {

  private ConsoleGateway gateway;
  private ConsoleBrowser browser;

  abstract GatewayStore store();

  @BeforeEach
  void start() {
    gateway = new ConsoleGateway(store());
    browser = gateway.browser();
  }

  @AfterEach
  void end() {
    gateway.close();
  }

  private static int status(HttpResponse<String> response) {
    return response.statusCode();
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("");
  }

  @Nested
  class Reached {

    @Test
    void isOffWithoutAnAdmin() {
      gateway.configure(
          entry("watch", Consumer.Role.VIEWER), entry("shop", Consumer.Role.CONSUMER));
      assertThat(status(browser.get("/sign-in"))).isEqualTo(404);
      assertThat(status(browser.signIn("watch", PASSWORD))).isEqualTo(404);
      gateway.configure(entry("ops", Consumer.Role.ADMIN));
      assertThat(status(browser.get("/sign-in"))).isEqualTo(200);
    }

    @Test
    void isReachedFromItsNetworksOnly() {
      gateway.allowOnly("192.0.2.0/24");
      HttpResponse<String> refused = browser.get("/sign-in");
      assertThat(status(refused)).isEqualTo(403);
      assertThat(refused.body()).contains("yizhan.console.networks");
    }

    @Test
    void refusesWhatAnUnnamedProxyForwards() {
      for (String header : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")) {
        assertThat(status(browser.with(header, "127.0.0.1").get("/sign-in"))).isEqualTo(403);
        browser.without(header);
      }
      assertThat(status(browser.get("/sign-in"))).isEqualTo(200);
    }

    @Test
    void takesTheClientsAddressFromANamedProxy() {
      gateway.trustProxies("127.0.0.1");
      gateway.allowOnly("203.0.113.7");
      assertThat(status(browser.with("X-Forwarded-For", "203.0.113.7").get("/sign-in")))
          .isEqualTo(200);
      assertThat(status(browser.with("X-Forwarded-For", "203.0.113.8").get("/sign-in")))
          .isEqualTo(403);
    }

    /** Else everybody behind the proxy would be the proxy itself. */
    @Test
    void refusesWhatANamedProxyForwardsForNobody() {
      gateway.trustProxies("127.0.0.1");
      assertThat(status(browser.get("/sign-in"))).isEqualTo(403);
      assertThat(status(browser.with("X-Forwarded-For", "127.0.0.1").get("/sign-in")))
          .isEqualTo(403);
    }

    @Test
    void takesNoPasswordsWithoutTls() {
      gateway.requireEncryption();
      assertThat(status(browser.signIn("ops", PASSWORD))).isNotEqualTo(303);
      assertThat(browser.cookies()).isEmpty();
    }

    @Test
    void hasAStrictPolicyOnEachAnswer() {
      for (String path : List.of("/sign-in", "/", "/nothing", "/asset/nothing")) {
        assertThat(browser.get(path).headers().firstValue("Content-Security-Policy").orElse(""))
            .as(path)
            .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
            .doesNotContain("unsafe");
      }
    }
  }

  @Nested
  class SigningIn {

    @Test
    void leadsToThePageThatWasWanted() {
      assertThat(location(browser.get("/journal")))
          .isEqualTo("/yizhan/console/sign-in?back=%2Fjournal");
      assertThat(
              location(
                  browser.post(
                      "/sign-in", "name", "ops", "password", PASSWORD, "back", "/journal")))
          .isEqualTo("/yizhan/console/journal");
      assertThat(status(browser.get("/journal"))).isEqualTo(200);
    }

    @Test
    void leadsToNoOtherSite() {
      for (String back : List.of("//evil.example/", "https://evil.example/", "/\\evil.example")) {
        assertThat(
                location(
                    browser.post("/sign-in", "name", "ops", "password", PASSWORD, "back", back)))
            .isEqualTo("/yizhan/console/");
      }
    }

    @Test
    void setsACookieThatNoScriptReads() {
      String cookie = browser.signIn("ops", PASSWORD).headers().firstValue("Set-Cookie").orElse("");
      assertThat(cookie)
          .contains("HttpOnly", "SameSite=Lax", "Path=/yizhan/console")
          .doesNotContain("Secure");
      gateway.trustProxies("127.0.0.1");
      browser.with("X-Forwarded-For", "203.0.113.7").with("X-Forwarded-Proto", "https");
      assertThat(browser.signIn("ops", PASSWORD).headers().firstValue("Set-Cookie").orElse(""))
          .endsWith("; Secure");
    }

    @Test
    void givesANewTokenEachTime() {
      String first = browser.signedIn("ops").cookies().get("yizhan-console");
      assertThat(browser.signedIn("ops").cookies().get("yizhan-console")).isNotEqualTo(first);
    }

    @Test
    void storesNoToken() {
      String token = browser.signedIn("ops").cookies().get("yizhan-console");
      assertThat(gateway.core().sessions().find(token)).isEmpty();
      assertThat(status(browser.get("/"))).isEqualTo(200);
    }

    @Test
    void refusesAWrongPasswordAndAnotherRole() {
      assertThat(status(browser.signIn("ops", "wrong"))).isEqualTo(401);
      assertThat(status(browser.signIn("shop", PASSWORD))).isEqualTo(403);
      assertThat(browser.cookies()).isEmpty();
      assertThat(status(browser.get("/"))).isEqualTo(303);
    }

    @Test
    void isDelayedAfterWrongPasswords() {
      for (int i = 0; i < 6; i++) {
        assertThat(status(browser.signIn("ops", "wrong " + i))).isEqualTo(401);
      }
      assertThat(status(browser.signIn("ops", PASSWORD))).isEqualTo(401);
      assertThat(status(browser.signIn("night", PASSWORD))).isEqualTo(303);
    }
  }

  @Nested
  class ASession {

    @BeforeEach
    void begin() {
      browser.signedIn("ops");
    }

    private void ended() {
      assertThat(status(browser.get("/"))).isEqualTo(303);
      assertThat(status(browser.get("/live"))).isEqualTo(401);
    }

    @Test
    void isKnownToTheOtherNode() {
      assertThat(status(browser.at(gateway.address(1)).get("/"))).isEqualTo(200);
    }

    @Test
    void endsWithoutUse() {
      gateway.clock().pass(Sessions.IDLE.minusSeconds(1));
      assertThat(status(browser.get("/"))).isEqualTo(200);
      gateway.clock().pass(Sessions.IDLE.minusSeconds(1));
      assertThat(status(browser.get("/"))).isEqualTo(200);
      gateway.clock().pass(Sessions.IDLE);
      ended();
    }

    @Test
    void isNotLengthenedByWhatAPageAsksForByItself() {
      gateway.clock().pass(Sessions.IDLE.minusMinutes(5));
      assertThat(status(browser.get("/live"))).isEqualTo(200);
      gateway.clock().pass(Duration.ofMinutes(5));
      ended();
    }

    @Test
    void endsAfterItsLongestTime() {
      for (Duration passed = Duration.ZERO;
          passed.compareTo(Sessions.LONGEST) < 0;
          passed = passed.plusHours(1)) {
        assertThat(status(browser.get("/"))).as("after " + passed).isEqualTo(200);
        gateway.clock().pass(Duration.ofHours(1));
      }
      ended();
    }

    @Test
    void endsWhenItsConsumerIsRemoved() {
      gateway.configure(entry("night", Consumer.Role.ADMIN));
      ended();
    }

    @Test
    void endsWhenItsConsumerMayNoLongerUseTheConsole() {
      gateway.configure(entry("ops", Consumer.Role.CONSUMER), entry("night", Consumer.Role.ADMIN));
      ended();
    }

    @Test
    void endsWhenItsPasswordChanges() {
      gateway.configure(entry("ops", Consumer.Role.ADMIN, PasswordHashes.of("another")));
      ended();
      gateway.configure(entry("ops", Consumer.Role.ADMIN, SECRET));
      assertThat(status(browser.get("/"))).isEqualTo(200);
    }

    /** A password in clear text is hashed at each start. */
    @Test
    void outlivesARestartWithTheSamePasswordInClearText() {
      gateway.configure(entry("ops", Consumer.Role.ADMIN, PasswordHashes.of("ops", "clear")));
      assertThat(status(browser.signIn("ops", "clear"))).isEqualTo(303);
      gateway.configure(entry("ops", Consumer.Role.ADMIN, PasswordHashes.of("ops", "clear")));
      assertThat(status(browser.get("/"))).isEqualTo(200);
      gateway.configure(entry("ops", Consumer.Role.ADMIN, PasswordHashes.of("ops", "other")));
      ended();
    }

    @Test
    void endsHereWithASignOut() {
      ConsoleBrowser elsewhere = gateway.browser().signedIn("ops");
      String cookie = browser.cookies().get("yizhan-console");
      assertThat(location(browser.send("/sign-out"))).isEqualTo("/yizhan/console/sign-in");
      browser.cookies().put("yizhan-console", cookie);
      ended();
      assertThat(status(elsewhere.get("/"))).isEqualTo(200);
    }

    @Test
    void endsEverywhereWithASignOutEverywhere() {
      ConsoleBrowser elsewhere = gateway.browser().signedIn("ops");
      ConsoleBrowser other = gateway.browser().signedIn("night");
      assertThat(status(elsewhere.send("/sign-out", "everywhere", "1"))).isEqualTo(303);
      ended();
      assertThat(status(other.get("/"))).isEqualTo(200);
    }
  }

  @Nested
  class AForm {

    private final String path = "/channel/winic";

    @BeforeEach
    void begin() {
      browser.signedIn("ops");
    }

    private boolean isSuspended() {
      return gateway.core().states().isSuspended("winic");
    }

    private HttpResponse<String> sent(String token) {
      return browser.post(path, "to", "suspended", "reason", "test", "token", token);
    }

    @Test
    void isRefusedWithoutItsToken() {
      assertThat(status(browser.post(path, "to", "suspended", "reason", "test"))).isEqualTo(403);
      assertThat(status(sent("0".repeat(64)))).isEqualTo(403);
      assertThat(status(sent(gateway.browser().signedIn("ops").token()))).isEqualTo(403);
      assertThat(isSuspended()).isFalse();
      assertThat(status(sent(browser.token()))).isEqualTo(303);
      assertThat(isSuspended()).isTrue();
    }

    @Test
    void isRefusedFromAnotherSite() {
      String token = browser.token();
      for (String site : List.of("cross-site", "same-site", "none")) {
        browser.with("Sec-Fetch-Site", site);
        assertThat(status(sent(token))).as(site).isEqualTo(403);
      }
      browser.without("Sec-Fetch-Site").with("Origin", "http://evil.example");
      assertThat(status(sent(token))).isEqualTo(403);
      assertThat(status(browser.signIn("ops", PASSWORD))).isEqualTo(403);
      assertThat(isSuspended()).isFalse();
      browser.without("Origin").with("Sec-Fetch-Site", "same-origin");
      assertThat(status(sent(token))).isEqualTo(303);
    }

    @Test
    void isRefusedAfterTheSession() {
      String token = browser.token();
      gateway.clock().pass(Sessions.IDLE);
      HttpResponse<String> refused = sent(token);
      assertThat(status(refused)).isEqualTo(401);
      assertThat(refused.body()).contains("was not done");
      assertThat(isSuspended()).isFalse();
    }

    @Test
    void changesNothingForAViewer() {
      ConsoleBrowser viewer = gateway.browser().signedIn("watch");
      assertThat(viewer.get(path).body()).doesNotContain("name=\"reason\"");
      assertThat(status(viewer.send(path, "to", "suspended", "reason", "test"))).isEqualTo(403);
      assertThat(isSuspended()).isFalse();
    }

    @Test
    void isRefusedIfItIsTooLong() {
      assertThat(status(browser.send(path, "to", "suspended", "reason", "x".repeat(20_000))))
          .isEqualTo(400);
      assertThat(isSuspended()).isFalse();
    }

    @Test
    void isNotTakenByOtherMethods() {
      assertThat(gateway.core().journal().list(Optional.empty()).entries()).hasSize(1);
      assertThat(status(browser.get(path + "?to=suspended&reason=test"))).isEqualTo(200);
      assertThat(isSuspended()).isFalse();
    }
  }
}
