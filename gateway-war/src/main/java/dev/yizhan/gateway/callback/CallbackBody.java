package dev.yizhan.gateway.callback;

import dev.yizhan.gateway.core.callback.Receiver;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.vendor.record.Report;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The body of a callback. The records have the elements of {@code Report} and {@code Reply} in the
 * contract, by the same names and with the same values; what is absent there is absent here.
 *
 * <pre>{@code
 * {"type":"sms.reports","timestamp":"2026-11-28T10:00:00.125+08:00",
 *  "data":{"consumer":"shop","reports":[{"position":"17","state":"DELIVERED",…}]}}
 * }</pre>
 */
final class CallbackBody {

  private CallbackBody() {}

  /** The same for the same records: its time is that of the last one. */
  static byte[] of(Receiver.Delivery delivery) {
    List<? extends InboxRecord> records = delivery.records();
    String kind = delivery.kind() == RecordKind.REPORTS ? "reports" : "replies";
    JsonText json =
        new JsonText()
            .open('{')
            .field("type", "sms." + kind)
            .field("timestamp", time(records.get(records.size() - 1).receivedAt()))
            .name("data")
            .open('{')
            .field("consumer", delivery.consumer())
            .name(kind)
            .open('[');
    for (InboxRecord record : records) {
      json.open('{');
      if (record instanceof InboxReport report) {
        write(json, report);
      } else if (record instanceof InboxMessage message) {
        write(json, message);
      }
      json.close('}');
    }
    return json.close(']').close('}').close('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(JsonText json, InboxReport report) {
    writeHead(json, report);
    json.field("state", state(report.verdict()))
        .field("vendorStatus", report.status())
        .field("vendorMessageId", report.vendorId())
        .field("replacesPosition", report.replaces().map(String::valueOf));
  }

  private static String state(Report.Verdict verdict) {
    return switch (verdict) {
      case DELIVERED, FAILED -> verdict.name();
      case NONE -> "PENDING";
    };
  }

  private static void write(JsonText json, InboxMessage message) {
    writeHead(json, message);
    json.field("to", message.to())
        .field("text", message.text())
        .field("vendorReplyId", message.vendorId());
  }

  private static void writeHead(JsonText json, InboxRecord record) {
    json.field("position", Long.toString(record.position()))
        .field("account", record.account())
        .field("channel", record.channel())
        .field("number", record.number())
        .field("receivedAt", time(record.receivedAt()))
        .field("vendorTime", record.vendorTime().map(CallbackBody::time))
        .field("submissionId", record.submission().map(String::valueOf))
        .field("requestId", record.requestId())
        .field("reference", record.reference())
        .flag("matchedByNumber", record.matchedByNumber());
  }

  /** As in responses: China time with its offset, to the millisecond. */
  private static String time(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        instant.truncatedTo(ChronoUnit.MILLIS).atZone(QuietHours.CHINA));
  }
}
