package dev.yizhan.gateway.core.polling;

import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.Accounts;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.journal.JournalStore;
import dev.yizhan.gateway.core.record.PushedRecords;
import dev.yizhan.gateway.core.record.RecordBatch;
import dev.yizhan.gateway.core.record.RecordKind;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads stored answers and pushes again that could not be read, for operators. */
public final class Reprocessing {

  private static final Optional<String> NOT_CONFIGURED =
      Optional.of("its account is not configured");

  private final Accounts accounts;
  private final PollStore store;
  private final VendorPolls vendorPolls;
  private final Clock clock;
  private final JournalStore journal;
  private final Events events;

  public Reprocessing(
      Accounts accounts, PollStore store, JournalStore journal, Clock clock, Events events) {
    this.accounts = accounts;
    this.journal = journal;
    this.store = store;
    this.vendorPolls = new VendorPolls(clock);
    this.clock = clock;
    this.events = events;
  }

  /**
   * What came of it.
   *
   * @param newRecords how many records were stored
   * @param reading the answer as read now
   */
  public record Result(int newRecords, ReadAgain reading) {}

  /** What was read. */
  private record Reading(Optional<List<RecordBatch>> batches, Optional<String> reason) {

    static Reading failed(String reason) {
      return new Reading(Optional.empty(), Optional.of(reason));
    }
  }

  /**
   * Reads an answer again and stores its records, none of them twice.
   *
   * @param id of the answer
   * @param acknowledgement why it is ticked off even if it cannot be read
   * @param who the operator
   * @throws GatewayException if there is no such answer, or it cannot be read again and is not
   *     ticked off
   */
  public Result reprocess(long id, Optional<String> acknowledgement, String who) {
    UnreadableAnswer answer = store.findUnreadable(id, clock.instant()).orElseThrow(this::unknown);
    Optional<ReadAgain.Acknowledgement> ticked =
        acknowledgement
            .map(String::strip)
            .filter(reason -> !reason.isEmpty())
            .map(reason -> new ReadAgain.Acknowledgement(who, reason));
    Optional<Account> account = accounts.find(answer.account());
    Optional<String> obstacle =
        answer.obstacle().or(() -> account.isEmpty() ? NOT_CONFIGURED : Optional.empty());
    if (obstacle.isPresent() && ticked.isEmpty()) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "id: it cannot be read again: "
              + obstacle.get()
              + ". Tick it off with acknowledgeReason if nobody needs it");
    }
    Reading reading =
        obstacle.map(Reading::failed).orElseGet(() -> read(account.orElseThrow(), answer));
    ReadAgain again =
        new ReadAgain(answer, reading.batches(), reading.reason(), ticked, clock.instant());
    int newRecords = store.storeReadAgain(again).orElseThrow(this::unknown);
    journal.add(
        new JournalEntry(
            clock.instant(),
            who,
            ticked.isPresent() ? JournalEntry.Action.TICKED_OFF : JournalEntry.Action.READ_AGAIN,
            answer.account() + " " + id,
            ticked.map(ReadAgain.Acknowledgement::reason)));
    events.operatorActed(
        again.isResolved() ? "resolved unreadable answer" : "read unreadable answer again",
        who,
        Long.toString(id));
    return new Result(newRecords, again);
  }

  private GatewayException unknown() {
    return GatewayException.of(
        FaultCode.INVALID_REQUEST,
        "id: there is no unreadable answer of this id. Give that of an UNREADABLE_ANSWER or"
            + " BROKEN_RECORD from ListProblems");
  }

  private Reading read(Account account, UnreadableAnswer answer) {
    return answer
        .kind()
        .flatMap(PollKind::recordKind)
        .map(kind -> readPoll(account, kind, answer))
        .orElseGet(() -> readPush(account, answer));
  }

  private Reading readPoll(Account account, RecordKind kind, UnreadableAnswer answer) {
    PollEnd end =
        vendorPolls.read(
            new VendorPolls.Poll(account, kind, answer.id(), account.polling().pace().shortest()),
            answer.answer());
    return switch (end.result()) {
      case TAKEN -> new Reading(end.batch().map(List::of), end.reason());
      case NOTHING -> new Reading(Optional.of(List.of()), Optional.empty());
      case IN_DOUBT, UNREADABLE -> new Reading(Optional.empty(), end.reason());
    };
  }

  private static Reading readPush(Account account, UnreadableAnswer answer) {
    if (account.pushFormat().isEmpty()) {
      return Reading.failed("account " + account.name() + " has no push-token");
    }
    try {
      return new Reading(
          Optional.of(
              PushedRecords.read(
                  account.source(), account.pushFormat().get(), answer.answer(), "")),
          Optional.empty());
    } catch (IllegalArgumentException | PushedRecords.ForeignAccountException e) {
      return Reading.failed(String.valueOf(e.getMessage()));
    }
  }
}
