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

/** Delivery reports, inbound messages, pushes and problems on the packaged WAR. */
@ExtendWith(SharedGateway.class)
class InboxIT {

  private static final String PUSH_PATH = "/yizhan/push/00000000000000000000000000000000";
  private static final long LONGEST_NANOS = 40_000_000_000L;

  private final Gateway gateway = SharedGateway.running();

  @AfterEach
  void resetSimulators() {
    gateway.sandbox().pushTo("");
    gateway.sandbox().clearFaults();
    gateway.sandbox().forgetMessages();
  }

  private static String phone() {
    return Long.toString(13_900_000_000L + ThreadLocalRandom.current().nextInt(90_000_000));
  }

  private static <T> T await(Supplier<T> query, Predicate<T> expected) {
    long end = System.nanoTime() + LONGEST_NANOS;
    T found = query.get();
    while (!expected.test(found) && System.nanoTime() < end) {
      LockSupport.parkNanos(100_000_000);
      found = query.get();
    }
    assertThat(found).matches(expected, "as expected");
    return found;
  }

  private HttpResponse<String> post(String path, String json) {
    return gateway.exchange(
        gateway.post(path, "application/json", json.getBytes(StandardCharsets.UTF_8)));
  }

  private Soap.Answer send(Soap soap, String channel, String phone) {
    return soap.call(
        gateway,
        "Send",
        "<channel>"
            + channel
            + "</channel><recipient>"
            + phone
            + "</recipient><text>测试【驿站】</text><reference>order 7</reference>");
  }

  /** The index of the record of a phone, or -1. */
  private static int index(Soap.Answer answer, String parent, String phone) {
    return answer.all(parent, "number").indexOf(phone);
  }

