package dev.yizhan.gateway.door;

import dev.yizhan.door.DoorReply;
import dev.yizhan.door.DoorReport;
import dev.yizhan.door.PushFormat;
import dev.yizhan.gateway.callback.HttpReceiver;
import dev.yizhan.gateway.core.callback.Receiver;
import dev.yizhan.gateway.core.channel.CertificateEnd;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.http.CallbackHttp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Posts what a vendor's client expects from the vendor. */
final class PushReceiver implements Receiver {

  private static final Answer NOTHING_TO_PUSH =
      new Answer(Result.ACCEPTED, "nothing to push", Optional.empty());

  private final String company;
  private final String user;
  private final PushFormat format;
  private final CallbackHttp.Target target;
  private final CallbackHttp http;
  private final Clock clock;

  PushReceiver(
      String company,
      String user,
      PushFormat format,
      CallbackHttp.Target target,
      CallbackHttp http,
      Clock clock) {
    this.company = company;
    this.user = user;
    this.format = format;
    this.target = target;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public void deliver(Delivery delivery, Consumer<Answer> done) {
    byte[] body =
        delivery.kind() == RecordKind.REPORTS
            ? format.reports(user, reports(delivery))
            : format.replies(user, replies(delivery));
    if (body.length == 0) {
      done.accept(NOTHING_TO_PUSH);
      return;
    }
    http.post(
        target,
        Map.of(),
        format.contentType(),
        body,
        result -> done.accept(HttpReceiver.answer(result, clock.instant())));
  }

  @Override
  public List<CertificateEnd> certificateEnds() {
    return HttpReceiver.certificateEnds(http, target);
  }

  private List<DoorReport> reports(Delivery delivery) {
    List<DoorReport> reports = new ArrayList<>();
    for (InboxRecord record : delivery.records()) {
      if (record instanceof InboxReport report) {
        DoorRecord.of(report, company).ifPresent(reports::add);
      }
    }
    delivery.failures().forEach(failure -> DoorRecord.of(failure).ifPresent(reports::add));
    return reports;
  }

  private List<DoorReply> replies(Delivery delivery) {
    List<DoorReply> replies = new ArrayList<>();
    for (InboxRecord record : delivery.records()) {
      if (record instanceof InboxMessage message) {
        replies.add(DoorRecord.of(message, company));
      }
    }
    return replies;
  }
}
