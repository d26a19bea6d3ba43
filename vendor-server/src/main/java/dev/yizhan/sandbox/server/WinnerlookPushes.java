package dev.yizhan.sandbox.server;

import dev.yizhan.codec.answer.WinnerlookInbox;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The bodies of winnerlook's pushes (document 5, sections 5 and 6): JSON, with times in
 * milliseconds since 1970. The document's table calls the time of an inbound message {@code
 * resp_time}, its sample {@code receive_time}: both are given.
 */
public final class WinnerlookPushes {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());
  private static final int REPORTS = 1;
  private static final int REPLIES = 3;

  private WinnerlookPushes() {}

  /**
   * Delivery reports of trigger sends.
   *
   * @param account the user name
   * @param reports each with its time
   */
  public static String reports(String account, List<WinnerlookInbox.Report> reports) {
    return json(account, REPORTS, reports, WinnerlookPushes::report);
  }

  /**
   * Inbound messages that answer trigger sends.
   *
   * @param account the user name
   */
  public static String replies(String account, List<WinnerlookInbox.Reply> replies) {
    return json(account, REPLIES, replies, WinnerlookPushes::reply);
  }

  private static <T> String json(
      String account, int type, List<T> records, Function<T, JsonObjectBuilder> format) {
    JsonArrayBuilder list = BUILDERS.createArrayBuilder();
    records.stream().map(format).forEach(list::add);
    return BUILDERS
        .createObjectBuilder()
        .add("list", list)
        .add("account", account)
        .add("type", type)
        .build()
        .toString();
  }

  private static JsonObjectBuilder report(WinnerlookInbox.Report report) {
    return BUILDERS
        .createObjectBuilder()
        .add("phone", report.phone())
        .add("receive_status", report.status())
        .add("receive_time", millis(report.time().orElseThrow()))
        .add("sub_no", report.batch())
        .add("customer_uuid", report.customId().orElse(""));
  }

  private static JsonObjectBuilder reply(WinnerlookInbox.Reply reply) {
    return BUILDERS
        .createObjectBuilder()
        .add("dest_phone", reply.phone())
        .add("resp_content", reply.content())
        .add("resp_time", millis(reply.time()))
        .add("receive_time", millis(reply.time()))
        .add("show_num", reply.sender().orElse(""))
        .add("customer_uuid", reply.customId().orElse(""));
  }

  private static long millis(LocalDateTime time) {
    return time.atZone(CHINA).toInstant().toEpochMilli();
  }
}
