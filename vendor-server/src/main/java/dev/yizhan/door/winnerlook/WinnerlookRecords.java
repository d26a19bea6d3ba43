package dev.yizhan.door.winnerlook;

import dev.yizhan.codec.answer.WinnerlookInbox;
import dev.yizhan.door.DoorReply;
import dev.yizhan.door.DoorReport;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Delivery reports and inbound messages as the vendor has them. */
final class WinnerlookRecords {

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9:_ -]{1,32}");

  /** Words that clients read as another state. */
  private static final Pattern NO_FAILURE =
      Pattern.compile("(?i)\\s*(DELIVRD|ENROUTE|ACCEPTD|UNKNOWN)?\\s*");

  private WinnerlookRecords() {}

  /** The vendor reports final states only, and clients take every other word for a failure. */
  static List<WinnerlookInbox.Report> reports(List<DoorReport> reports) {
    return reports.stream()
        .filter(each -> each.state() != DoorReport.Status.PENDING)
        .map(WinnerlookRecords::report)
        .toList();
  }

  private static WinnerlookInbox.Report report(DoorReport report) {
    return new WinnerlookInbox.Report(
        Long.toString(report.id()),
        withoutPlus(report.number()),
        report.state() == DoorReport.Status.DELIVERED ? "DELIVRD" : failure(report.status()),
        Optional.of(report.time()),
        report.clientId());
  }

  private static String failure(String status) {
    return WORD.matcher(status).matches() && !NO_FAILURE.matcher(status).matches()
        ? status
        : "UNDELIVRD";
  }

  static WinnerlookInbox.Reply reply(DoorReply reply) {
    return new WinnerlookInbox.Reply(
        withoutPlus(reply.number()),
        reply.text(),
        reply.time(),
        Optional.of(reply.to()),
        reply.clientId());
  }

  private static String withoutPlus(String number) {
    return number.startsWith("+") ? number.substring(1) : number;
  }

  /** No client can tell a separator in a field of a poll's answer from one between fields. */
  static WinnerlookInbox.Report withoutSeparators(WinnerlookInbox.Report report) {
    return new WinnerlookInbox.Report(
        report.batch(),
        report.phone(),
        report.status(),
        report.time(),
        report.customId().map(WinnerlookRecords::withoutSeparators));
  }

  /** As for reports. */
  static WinnerlookInbox.Reply withoutSeparators(WinnerlookInbox.Reply reply) {
    return new WinnerlookInbox.Reply(
        reply.phone(),
        reply.content().replace('|', '｜'),
        reply.time(),
        reply.sender(),
        reply.customId().map(WinnerlookRecords::withoutSeparators));
  }

  private static String withoutSeparators(String id) {
    return id.replace('|', '｜').replace(',', '，');
  }
}
