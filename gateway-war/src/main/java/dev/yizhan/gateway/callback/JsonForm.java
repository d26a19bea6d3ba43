package dev.yizhan.gateway.callback;

import dev.yizhan.gateway.core.callback.Receiver;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.record.RecordKind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A callback as JSON.
 *
 * <pre>{@code
 * {"type":"sms.reports","timestamp":"2026-11-28T10:00:00.125+08:00",
 *  "data":{"consumer":"shop","reports":[{"position":"17","state":"DELIVERED",…}]}}
 * }</pre>
 */
final class JsonForm {

  private JsonForm() {}

  /** The same for the same records: its time is that of the last one. */
  static byte[] body(Receiver.Delivery delivery) {
    List<? extends InboxRecord> records = delivery.records();
    String kind = delivery.kind() == RecordKind.REPORTS ? "reports" : "replies";
    JsonText json =
        new JsonText()
            .open('{')
            .text("type", "sms." + kind)
            .text("timestamp", RecordFields.time(records.get(records.size() - 1).receivedAt()))
            .name("data")
            .open('{')
            .text("consumer", delivery.consumer())
            .name(kind)
            .open('[');
    for (InboxRecord record : records) {
      json.open('{');
      RecordFields.write(record, json);
      json.close('}');
    }
    return json.close(']').close('}').close('}').toString().getBytes(StandardCharsets.UTF_8);
  }
}
