package dev.yizhan.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.record.Readers;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.ConsumerDirectory;
import dev.yizhan.gateway.store.GatewayStore;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are written, checked and sent in the console, over HTTP and on both databases. */
abstract class ConsoleSendContract {

  private static final String NUMBER = "13800138000";
  private static final String TEXT = "您的验证码是4711";

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

  private HttpResponse<String> post(
      String path, String action, String requestId, String numbers, String text, String checked) {
    return browser.send(
        path,
        "do",
        action,
        "requestId",
        requestId,
        "numbers",
        numbers,
        "channel",
        "winic",
        "text",
        text,
        "checked",
        checked);
  }

  private String checked(String requestId, String numbers, String text) {
    return post("/send", "check", requestId, numbers, text, "").body();
  }

  private Optional<Submission> sent(String requestId) {
    try {
      return Optional.of(
          gateway
              .core()
              .submissions()
              .find(Optional.of("ops"), Optional.empty(), Optional.of(requestId), 0));
    } catch (GatewayException e) {
      return Optional.empty();
    }
  }

  private List<JournalEntry> sends() {
    return gateway.core().journal().list(Optional.empty()).entries().stream()
        .filter(entry -> entry.action() == JournalEntry.Action.SENDS)
        .toList();
  }

  @Test
  void sendsOnceWhatWasChecked() {
    String id = field(browser.get("/send").body(), "requestId");
    String page = checked(id, NUMBER + "\r\n13800138001", TEXT);
    assertThat(page)
        .contains("<p class=\"message\">" + TEXT + "</p>", "<p>winic: 2</p>", "Send to 2")
        .contains("\n" + NUMBER + "\n13800138001</textarea>");
    assertThat(field(page, "requestId")).isEqualTo(id);
    assertThat(sent(id)).isEmpty();
    assertThat(sends()).isEmpty();
    String checked = field(page, "checked");
    HttpResponse<String> first =
        post("/send", "send", id, NUMBER + "\r\n13800138001", TEXT, checked);
    HttpResponse<String> second =
        post("/send", "send", id, NUMBER + "\r\n13800138001", TEXT, checked);
    assertThat(first.statusCode()).isEqualTo(303);
    Submission submission = sent(id).orElseThrow();
    assertThat(submission.deliveries()).hasSize(2);
    for (HttpResponse<String> each : List.of(first, second)) {
      assertThat(each.headers().firstValue("Location").orElse(""))
          .endsWith("/submission/" + submission.id() + "?done=send");
    }
    assertThat(browser.get("/submission/" + submission.id() + "?done=send").body())
        .contains("The gateway has taken the message", "Accepted by the vendor");
    assertThat(sends())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.who()).isEqualTo("ops");
              assertThat(entry.target()).isEqualTo(id + " 138****8000 +1");
            });
  }

  @Test
  void sendsNothingElse() {
    String id = field(browser.get("/send").body(), "requestId");
    String checked = field(checked(id, NUMBER, TEXT), "checked");
    HttpResponse<String> other = post("/send", "send", id, NUMBER, TEXT + "2", checked);
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).contains("Nothing was sent", TEXT + "2</p>");
    assertThat(post("/send", "send", id, NUMBER, TEXT, "").statusCode()).isEqualTo(409);
    assertThat(sent(id)).isEmpty();
    assertThat(sends()).isEmpty();
    assertThat(
            post("/send", "send", id, NUMBER, TEXT + "2", field(other.body(), "checked"))
                .statusCode())
        .isEqualTo(303);
  }

  @Test
  void checksWhileSomebodyWrites() {
    String id = field(browser.get("/send").body(), "requestId");
    assertThat(post("/send/check", "", id, NUMBER, "", "").body())
        .contains("Write a text")
        .doesNotContain("<html");
    String part = post("/send/check", "", id, NUMBER + "\n12345", "a☺\uFB01<b>", "").body();
    assertThat(part)
        .contains("<b>12345</b>: is not a phone number")
        .contains("<mark>☺</mark> at position 2")
        .contains("<mark>\uFB01</mark> at position 3", "write instead: <b>fi</b>")
        .contains("<p class=\"message\">a<mark>☺</mark><mark>\uFB01</mark>&lt;b&gt;</p>")
        .contains("cannot be sent like this", "Replace them")
        .doesNotContain("<html", "name=\"checked\"", "value=\"send\"");
    String good = post("/send/check", "", id, NUMBER, TEXT, "").body();
    assertThat(good).contains("value=\"send\"").doesNotContain("cannot be sent", "<mark>");
    assertThat(post("/send", "send", id, NUMBER, TEXT, field(good, "checked")).statusCode())
        .isEqualTo(303);
  }

  @Test
  void replacesWhatHasAnEquivalent() {
    String id = field(browser.get("/send").body(), "requestId");
    String page = post("/send", "replace", id, NUMBER, "o\uFB01\uFB01", "").body();
    assertThat(page).contains("\nofifi</textarea>", "Send to 1").doesNotContain("<mark>");
    assertThat(sent(id)).isEmpty();
  }

  @Test
  void makesAnotherMessageOfAFormThatHasSent() {
    String id = field(browser.get("/send").body(), "requestId");
    post("/send", "send", id, NUMBER, TEXT, field(checked(id, NUMBER, TEXT), "checked"));
    String page = checked(id, NUMBER, "再见");
    HttpResponse<String> second = post("/send", "send", id, NUMBER, "再见", field(page, "checked"));
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body())
        .contains("sent another message before, submission " + sent(id).orElseThrow().id());
    String next = field(second.body(), "requestId");
    assertThat(next).isNotEqualTo(id);
    assertThat(sent(next)).isEmpty();
    post("/send", "send", next, NUMBER, "再见", field(second.body(), "checked"));
    assertThat(sent(next)).isPresent();
  }

  @Test
  void tellsWhatBecameOfIt() {
    gateway.dropNext();
    String id = field(browser.get("/send").body(), "requestId");
    post("/send", "send", id, NUMBER, TEXT, field(checked(id, NUMBER, TEXT), "checked"));
    assertThat(page(id)).contains("Nobody knows whether the vendor has it");
    gateway.core().operations().suspend("winic", "night", "bill");
    String waiting = field(browser.get("/send").body(), "requestId");
    post("/send", "send", waiting, NUMBER, TEXT, field(checked(waiting, NUMBER, TEXT), "checked"));
    assertThat(page(waiting)).contains("It is stored, and will be sent");
  }

  private String page(String requestId) {
    return browser.get("/submission/" + sent(requestId).orElseThrow().id() + "?done=send").body();
  }

  private static ConsumerDirectory.Entry ops(Set<String> operations, Sender sender) {
    return new ConsumerDirectory.Entry(
        new Consumer(
            "ops",
            Consumer.Role.ADMIN,
            operations,
            Optional.empty(),
            OptionalInt.empty(),
            sender,
            Readers.INDEPENDENT,
            false),
        ConsoleGateway.SECRET);
  }

  @Test
  void saysWhyItCannot() {
    assertThat(browser.get("/").body()).contains("/send\"");
    ConsoleBrowser viewer = gateway.browser().signedIn("watch");
    assertThat(viewer.get("/").body()).doesNotContain("/send\"");
    assertThat(viewer.get("/send").statusCode()).isEqualTo(403);
    assertThat(viewer.send("/send", "do", "send").statusCode()).isEqualTo(403);
    gateway.configure(ops(Set.of("ListProblems", "Check"), Sender.unlimited("ops")));
    assertThat(browser.get("/send").body()).contains("lacks Send or Check");
    String id = "console-00000000-0000-4000-8000-000000000000";
    assertThat(
            post("/send", "send", id, NUMBER, TEXT, new Draft(TEXT, NUMBER, "winic", id).digest())
                .statusCode())
        .isEqualTo(403);
    gateway.configure(
        ops(Set.of(), Sender.limited("ops", Set.of("gone"), Routes.NONE, OptionalInt.empty())));
    assertThat(browser.get("/send").body()).contains("may use none of the channels");
    assertThat(sent(id)).isEmpty();
    gateway.configure(
        ops(Set.of(), Sender.limited("ops", Set.of("winic"), Routes.NONE, OptionalInt.of(0))));
    String page = browser.get("/send").body();
    assertThat(page).contains("value=\"winic\"").doesNotContain("value=\"changlong\"");
    HttpResponse<String> refused =
        post("/send", "send", id, NUMBER, TEXT, new Draft(TEXT, NUMBER, "winic", id).digest());
    assertThat(refused.body()).contains("This consumer may send to 0 recipients a day");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(sent(id)).isEmpty();
  }

  @Test
  void takesThousandNumbersAndSpeaksChinese() {
    ConsoleBrowser chinese = gateway.browser().with("Accept-Language", "zh-CN").signedIn("night");
    StringBuilder numbers = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      numbers.append(13800138000L + i).append("\r\n");
    }
    assertThat(
            chinese
                .send("/send", "numbers", numbers.toString(), "channel", "winic", "text", TEXT)
                .body())
        .contains("发送给 1000 人", "实际发出的内容");
  }
}
