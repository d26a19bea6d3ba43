package dev.yizhan.gateway.callback;

import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.vendor.record.Report;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The fields of a record: the elements of {@code Report} and {@code Reply} in the contract, by the
 * same names and with the same values. What is absent there is absent here. Their order is that of
 * {@code callback.wsdl}.
 */
final class RecordFields {

  /** Takes the fields of one record. */
  interface Sink {

    /** Takes a value. */
    void field(String name, String value);

    /** Takes a value that is true. */
    void flag(String name);
  }

  private final Sink sink;

  private RecordFields(Sink sink) {
    this.sink = sink;
  }

  static void write(InboxRecord record, Sink sink) {
    RecordFields fields = new RecordFields(sink);
    fields.head(record);
    if (record instanceof InboxReport report) {
      fields.report(report);
    } else if (record instanceof InboxMessage message) {
      fields.message(message);
    }
  }

  private void head(InboxRecord record) {
    sink.field("position", Long.toString(record.position()));
    sink.field("account", record.account());
    optional("channel", record.channel());
    sink.field("number", record.number());
    sink.field("receivedAt", time(record.receivedAt()));
    optional("vendorTime", record.vendorTime().map(RecordFields::time));
    optional("submissionId", record.submission().map(String::valueOf));
    optional("requestId", record.requestId());
    optional("reference", record.reference());
    if (record.matchedByNumber()) {
      sink.flag("matchedByNumber");
    }
  }

  private void report(InboxReport report) {
    sink.field("state", state(report.verdict()));
    sink.field("vendorStatus", report.status());
    optional("vendorMessageId", report.vendorId());
    optional("replacesPosition", report.replaces().map(String::valueOf));
  }

  private static String state(Report.Verdict verdict) {
    return switch (verdict) {
      case DELIVERED, FAILED -> verdict.name();
      case NONE -> "PENDING";
    };
  }

  private void message(InboxMessage message) {
    optional("to", message.to());
    sink.field("text", message.text());
    optional("vendorReplyId", message.vendorId());
  }

  private void optional(String name, Optional<String> value) {
    value.ifPresent(text -> sink.field(name, text));
  }

  /** As in responses: China time with its offset, to the millisecond. */
  static String time(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        instant.truncatedTo(ChronoUnit.MILLIS).atZone(QuietHours.CHINA));
  }
}
