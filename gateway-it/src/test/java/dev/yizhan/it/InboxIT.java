package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports, replies, pushes and problems, on the packaged WAR. */
@ExtendWith(SharedGateway.class)
class InboxIT {

  private static final String DOOR = "/yizhan/push/00000000000000000000000000000000";
  private static final long LONGEST_NANOS = 40_000_000_000L;

  private final Gateway gateway = SharedGateway.running();

  @AfterEach
  void behave() {
    world("{\"pushTo\": \"\"}");
    gateway.behave();
    gateway.forgetMessages();
  }

  private static String phone() {
    return Long.toString(13_900_000_000L + ThreadLocalRandom.current().nextInt(90_000_000));
  }

  private static <T> T awaited(Supplier<T> look, Predicate<T> wanted) {
    long end = System.nanoTime() + LONGEST_NANOS;
    T found = look.get();
    while (!wanted.test(found) && System.nanoTime() < end) {
      LockSupport.parkNanos(100_000_000);
      found = look.get();
    }
    assertThat(found).matches(wanted, "as awaited");
    return found;
  }

  private void world(String json) {
    post("/sandbox/api/world", json);
  }

  private HttpResponse<String> post(String path, String json) {
    return gateway.exchange(
        gateway.post(path, "application/json", json.getBytes(StandardCharsets.UTF_8)));
  }

  private Soap.Answer sent(Soap soap, String channel, String phone) {
    return soap.call(
        gateway,
        "Send",
        "<channel>"
            + channel
            + "</channel><recipient>"
            + phone
            + "</recipient><text>测试【驿站】</text><reference>order 7</reference>");
  }

  /** The index of a phone's record in what is fetched from the beginning. */
  private static int index(Soap.Answer answer, String parent, String phone) {
    return answer.all(parent, "number").indexOf(phone);
  }

