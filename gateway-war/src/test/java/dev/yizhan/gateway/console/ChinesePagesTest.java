package dev.yizhan.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.StoredMessages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong, and what is wrong, in a console in Chinese. */
class ChinesePagesTest {

  private static final String NUMBER = "13800138000";

  /** Words in a row, not a name or a code. */
  private static final String ENGLISH = "[a-z]+ [a-z]+ [a-z]+";

  @TempDir private Path directory;
  private ConsoleGateway gateway;
  private ConsoleBrowser browser;

  @BeforeEach
  void start() {
    gateway =
        new ConsoleGateway(GatewayStore.embedded(directory, PlainGateway.KEYS, Clock.systemUTC()));
    browser = gateway.browser().with("Accept-Language", "zh-CN").signedIn("ops");
  }

  @AfterEach
  void end() {
    gateway.close();
  }

  private static String alert(HttpResponse<String> response) {
    assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
    Matcher alert = Pattern.compile("role=\"alert\">([^<]+)<").matcher(response.body());
    assertThat(alert.find()).as(response.body()).isTrue();
    return alert.group(1);
  }

  @Test
  void saysInChineseWhatWentWrong() {
    Submission unknown = gateway.unknown(NUMBER);
    String settle = "/submission/" + unknown.id() + "/settle/0";
    assertThat(alert(browser.send(settle, "state", "FAILED", "reason", " "))).contains("请填写原因");
    assertThat(alert(browser.send(settle, "reason", "x"))).contains("请选择实际结果");
    browser.send(settle, "state", "FAILED", "reason", "x");
    assertThat(alert(browser.send(settle, "state", "FAILED", "reason", "x")))
        .contains("当前状态为 FAILED");
    assertThat(alert(browser.get("/submission/1"))).contains("没有此编号的提交");
    assertThat(alert(browser.get("/channel/x"))).contains("没有此名称的通道", "winic");
    assertThat(alert(browser.get("/find?consumer=x"))).contains("没有此名称的调用方");
    for (String path :
        new String[] {
          "/submission/1",
          "/submission/x",
          "/channel/x",
          "/find?consumer=x",
          "/find?channel=x",
          "/statements?consumer=x",
          "/statements?channel=x",
          "/statements?account=x",
          "/statements?month=2001-01",
          "/statements?month=2101-01",
          "/reconciliation?account=x",
          "/reconciliation?account=winic&month=2001-01",
          "/reconciliation.csv?account=x"
        }) {
      assertThat(alert(browser.get(path))).as(path).doesNotContainPattern(ENGLISH);
    }
  }

  @Test
  void saysInChineseWhatIsWrong() {
    gateway.unknown(NUMBER);
    gateway.core().operations().suspend("winic", "night", "欠费");
    gateway.sent(NUMBER, Optional.empty());
    StoredMessages.broken(gateway.store(), "一");
    String page = browser.get("/problems").body();
    assertThat(page).contains("请求开始发送后连接中断", "night 已暂停此通道（欠费）", "无法读取的记录：一");
    assertThat(page.replaceAll("(?s)^.*<tbody>", "").replaceAll("<[^>]*>", " "))
        .doesNotContainPattern(ENGLISH);
  }

  @Test
  void saysInChineseWhyAMessageIsRefused() {
    String page =
        browser
            .send("/send", "numbers", NUMBER + "\n12345", "channel", "winic", "text", "再见")
            .body();
    assertThat(page).contains("<b>12345</b>: 不是电话号码");
    assertThat(browser.send("/send", "numbers", NUMBER, "channel", "x", "text", "再见").body())
        .contains("没有此名称的通道。此调用方可使用：");
  }
}
