package dev.yizhan.gateway.core.polling;

import dev.yizhan.codec.answer.Records;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.Pace;
import dev.yizhan.gateway.core.record.IncomingRecords;
import dev.yizhan.gateway.core.record.RecordBatch;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.vendor.AnswerRecorder;
import dev.yizhan.vendor.StoredAnswer;
import dev.yizhan.vendor.VendorClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Polls a vendor once, or replays a stored answer, and decides how the poll ended. */
final class VendorPolls {

  private static final System.Logger LOG = System.getLogger(VendorPolls.class.getName());
  private static final String INTERNAL_ERROR = "an internal error of the gateway";

  /** How records of one kind are polled and read. */
  private record Form<T>(
      BiFunction<VendorClient, Transport, Outcome<Records<T>>> poll,
      BiFunction<IncomingRecords.Source, Records<T>, RecordBatch> reader) {

    Outcome<Records<T>> poll(Account account, Transport transport) {
      return poll.apply(account.connection().client(), transport);
    }
  }

  /**
   * A poll whose lease this node holds.
   *
   * @param pause before this poll
   */
  record Poll(Account account, RecordKind kind, long id, Duration pause) {

    private Pace pace() {
      return account.polling().pace();
    }

    private PollEnd.Poll reference() {
      return new PollEnd.Poll(id, account.name(), PollKind.of(kind));
    }
  }

  /** The answer arrived and could not be stored. */
  private static final class NotStoredException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final RuntimeException failure;

    NotStoredException(RuntimeException failure) {
      super(failure);
      this.failure = failure;
    }
  }

  private final Clock clock;

  VendorPolls(Clock clock) {
    this.clock = clock;
  }

  private static Form<?> form(RecordKind kind) {
    return switch (kind) {
      case REPORTS -> new Form<>(VendorClient::reports, IncomingRecords::reports);
      case REPLIES -> new Form<>(VendorClient::replies, IncomingRecords::inboundMessages);
    };
  }

  /**
   * Polls, once.
   *
   * @param store stores the answer before it is parsed; what it throws is thrown
   */
  PollEnd run(Poll poll, Consumer<byte[]> store) {
    AnswerRecorder recorder =
        AnswerRecorder.over(
            poll.account().connection().transport(),
            answer -> {
              try {
                store.accept(answer);
              } catch (RuntimeException e) {
                throw new NotStoredException(e);
              }
            });
    try {
      return run(poll, recorder, form(poll.kind()));
    } catch (NotStoredException e) {
      throw e.failure;
    } catch (RuntimeException | Error e) {
      // The request may have been sent, whatever failed afterwards.
      return internalError(
          poll, recorder.isStored() ? PollEnd.Result.UNREADABLE : PollEnd.Result.IN_DOUBT, e);
    }
  }

  private <T> PollEnd run(Poll poll, AnswerRecorder recorder, Form<T> form) {
    Outcome<Records<T>> outcome = form.poll(poll.account(), recorder);
    return recorder.isStored()
        ? end(poll, outcome, form, PollEnd.Result.UNREADABLE, Optional.empty())
        : end(poll, outcome, form, PollEnd.Result.IN_DOUBT, recorder.answer());
  }

  /** Reads a stored answer; nothing is sent. */
  PollEnd read(Poll poll, byte[] answer) {
    try {
      return read(poll, answer, form(poll.kind()));
    } catch (RuntimeException | Error e) {
      return internalError(poll, PollEnd.Result.UNREADABLE, e);
    }
  }

  private <T> PollEnd read(Poll poll, byte[] answer, Form<T> form) {
    Outcome<Records<T>> outcome = form.poll(poll.account(), StoredAnswer.replay(answer));
    return end(poll, outcome, form, PollEnd.Result.UNREADABLE, Optional.empty());
  }

  /**
   * Decides how a poll ended.
   *
   * @param undecided the result if the answer neither has records nor states that there are none
   * @param answer received and not stored yet
   */
  private <T> PollEnd end(
      Poll poll,
      Outcome<Records<T>> outcome,
      Form<T> form,
      PollEnd.Result undecided,
      Optional<byte[]> answer) {
    return outcome.match(
        accepted -> taken(poll, form, accepted.value()),
        rejected ->
            // A code that is in no table may be something other than a code.
            rejected.code() instanceof ResultCode.Unlisted
                ? failed(poll, undecided, rejected.reason(), answer)
                : failed(poll, PollEnd.Result.NOTHING, rejected.reason(), Optional.empty()),
        notSent -> failed(poll, PollEnd.Result.NOTHING, notSent.reason(), Optional.empty()),
        unknown -> failed(poll, undecided, unknown.reason(), answer));
  }

  private <T> PollEnd taken(Poll poll, Form<T> form, Records<T> records) {
    IncomingRecords.Source source =
        new IncomingRecords.Source(poll.account().source(), true, Long.toString(poll.id()));
    RecordBatch batch = form.reader().apply(source, records);
    if (!batch.broken().isEmpty() || batch.note().isPresent()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "account {0}: an answer with {1}{2}",
          poll.account().name(),
          batch,
          batch.note().map(note -> "; " + note).orElse(""));
    }
    Pace pace = poll.pace();
    return new PollEnd(
        poll.reference(),
        PollEnd.Result.TAKEN,
        batch.note(),
        Optional.empty(),
        Optional.of(batch),
        new PollEnd.Pauses(pace.shortest(), pace.afterNothing(poll.pause())),
        clock.instant());
  }

  /** The end of a poll with an unknown result and no stored answer. */
  PollEnd lost(Poll poll) {
    return failed(poll, PollEnd.Result.IN_DOUBT, INTERNAL_ERROR, Optional.empty());
  }

  /** The end of a poll whose records cannot be stored although the store works. */
  PollEnd unstorable(Poll poll) {
    return failed(
        poll, PollEnd.Result.UNREADABLE, "its records cannot be stored", Optional.empty());
  }

  private PollEnd internalError(Poll poll, PollEnd.Result result, Throwable e) {
    LOG.log(System.Logger.Level.ERROR, "A vendor's client failed", e);
    return failed(poll, result, INTERNAL_ERROR, Optional.empty());
  }

  private PollEnd failed(Poll poll, PollEnd.Result result, String reason, Optional<byte[]> answer) {
    LOG.log(
        result == PollEnd.Result.NOTHING ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
        "account {0}, {1}: {2}, {3}",
        poll.account().name(),
        poll.kind(),
        result,
        reason);
    Duration pause = poll.pace().afterFailure(poll.pause());
    return new PollEnd(
        poll.reference(),
        result,
        Optional.of(reason),
        answer,
        Optional.empty(),
        PollEnd.Pauses.of(pause),
        clock.instant());
  }
}
