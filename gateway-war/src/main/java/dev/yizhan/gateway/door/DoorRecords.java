package dev.yizhan.gateway.door;

import dev.yizhan.door.DoorReply;
import dev.yizhan.door.DoorReport;
import dev.yizhan.gateway.core.door.FailedDeliveries;
import dev.yizhan.gateway.core.door.FailedDelivery;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.record.Inbox;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.DoorLogin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands out delivery reports and inbound messages at front doors. */
public final class DoorRecords {

  private static final int MOST_PAGES = 20;

  private final Inbox inbox;
  private final FailedDeliveries failed;
  private final RunningPolls polls = new RunningPolls();

  public DoorRecords(Inbox inbox, FailedDeliveries failed) {
    this.inbox = inbox;
    this.failed = failed;
  }

  /**
   * What a poll hands out.
   *
   * @param poll to be ended with its answer
   */
  record HandedOut<T>(List<T> records, RunningPolls.Poll poll) {}

  /** Who reads by a login: not the same reader at doors of different companies. */
  static Reader reader(OpenDoor open, DoorLogin login) {
    return open.acknowledgement() == OpenDoor.Acknowledgement.BY_CONSUMER
        ? Reader.DEFAULT
        : login.consumer().readers().positionOf(toldReader(open.door().company(), login));
  }

  /** Who asks for the messages to one number leaves all others where they are. */
  private static Reader reader(OpenDoor open, DoorLogin login, String to) {
    if (!to.matches("[0-9]{1,20}")) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST, "A number or extension has 1 to 20 digits");
    }
    return open.acknowledgement() == OpenDoor.Acknowledgement.BY_CONSUMER
        ? Reader.DEFAULT
        : Reader.login(open.door().company() + '/' + login.user() + '/' + to);
  }

  HandedOut<DoorReport> reports(OpenDoor open, DoorLogin login, int most) {
    Consumer consumer = login.consumer();
    Reader reader = reader(open, login);
    String company = open.door().company();
    RunningPolls.Poll poll =
        polls.begin(consumer.name(), reader, RecordKind.REPORTS, open.acknowledgePause());
    try {
      List<DoorReport> reports = new ArrayList<>();
      Optional<Long> position = Optional.empty();
      boolean more = true;
      for (int page = 0; more && reports.size() < most && page < MOST_PAGES; page++) {
        Inbox.Page<InboxReport> found =
            inbox.reports(consumer.name(), reader, position, Optional.of(most - reports.size()));
        for (InboxReport report : found.records()) {
          DoorRecord.of(report, company).ifPresent(reports::add);
          position = Optional.of(report.position());
        }
        more = found.more();
      }
      Reader told = toldReader(company, login);
      List<FailedDelivery> failures =
          reports.size() == most
              ? List.of()
              : failed.untold(consumer.name(), company, told, most - reports.size());
      failures.forEach(each -> DoorRecord.of(each).ifPresent(reports::add));
      acknowledgement(open, consumer, reader, RecordKind.REPORTS, position, told, failures)
          .ifPresent(poll::handsOut);
      return new HandedOut<>(reports, poll);
    } catch (RuntimeException e) {
      poll.end(false);
      throw e;
    }
  }

  /** A client that reads by the consumer's own position is told of failures as all others are. */
  private static Reader toldReader(String company, DoorLogin login) {
    return reader(company, login.user());
  }

  /** The reader that a login is, whosever position it reads. */
  static Reader reader(String company, String user) {
    return Reader.login(company + '/' + user);
  }

  private Optional<Runnable> acknowledgement(
      OpenDoor open,
      Consumer consumer,
      Reader reader,
      RecordKind kind,
      Optional<Long> position,
      Reader told,
      List<FailedDelivery> failures) {
    boolean moves =
        position.isPresent() && open.acknowledgement() == OpenDoor.Acknowledgement.BY_NEXT_POLL;
    if (!moves && failures.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        () -> {
          if (moves) {
            inbox.acknowledge(consumer.name(), reader, kind, position.get());
          }
          failed.told(told, failures);
        });
  }

  HandedOut<DoorReply> replies(OpenDoor open, DoorLogin login, int most, Optional<String> to) {
    Consumer consumer = login.consumer();
    Reader reader = to.map(port -> reader(open, login, port)).orElseGet(() -> reader(open, login));
    RunningPolls.Poll poll =
        polls.begin(consumer.name(), reader, RecordKind.REPLIES, open.acknowledgePause());
    try {
      List<DoorReply> replies = new ArrayList<>();
      Optional<Long> position = Optional.empty();
      boolean more = true;
      for (int page = 0; more && replies.size() < most && page < MOST_PAGES; page++) {
        Inbox.Page<InboxMessage> found =
            inbox.messages(consumer.name(), reader, position, Optional.of(most - replies.size()));
        for (InboxMessage message : found.records()) {
          if (to.isEmpty() || to.equals(message.to())) {
            replies.add(DoorRecord.of(message, open.door().company()));
          }
          position = Optional.of(message.position());
        }
        more = found.more();
      }
      acknowledgement(
              open, consumer, reader, RecordKind.REPLIES, position, Reader.DEFAULT, List.of())
          .ifPresent(poll::handsOut);
      return new HandedOut<>(replies, poll);
    } catch (RuntimeException e) {
      poll.end(false);
      throw e;
    }
  }

  /** The client knows by the answer to its call that the submission has failed. */
  void told(OpenDoor open, DoorLogin login, long submission) {
    failed.told(toldReader(open.door().company(), login), submission);
  }
}