  private Soap.Answer fetched(Soap soap, String what, String parent, String phone) {
    return awaited(
        () -> soap.call(gateway, what, "<position>0</position><max>1000</max>"),
        answer -> index(answer, parent, phone) >= 0);
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void givesAReportUntilItIsAcknowledged(Soap soap) {
    String phone = phone();
    Soap.Answer sent = sent(soap, "winic-http", phone);
    Soap.Answer fetched = fetched(soap, "FetchReports", "report", phone);
    int at = index(fetched, "report", phone);
    String position = fetched.all("report", "position").get(at);
    assertThat(fetched.all("report", "state").get(at)).isEqualTo("DELIVERED");
    assertThat(fetched.all("report", "account").get(at)).isEqualTo("winic");
    assertThat(fetched.all("report", "channel").get(at)).isEqualTo("winic-http");
    assertThat(fetched.all("report", "vendorStatus").get(at)).isEqualTo("DELIVRD");
    assertThat(fetched.all("report", "submissionId").get(at)).isEqualTo(sent.text("id"));
    assertThat(fetched.all("report", "reference").get(at)).isEqualTo("order 7");
    Soap.Answer submission =
        soap.call(gateway, "GetSubmission", "<id>" + sent.text("id") + "</id>");
    assertThat(submission.text("state")).isEqualTo("DELIVERED");
    assertThat(submission.text("vendorStatus")).isEqualTo("DELIVRD");

    Soap.Answer unacknowledged = soap.call(gateway, "FetchReports", "");
    assertThat(index(unacknowledged, "report", phone)).isNotNegative();
    Soap.Answer acknowledged =
        soap.call(
            gateway, "Acknowledge", "<kind>REPORTS</kind><position>" + position + "</position>");
    assertThat(acknowledged.status()).as(acknowledged.body()).isEqualTo(200);
    assertThat(index(soap.call(gateway, "FetchReports", ""), "report", phone)).isNegative();
    assertThat(fetched(soap, "FetchReports", "report", phone).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void refusesToAcknowledgeWhatNobodyWasGiven(Soap soap) {
    for (String position : List.of("999999999999", "first", "-1")) {
      Soap.Answer answer =
          soap.call(
              gateway, "Acknowledge", "<kind>REPLIES</kind><position>" + position + "</position>");
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text("code")).isEqualTo("INVALID_REQUEST");
    }
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void givesAReplyToWhoWroteToThePhone(Soap soap) {
    String phone = phone();
    String text = "收到 <&> " + UUID.randomUUID();
    Soap.Answer sent = sent(soap, "changlong", phone);
    HttpResponse<String> replied =
        post(
            "/sandbox/api/replies",
            "{\"vendor\": \"changlong\", \"phone\": \""
                + phone
                + "\", \"text\": \""
                + text
                + "\"}");
    assertThat(replied.statusCode()).as(replied.body()).isEqualTo(200);
    Soap.Answer fetched = fetched(soap, "FetchReplies", "reply", phone);
    int at = index(fetched, "reply", phone);
    assertThat(fetched.all("reply", "text").get(at)).isEqualTo(text);
    assertThat(fetched.all("reply", "submissionId").get(at)).isEqualTo(sent.text("id"));
    assertThat(fetched.all("reply", "vendorReplyId").get(at)).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void takesWhatIsPushed(Soap soap) {
    world(
        "{\"pushTo\": \""
            + gateway.address(DOOR).toString().replace("localhost", "127.0.0.1")
            + "\"}");
    String phone = phone();
    sent(soap, "winnerlook", phone);
    Soap.Answer fetched = fetched(soap, "FetchReports", "report", phone);
    assertThat(fetched.all("report", "state").get(index(fetched, "report", phone)))
        .isEqualTo("DELIVERED");
  }

  private HttpResponse<String> pushed(String path, String account, String type, String id) {
    return post(
        path,
        "{\"list\":[{\"phone\":\"13700137000\",\"receive_status\":\"DELIVRD\","
            + "\"receive_time\":1529466210680,\"sub_no\":\""
            + id
            + "\",\"customer_uuid\":\"\"}],\"account\":\""
            + account
            + "\",\"type\":"
            + type
            + "}");
  }

  private long records(String id) {
    return Soap.SOAP_11
        .call(gateway, "FetchReports", "<position>0</position><max>1000</max>")
        .all("report", "vendorMessageId")
        .stream()
        .filter(id::equals)
        .count();
  }

  @Test
  void takesARepeatedPushOnceAndWhatIsNotOursUnmatched() {
    String id = Long.toString(System.nanoTime());
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = pushed(DOOR, "demo", "2", id);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
    assertThat(records(id)).isEqualTo(1);
  }

  @Test
  void knowsAReplyAgainByItsSecond() {
    String phone = phone();
    for (String time : List.of("1529466210123", "1529466210680", "1529466211680")) {
      HttpResponse<String> answer =
          post(
              DOOR,
              "{\"list\":[{\"dest_phone\":\""
                  + phone
                  + "\",\"resp_content\":\"好\",\"receive_time\":"
                  + time
                  + "}],\"account\":\"demo\",\"type\":3}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
    Soap.Answer fetched = fetched(Soap.SOAP_11, "FetchReplies", "reply", phone);
    assertThat(fetched.all("reply", "number").stream().filter(phone::equals)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void givesWhatXmlCannotCarry(Soap soap) {
    String id = Long.toString(System.nanoTime());
    String phone = phone();
    assertThat(pushed(DOOR, "demo", "2", id + "\\u0001").statusCode()).isEqualTo(200);
    HttpResponse<String> reply =
        post(
            DOOR,
            "{\"list\":[{\"dest_phone\":\""
                + phone
                + "\",\"resp_content\":\"a\\u0000\\u0002b\\ud800\",\"show_num\":\"1\\u0003\"}],"
                + "\"account\":\"demo\",\"type\":4}");
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    assertThat(records(id + "\uFFFD")).isEqualTo(1);
    Soap.Answer fetched = fetched(soap, "FetchReplies", "reply", phone);
    int at = index(fetched, "reply", phone);
    assertThat(fetched.all("reply", "text").get(at)).isEqualTo("a\uFFFD\uFFFDb\uFFFD");
    assertThat(fetched.all("reply", "to").get(at)).isEqualTo("1\uFFFD");
  }

  @Test
  void opensItsDoorToNobodyElse() {
    String id = Long.toString(System.nanoTime());
    assertThat(pushed("/yizhan/push/" + "1".repeat(32), "demo", "2", id).statusCode())
        .isEqualTo(404);
    assertThat(pushed("/yizhan/push/", "demo", "2", id).statusCode()).isEqualTo(404);
    assertThat(pushed(DOOR, "somebody", "2", id).statusCode()).isEqualTo(403);
    assertThat(gateway.get(DOOR).statusCode()).isEqualTo(405);
    HttpResponse<String> large =
        gateway.exchange(
            HttpRequest.newBuilder(gateway.address(DOOR))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[(1 << 20) + 1])));
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(records(id)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void listsProblems(Soap soap) {
    gateway.fault(
        "winnerlook", "\"fault\": \"half-answer\", \"times\": 1, \"requests\": \"questions\"");
    Soap.Answer problems =
        awaited(
            () -> soap.admin(gateway, "ListProblems", ""),
            answer -> answer.all("problem", "kind").contains("POLL_IN_DOUBT"));
    int at = problems.all("problem", "kind").indexOf("POLL_IN_DOUBT");
    assertThat(problems.all("problem", "account").get(at)).isEqualTo("winnerlook");
    assertThat(problems.all("problem", "from").get(at)).endsWith("+08:00");
    assertThat(problems.all("problem", "to").get(at)).endsWith("+08:00");
    assertThat(problems.all("problem", "detail").get(at)).contains("was not answered");

    gateway.fault("winic-http", "\"fault\": \"accept-then-drop\", \"times\": 1");
    Soap.Answer unknown = sent(soap, "winic-http", phone());
    assertThat(unknown.text("state")).isEqualTo("UNKNOWN");
    assertThat(soap.admin(gateway, "ListProblems", "").all("problem", "submissionId"))
        .contains(unknown.text("id"));
    Soap.Answer refused = soap.post(gateway, "/yizhan/admin", "x");
    assertThat(refused.status()).isNotEqualTo(200);
  }
}
