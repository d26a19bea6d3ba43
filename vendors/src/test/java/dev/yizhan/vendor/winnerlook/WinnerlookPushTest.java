package dev.yizhan.vendor.winnerlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import com.sun.net.httpserver.HttpServer;
import dev.yizhan.codec.answer.Records;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinnerlookSimulator;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Cell;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.record.Push;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Document 5, sections 5 and 6: the simulator pushes to a server of this test. */
class WinnerlookPushTest {

  private final BlockingQueue<byte[]> bodies = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private Sandbox sandbox;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/push",
        exchange -> {
          bodies.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 500 : 200, -1);
          exchange.close();
        });
    server.start();
    sandbox = Sandbox.start();
    sandbox.reportsAfter(Duration.ZERO);
    sandbox.pushTo(
        Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/push")));
  }

  @AfterEach
  void stop() {
    sandbox.close();
    server.stop(0);
  }

  private Push pushed() throws InterruptedException {
    byte[] body = bodies.poll(20, TimeUnit.SECONDS);
    assertThat(body).as("a push").isNotNull();
    return WinnerlookPush.read(body);
  }

  private void send(String id) {
    try (VendorHttp http = VendorHttp.open(HttpSettings.DEFAULT);
        VendorClient vendor =
            WinnerlookClient.of(
                WinnerlookSettings.of(
                    new Access(
                        sandbox.address(WinnerlookSimulator.NAME),
                        Binding.HTTP_POST,
                        new Credentials("demo", "demo"))),
                http)) {
      Message message = new Message(List.of(dev.yizhan.codec.PhoneNumber.of("15021750000")), "测试");
      vendor.send(vendor.plan(message).calls().get(0).withId(id));
    }
  }

  @Test
  @Cell("receipt push")
  void readsReceipts() throws InterruptedException {
    send("77-1");
    String batch = sandbox.messages().get(0).vendorId();
    Push push = pushed();
    assertThat(push.account()).isEqualTo("demo");
    assertThat(push.origin()).isEqualTo(Push.Origin.OURS);
    assertThat(push.reports().good())
        .extracting(Report::vendorId, Report::number, Report::verdict, Report::customId)
        .containsExactly(
            tuple(batch, "15021750000", Report.Verdict.DELIVERED, Optional.of("77-1")));
    assertThat(push.replies().items()).isEmpty();
  }

  @Test
  @Cell("reply push")
  void readsReplies() throws InterruptedException {
    sandbox.reply("winnerlook", "15021750000", "回复内容", "10690835400387");
    Push push = pushed();
    assertThat(push.replies().good())
        .extracting(Reply::number, Reply::text, Reply::to)
        .containsExactly(tuple("15021750000", "回复内容", Optional.of("10690835400387")));
    assertThat(push.reports().items()).isEmpty();
  }

  @Test
  void receivesAPushAgainUntilItAnswers200() throws InterruptedException {
    refusals.set(2);
    send("77-1");
    assertThat(pushed().reports()).isEqualTo(pushed().reports()).isEqualTo(pushed().reports());
  }

  /** The samples of the document, verbatim. */
  @Test
  void readsTheDocumentsSamples() {
    Push receipts =
        read(
            """
            {"list": [{"phone": "15021750000", "receive_status": "DELIVRD",
              "receive_time": 1529466210680, "sub_no": "2400350000122303487",
              "customer_uuid": "0000a8ae8c1544e8b5723d77882d1280"}],
             "account": "zhangsan", "type": 1}""");
    // 1529466210 s after 1970 is 2018-06-20 03:43:30 UTC (date -u -d @1529466210).
    assertThat(receipts.reports().good())
        .containsExactly(
            Report.of(
                "2400350000122303487",
                "15021750000",
                "DELIVRD",
                Optional.of(LocalDateTime.of(2018, 6, 20, 11, 43, 30, 680_000_000)),
                Optional.of("0000a8ae8c1544e8b5723d77882d1280")));
    Push replies =
        read(
            """
            {"list": [{"dest_phone": "15021750000", "resp_content": "回复内容",
              "receive_time": 1529466210680, "show_num": "10690835400387",
              "customer_uuid": "0000a8ae8c1544e8b5723d77882d1280"}],
             "account": "zhangsan", "type": 3}""");
    assertThat(replies.replies().good())
        .extracting(Reply::number, Reply::text, Reply::time)
        .containsExactly(
            tuple(
                "15021750000",
                "回复内容",
                Optional.of(LocalDateTime.of(2018, 6, 20, 11, 43, 30, 680_000_000))));
  }

  private static Push read(String json) {
    return WinnerlookPush.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static final String REPLY =
      "{\"account\":\"a\",\"type\":3,\"list\":[{\"dest_phone\":\"15021750000\","
          + "\"resp_content\":\"%s\"}]}";

  /** vendor-rules §8. In GBK, the bytes of 停水 are valid UTF-8, those of 收到 are not. */
  @ParameterizedTest
  @CsvSource({
    "GBK, application/json; charset=GBK",
    "GBK, application/json",
    "GBK, ''",
    "UTF-8, application/json; charset=GBK",
    "UTF-8, application/json",
    "UTF-16LE, application/json"
  })
  void readsTextInTheCharsetThatItIsIn(String charset, String contentType) {
    for (String text : List.of("收到", "停水", "收到停水通知，谢谢")) {
      byte[] body = REPLY.formatted(text).getBytes(Charset.forName(charset));
      assertThat(WinnerlookPush.read(body, contentType).replies().good())
          .extracting(Reply::text)
          .containsExactly(text);
    }
  }

  @Test
  void passesOverAByteOrderMark() {
    assertThat(read("\uFEFF" + REPLY.formatted("收到")).replies().good())
        .extracting(Reply::text)
        .containsExactly("收到");
  }

  @Test
  void refusesAPushThatIsCutInsideACharacter() {
    byte[] body = REPLY.formatted("收到").getBytes(Charset.forName("GBK"));
    byte[] cut = Arrays.copyOf(body, body.length - "\"}]}".length() - 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WinnerlookPush.read(cut, "application/json; charset=GBK"));
  }

  @Test
  void readsBothDocumentedNamesOfATime() {
    Push push =
        read(
            "{\"type\":\"3\",\"account\":\"a\",\"list\":[{\"dest_phone\":15021750000,"
                + "\"resp_content\":\"a\",\"resp_time\":\"1529466210680\"}]}");
    assertThat(push.replies().good().get(0).time()).isPresent();
    assertThat(push.replies().good().get(0).number()).isEqualTo("15021750000");
  }

  @Test
  void readsABlankStatusAsUndecided() {
    Push push =
        read(
            "{\"type\":1,\"list\":[{\"phone\":\"15021750000\",\"receive_status\":\"\","
                + "\"sub_no\":\"1\",\"receive_time\":1e999999999}]}");
    assertThat(push.reports().good().get(0).verdict()).isEqualTo(Report.Verdict.NONE);
    assertThat(push.reports().good().get(0).time()).isEmpty();
  }

  @Test
  void distinguishesMassSendsFromGatewaySends() {
    assertThat(read("{\"type\":2,\"list\":[]}").origin()).isEqualTo(Push.Origin.OTHER);
    assertThat(read("{\"type\":4,\"list\":[]}").origin()).isEqualTo(Push.Origin.OTHER);
  }

  @Test
  void keepsABrokenRecordVerbatimAndTheOthersParsed() {
    Push push =
        read(
            "{\"type\":1,\"account\":\"a\",\"list\":[{\"phone\":\"15021750000\"},7,"
                + "{\"phone\":\"15021750000\",\"receive_status\":\"DELIVRD\",\"sub_no\":\"1\"}]}");
    assertThat(push.reports().good()).hasSize(1);
    assertThat(push.reports().broken())
        .extracting(Records.Broken::raw)
        .containsExactly("{\"phone\":\"15021750000\"}", "7");
    assertThat(push.toString()).doesNotContain("15021750000");
  }

  /** vendor-rules §8: one text of records, no type, no list. */
  @Test
  void readsTheOlderPush() {
    Push push =
        read(
            "{\"GetMo\":\"15021750000|,|回复|,|2018/4/16 11:14:13|,|106900000001|;|x|;|\","
                + "\"account\":\"zhangsan\"}");
    assertThat(push.account()).isEqualTo("zhangsan");
    assertThat(push.origin()).isEqualTo(Push.Origin.OURS);
    assertThat(push.reports().items()).isEmpty();
    assertThat(push.replies().good())
        .containsExactly(
            new Reply(
                "15021750000",
                "回复",
                Optional.of("106900000001"),
                Optional.of(LocalDateTime.of(2018, 4, 16, 11, 14, 13)),
                Optional.empty(),
                Optional.empty()));
    assertThat(push.replies().broken()).extracting(Records.Broken::raw).containsExactly("x|;|");
  }

  /** The document names epoch milliseconds; 14 digits are a time only where they can be one. */
  @Test
  void readsAPushedTimeAsMillisecondsOrAsATime() {
    assertThat(pushedTime("1529466210680"))
        .contains(LocalDateTime.of(2018, 6, 20, 11, 43, 30, 680_000_000));
    assertThat(pushedTime("20180620114330")).contains(LocalDateTime.of(2018, 6, 20, 11, 43, 30));
    assertThat(pushedTime("2018/6/20 11:43:30"))
        .contains(LocalDateTime.of(2018, 6, 20, 11, 43, 30));
    assertThat(pushedTime("yesterday")).isEmpty();
  }

  private static Optional<LocalDateTime> pushedTime(String time) {
    return read("{\"type\":1,\"list\":[{\"phone\":\"15021750000\",\"receive_status\":\"\","
            + "\"sub_no\":\"1\",\"receive_time\":\""
            + time
            + "\"}]}")
        .reports()
        .good()
        .get(0)
        .time();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "秘密",
        "{\"type\":5,\"list\":[]}",
        "{\"list\":[]}",
        "{\"type\":1}",
        "{\"type\":1,\"list\":{}}",
        "{\"type\":1,\"list\":[1]",
        "{\"type\":1e2000000000,\"list\":[]}",
        "{\"GetReport\":\"秘密\"}",
        "{\"GetReport\":\"-3\"}",
        "{\"GetReport\":{}}",
        "{\"GetReport\":\"\",\"GetMo\":7}",
        "{\"GetMo\":\"<html>秘密</html>\"}",
        "{\"GetMo\":\"\",\"type\":1,\"list\":7}"
      })
  void refusesAMalformedPushWithoutPrintingIt(String body) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(body))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("秘密"));
  }
}