  private Soap.Answer fetch(Soap soap, String operation, String parent, String phone) {
    return await(
        () -> soap.call(gateway, operation, "<position>0</position><max>1000</max>"),
        answer -> index(answer, parent, phone) >= 0);
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void returnsAReportUntilItIsAcknowledged(Soap soap) {
    String phone = phone();
    Soap.Answer sent = send(soap, "winic-http", phone);
    Soap.Answer fetched = fetch(soap, "FetchReports", "report", phone);
    int index = index(fetched, "report", phone);
    String position = fetched.all("report", "position").get(index);
    assertThat(fetched.all("report", "state").get(index)).isEqualTo("DELIVERED");
    assertThat(fetched.all("report", "account").get(index)).isEqualTo("winic");
    assertThat(fetched.all("report", "channel").get(index)).isEqualTo("winic-http");
    assertThat(fetched.all("report", "vendorStatus").get(index)).isEqualTo("DELIVRD");
    assertThat(fetched.all("report", "submissionId").get(index)).isEqualTo(sent.text("id"));
    assertThat(fetched.all("report", "reference").get(index)).isEqualTo("order 7");
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
    assertThat(fetch(soap, "FetchReports", "report", phone).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void refusesToAcknowledgeAPositionThatWasNeverReturned(Soap soap) {
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
  void returnsAReplyToTheConsumerThatSentToThePhone(Soap soap) {
    String phone = phone();
    String text = "收到 <&> " + UUID.randomUUID();
    Soap.Answer sent = send(soap, "changlong", phone);
    gateway.sandbox().reply("changlong", phone, text);
    Soap.Answer fetched = fetch(soap, "FetchReplies", "reply", phone);
    int index = index(fetched, "reply", phone);
    assertThat(fetched.all("reply", "text").get(index)).isEqualTo(text);
    assertThat(fetched.all("reply", "submissionId").get(index)).isEqualTo(sent.text("id"));
    assertThat(fetched.all("reply", "vendorReplyId").get(index)).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void acceptsAPush(Soap soap) {
    gateway
        .sandbox()
        .pushTo(gateway.address(PUSH_PATH).toString().replace("localhost", "127.0.0.1"));
    String phone = phone();
    send(soap, "winnerlook", phone);
    Soap.Answer fetched = fetch(soap, "FetchReports", "report", phone);
    assertThat(fetched.all("report", "state").get(index(fetched, "report", phone)))
        .isEqualTo("DELIVERED");
  }

  private HttpResponse<String> push(String path, String account, String type, String id) {
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
  void storesARepeatedPushOnceAndUnmatchedReports() {
    String id = Long.toString(System.nanoTime());
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = push(PUSH_PATH, "demo", "2", id);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
    assertThat(records(id)).isEqualTo(1);
  }

  @Test
  void identifiesARepeatedReplyByItsSecond() {
    String phone = phone();
    for (String time : List.of("1529466210123", "1529466210680", "1529466211680")) {
      HttpResponse<String> answer =
          post(
              PUSH_PATH,
              "{\"list\":[{\"dest_phone\":\""
                  + phone
                  + "\",\"resp_content\":\"好\",\"receive_time\":"
                  + time
                  + "}],\"account\":\"demo\",\"type\":3}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
    Soap.Answer fetched = fetch(Soap.SOAP_11, "FetchReplies", "reply", phone);
    assertThat(fetched.all("reply", "number").stream().filter(phone::equals)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void replacesCharactersThatXmlCannotCarry(Soap soap) {
    String id = Long.toString(System.nanoTime());
    String phone = phone();
    assertThat(push(PUSH_PATH, "demo", "2", id + "\\u0001").statusCode()).isEqualTo(200);
    HttpResponse<String> reply =
        post(
            PUSH_PATH,
            "{\"list\":[{\"dest_phone\":\""
                + phone
                + "\",\"resp_content\":\"a\\u0000\\u0002b\\ud800\",\"show_num\":\"1\\u0003\"}],"
                + "\"account\":\"demo\",\"type\":4}");
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    assertThat(records(id + "\uFFFD")).isEqualTo(1);
    Soap.Answer fetched = fetch(soap, "FetchReplies", "reply", phone);
    int index = index(fetched, "reply", phone);
    assertThat(fetched.all("reply", "text").get(index)).isEqualTo("a\uFFFD\uFFFDb\uFFFD");
    assertThat(fetched.all("reply", "to").get(index)).isEqualTo("1\uFFFD");
  }

  @Test
  void refusesPushesWithoutTokenOrOfAnotherAccount() {
    String id = Long.toString(System.nanoTime());
    assertThat(push("/yizhan/push/" + "1".repeat(32), "demo", "2", id).statusCode()).isEqualTo(404);
    assertThat(push("/yizhan/push/", "demo", "2", id).statusCode()).isEqualTo(404);
    assertThat(push(PUSH_PATH, "somebody", "2", id).statusCode()).isEqualTo(403);
    assertThat(gateway.get(PUSH_PATH).statusCode()).isEqualTo(405);
    HttpResponse<String> large =
        gateway.exchange(
            HttpRequest.newBuilder(gateway.address(PUSH_PATH))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[(1 << 20) + 1])));
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(records(id)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void listsProblems(Soap soap) {
    gateway
        .sandbox()
        .fault(
            "winnerlook", "\"fault\": \"half-answer\", \"times\": 1, \"requests\": \"questions\"");
    Soap.Answer problems =
        await(
            () -> soap.admin(gateway, "ListProblems", ""),
            answer -> answer.all("problem", "kind").contains("POLL_IN_DOUBT"));
    int index = problems.all("problem", "kind").indexOf("POLL_IN_DOUBT");
    assertThat(problems.all("problem", "account").get(index)).isEqualTo("winnerlook");
    assertThat(problems.all("problem", "from").get(index)).endsWith("+08:00");
    assertThat(problems.all("problem", "to").get(index)).endsWith("+08:00");
    assertThat(problems.all("problem", "detail").get(index)).contains("was not answered");

    gateway.sandbox().fault("winic-http", "\"fault\": \"accept-then-drop\", \"times\": 1");
    Soap.Answer unknown = send(soap, "winic-http", phone());
    assertThat(unknown.text("state")).isEqualTo("UNKNOWN");
    assertThat(soap.admin(gateway, "ListProblems", "").all("problem", "submissionId"))
        .contains(unknown.text("id"));
    Soap.Answer refused = soap.post(gateway, "/yizhan/admin", "x");
    assertThat(refused.status()).isNotEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(Soap.class)
  void ticksOffAPushThatCannotBeRead(Soap soap) {
    String body = "no push " + UUID.randomUUID();
    assertThat(post(PUSH_PATH, body).statusCode()).isEqualTo(200);
    Soap.Answer problems = soap.admin(gateway, "ListProblems", "");
    String id = null;
    for (int i = 0; i < problems.all("problem", "detail").size(); i++) {
      if (problems.all("problem", "detail").get(i).contains(body)) {
        id = problems.all("problem", "id").get(i);
      }
    }
    assertThat(id).matches("[0-9]+");
    Soap.Answer inVain = soap.admin(gateway, "ReprocessProblem", "<id>" + id + "</id>");
    assertThat(inVain.status()).as(inVain.body()).isEqualTo(200);
    assertThat(inVain.text("resolved")).isEqualTo("false");
    assertThat(inVain.text("newRecords")).isEqualTo("0");
    assertThat(inVain.text("detail")).isNotEmpty();
    Soap.Answer ticked =
        soap.admin(
            gateway,
            "ReprocessProblem",
            "<id>" + id + "</id><acknowledgeReason>a test</acknowledgeReason>");
    assertThat(ticked.text("resolved")).isEqualTo("true");
    assertThat(soap.admin(gateway, "ListProblems", "").body()).doesNotContain(body);
    Soap.Answer again = soap.admin(gateway, "ReprocessProblem", "<id>" + id + "</id>");
    assertThat(again.text("code")).isEqualTo("INVALID_REQUEST");
  }
}
