package dev.yizhan.gateway.door;

import dev.yizhan.door.DoorReply;
import dev.yizhan.door.DoorReport;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.door.FailedDelivery;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.gateway.core.submission.DeliveryState;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What a consumer's records are to the clients of a front door. */
final class DoorRecord {

  private DoorRecord() {}

  /** Empty if it is of a message that did not come by a front door of the company. */
  static Optional<DoorReport> of(InboxReport report, String company) {
    return report
        .reference()
        .flatMap(MessageReference::parse)
        .filter(reference -> reference.company().equals(company))
        .map(
            reference ->
                new DoorReport(
                    reference.id(),
                    report.number(),
                    switch (report.verdict()) {
                      case DELIVERED -> DoorReport.Status.DELIVERED;
                      case FAILED -> DoorReport.Status.FAILED;
                      case NONE -> DoorReport.Status.PENDING;
                    },
                    report.status(),
                    chinaTime(report.vendorTime().orElse(report.receivedAt())),
                    clientId(report.requestId(), reference)));
  }

  static Optional<DoorReport> of(FailedDelivery failure) {
    return MessageReference.parse(failure.reference())
        .map(
            reference ->
                new DoorReport(
                    reference.id(),
                    failure.number(),
                    DoorReport.Status.FAILED,
                    word(failure.state()),
                    chinaTime(failure.at()),
                    clientId(failure.requestId(), reference)));
  }

  /** As vendors' reports say it. */
  private static String word(DeliveryState state) {
    return switch (state) {
      case REJECTED -> "REJECTD";
      case EXPIRED -> "EXPIRED";
      default -> "DELETED";
    };
  }

  private static Optional<String> clientId(Optional<String> requestId, MessageReference reference) {
    return requestId.flatMap(id -> MessageRequestId.clientId(id, reference.id()));
  }

  static DoorReply of(InboxMessage message, String company) {
    return new DoorReply(
        message.position(),
        message.number(),
        message.text(),
        message.to().orElse(""),
        chinaTime(message.vendorTime().orElse(message.receivedAt())),
        message
            .reference()
            .flatMap(MessageReference::parse)
            .filter(reference -> reference.company().equals(company))
            .flatMap(reference -> clientId(message.requestId(), reference)));
  }

  private static LocalDateTime chinaTime(Instant at) {
    return LocalDateTime.ofInstant(at, QuietHours.CHINA).truncatedTo(ChronoUnit.SECONDS);
  }
}
