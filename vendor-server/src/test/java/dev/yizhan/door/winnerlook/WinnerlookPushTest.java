package dev.yizhan.door.winnerlook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.answer.WinnerlookInbox;
import dev.yizhan.door.DoorReply;
import dev.yizhan.door.DoorReport;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WinnerlookPushTest {

  /** 2018-06-20 12:16:50 in China, as in the document's sample. */
  private static final LocalDateTime TIME = LocalDateTime.of(2018, 6, 20, 12, 16, 50);

  private static final long MILLIS = 1529468210000L;
  private static final String ID = "a|b,c";

  private final WinnerlookPush push = new WinnerlookPush();

  private static DoorReport report(DoorReport.Status state, String status) {
    return new DoorReport(
        2400350000122303487L, "+8613800138000", state, status, TIME, Optional.of(ID));
  }

  private static JsonObject json(byte[] body) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
      return reader.readObject();
    }
  }

  @Test
  void writesReportsAsTheDocumentHasThem() {
    JsonObject body =
        json(push.reports("zhangsan", List.of(report(DoorReport.Status.DELIVERED, ""))));
    assertThat(body.getString("account")).isEqualTo("zhangsan");
    assertThat(body.getInt("type")).isEqualTo(1);
    assertThat(body.getJsonArray("list")).hasSize(1);
    JsonObject report = body.getJsonArray("list").getJsonObject(0);
    assertThat(report.getString("phone")).isEqualTo("8613800138000");
    assertThat(report.getString("receive_status")).isEqualTo("DELIVRD");
    assertThat(report.getJsonNumber("receive_time").longValueExact()).isEqualTo(MILLIS);
    assertThat(report.getString("sub_no")).isEqualTo("2400350000122303487");
    assertThat(report.getString("customer_uuid")).isEqualTo(ID);
  }

  @Test
  void writesTheTimeOfAnInboundMessageByBothNames() {
    JsonObject body =
        json(
            push.replies(
                "zhangsan",
                List.of(
                    new DoorReply(1, "13800138000", "好|\"的\"😀", "1069", TIME, Optional.empty()))));
    assertThat(body.getInt("type")).isEqualTo(3);
    JsonObject reply = body.getJsonArray("list").getJsonObject(0);
    assertThat(reply.getString("dest_phone")).isEqualTo("13800138000");
    assertThat(reply.getString("resp_content")).isEqualTo("好|\"的\"😀");
    assertThat(reply.getJsonNumber("resp_time").longValueExact()).isEqualTo(MILLIS);
    assertThat(reply.getJsonNumber("receive_time").longValueExact()).isEqualTo(MILLIS);
    assertThat(reply.getString("show_num")).isEqualTo("1069");
    assertThat(reply.getString("customer_uuid")).isEmpty();
  }

  @Test
  void leavesOutWhatIsNotFinal() {
    List<DoorReport> reports =
        List.of(
            report(DoorReport.Status.PENDING, "ENROUTE"),
            report(DoorReport.Status.FAILED, "MK:0001"));
    JsonObject body = json(push.reports("zhangsan", reports));
    assertThat(body.getJsonArray("list").getValuesAs(JsonObject.class))
        .extracting(each -> each.getString("receive_status"))
        .containsExactly("MK:0001");
    assertThat(push.reports("zhangsan", reports.subList(0, 1))).isEmpty();
    assertThat(new String(push.reports("zhangsan", reports), UTF_8)).doesNotContain("ENROUTE");
  }

  /** Clients read every other word than DELIVRD as a failure, and some words as no end. */
  @Test
  void callsAFailureUndelivrdWhoseWordWouldBeReadAsSomethingElse() {
    for (String word : List.of("", "ACCEPTD", " delivrd ", "失败", "a,b")) {
      assertThat(WinnerlookRecords.reports(List.of(report(DoorReport.Status.FAILED, word))))
          .extracting(WinnerlookInbox.Report::status)
          .as(word)
          .containsExactly("UNDELIVRD");
    }
  }

  @Test
  void hasSeparatorsInFullWidthInPollsOnly() {
    WinnerlookInbox.Report report =
        WinnerlookRecords.reports(List.of(report(DoorReport.Status.DELIVERED, ""))).get(0);
    assertThat(report.customId()).contains(ID);
    assertThat(WinnerlookRecords.withoutSeparators(report).customId()).contains("a｜b，c");
  }
}
