package dev.yizhan.door.winnerlook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yizhan.codec.answer.WinnerlookInbox;
import dev.yizhan.door.DoorReply;
import dev.yizhan.door.DoorReport;
import dev.yizhan.door.PushFormat;
import dev.yizhan.sandbox.server.WinnerlookPushes;
import java.util.List;

/** winnerlook's pushes. */
final class WinnerlookPush implements PushFormat {

  @Override
  public String contentType() {
    return "application/json; charset=UTF-8";
  }

  @Override
  public byte[] reports(String user, List<DoorReport> reports) {
    List<WinnerlookInbox.Report> pushed = WinnerlookRecords.reports(reports);
    return pushed.isEmpty() ? new byte[0] : WinnerlookPushes.reports(user, pushed).getBytes(UTF_8);
  }

  @Override
  public byte[] replies(String user, List<DoorReply> replies) {
    return WinnerlookPushes.replies(user, replies.stream().map(WinnerlookRecords::reply).toList())
        .getBytes(UTF_8);
  }
}
