package dev.yizhan.sandbox.simulator;

import dev.yizhan.sandbox.world.DeliveryReport;
import dev.yizhan.sandbox.world.InboundMessage;
import dev.yizhan.sandbox.world.Push;
import dev.yizhan.sandbox.world.VendorWorld;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** winnerlook's pushes (document 5, sections 5 and 6). */
final class WinnerlookPushes {

  private static final int REPORTS = 1;
  private static final int REPLIES = 3;

  private WinnerlookPushes() {}

  static List<Push> of(VendorWorld world) {
    return Stream.concat(
            world
                .pushReports(
                    SimulatedWinnerlook.BATCH,
                    (account, reports) -> json(account, REPORTS, reports, WinnerlookPushes::report))
                .stream(),
            world
                .pushInbound(
                    SimulatedWinnerlook.BATCH,
                    (account, messages) ->
                        json(account, REPLIES, messages, WinnerlookPushes::reply))
                .stream())
        .toList();
  }

  private static <T> String json(
      String account, int type, List<T> records, Function<T, JsonObjectBuilder> format) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    records.stream().map(format).forEach(list::add);
    return Json.createObjectBuilder()
        .add("list", list)
        .add("account", account)
        .add("type", type)
        .build()
        .toString();
  }

  private static JsonObjectBuilder report(DeliveryReport report) {
    return Json.createObjectBuilder()
        .add("phone", report.phone())
        .add("receive_status", SimulatedWinnerlook.status(report))
        .add("receive_time", report.at().toEpochMilli())
        .add("sub_no", report.id())
        .add("customer_uuid", report.customId());
  }

  private static JsonObjectBuilder reply(InboundMessage message) {
    return Json.createObjectBuilder()
        .add("dest_phone", message.phone())
        .add("resp_content", message.text())
        .add("receive_time", message.at().toEpochMilli())
        .add("show_num", message.to())
        .add("customer_uuid", message.customId());
  }
}
