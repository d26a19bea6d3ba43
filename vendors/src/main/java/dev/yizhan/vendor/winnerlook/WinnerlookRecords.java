package dev.yizhan.vendor.winnerlook;

import dev.yizhan.codec.answer.WinnerlookInbox;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import java.util.Optional;

/** winnerlook's records, polled or pushed, as those of every vendor. */
final class WinnerlookRecords {

  private WinnerlookRecords() {}

  static Report report(WinnerlookInbox.Report report) {
    return Report.of(
        report.batch(), report.phone(), report.status(), report.time(), report.customId());
  }

  static Reply reply(WinnerlookInbox.Reply reply) {
    return new Reply(
        reply.phone(),
        reply.content(),
        reply.sender(),
        Optional.of(reply.time()),
        Optional.empty(),
        reply.customId());
  }
}
