package dev.yizhan.gateway.core.inbox;

import dev.yizhan.codec.Records;
import dev.yizhan.codec.UnlistedCode;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Journal;
import dev.yizhan.vendor.SmsVendor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks a vendor for records, or reads a kept answer, and says how it ended. */
final class Questions {

  private static final System.Logger LOG = System.getLogger(Questions.class.getName());

  /** How a kind of records is asked for, and read. */
  private record Form<T>(
      Function<SmsVendor, Outcome<Records<T>>> question,
      BiFunction<Arrivals.Source, Records<T>, Batch> reader) {}

  /**
   * A question that has its turn.
   *
   * @param account whose
   * @param kind of records
   * @param poll under which id
   * @param pause how long the vendor was left alone before
   */
  record Asking(Account account, Kind kind, long poll, Duration pause) {

    private Arrivals.Source source() {
      return new Arrivals.Source(account, true, Long.toString(poll));
    }
  }

  private final Clock clock;

  Questions(Clock clock) {
    this.clock = clock;
  }

  private static Form<?> form(Kind kind) {
    return switch (kind) {
      case REPORTS -> new Form<>(SmsVendor::reports, Arrivals::reports);
      case REPLIES -> new Form<>(SmsVendor::replies, Arrivals::replies);
    };
  }

  /**
   * Asks, once.
   *
   * @param keeper keeps the answer, by id, before it is read; what it throws is thrown
   */
  PollEnd ask(Asking asking, Consumer<byte[]> keeper) {
    return ask(asking, keeper, form(asking.kind()));
  }

  private <T> PollEnd ask(Asking asking, Consumer<byte[]> keeper, Form<T> form) {
    boolean[] arrived = {false};
    RuntimeException[] unkept = {null};
    try {
      Journal.Asked<Records<T>> asked =
          asking
              .account()
              .journal()
              .asking(
                  bytes -> {
                    try {
                      keeper.accept(bytes);
                      arrived[0] = true;
                    } catch (RuntimeException e) {
                      unkept[0] = e;
                      throw e;
                    }
                  },
                  () -> form.question().apply(asking.account().vendor()));
      return end(asking, asked.outcome(), asked.isKept(), asked.answer(), form);
    } catch (RuntimeException | Error e) {
      if (unkept[0] != null) {
        throw unkept[0];
      }
      // The question may be out, whatever failed behind it.
      return mistake(asking, arrived[0] ? PollEnd.Result.UNREADABLE : PollEnd.Result.IN_DOUBT, e);
    }
  }

  /** Reads an answer that was kept. */
  PollEnd read(Asking asking, byte[] answer) {
    return read(asking, answer, form(asking.kind()));
  }

  private <T> PollEnd read(Asking asking, byte[] answer, Form<T> form) {
    try {
      Outcome<Records<T>> outcome =
          asking
              .account()
              .journal()
              .reading(answer, () -> form.question().apply(asking.account().vendor()));
      return end(asking, outcome, true, Optional.empty(), form);
    } catch (RuntimeException | Error e) {
      return mistake(asking, PollEnd.Result.UNREADABLE, e);
    }
  }

  private PollEnd mistake(Asking asking, PollEnd.Result result, Throwable e) {
    LOG.log(System.Logger.Level.ERROR, "A vendor's code failed", e);
    return failed(asking, result, "a mistake of the gateway's own", Optional.empty());
  }

  private <T> PollEnd end(
      Asking asking,
      Outcome<Records<T>> outcome,
      boolean isKept,
      Optional<byte[]> answer,
      Form<T> form) {
    if (outcome instanceof Outcome.Accepted<Records<T>> given) {
      Batch batch = form.reader().apply(asking.source(), given.value());
      if (!batch.broken().isEmpty() || batch.note().isPresent()) {
        LOG.log(
            System.Logger.Level.WARNING,
            "account {0}: an answer with {1}{2}",
            asking.account().name(),
            batch,
            batch.note().map(note -> "; " + note).orElse(""));
      }
      Pace pace = asking.account().pace();
      return new PollEnd(
          asking.poll(),
          asking.account().name(),
          Question.of(asking.kind()),
          PollEnd.Result.TAKEN,
          batch.note(),
          Optional.empty(),
          Optional.of(batch),
          pace.least(),
          pace.behindNothing(asking.pause()),
          now());
    }
    String reason = Balances.reason(outcome);
    if (outcome instanceof Outcome.NotSent<?>
        // A code that is in no table may be something else than a code.
        || outcome instanceof Outcome.Rejected<?> refused
            && !(refused.code() instanceof UnlistedCode)) {
      return failed(asking, PollEnd.Result.NOTHING, reason, Optional.empty());
    }
    return isKept
        ? failed(asking, PollEnd.Result.UNREADABLE, reason, Optional.empty())
        : failed(asking, PollEnd.Result.IN_DOUBT, reason, answer);
  }

  /** Where nobody knows what became of a question, and nothing is kept. */
  PollEnd lost(Asking asking) {
    return failed(
        asking, PollEnd.Result.IN_DOUBT, "a mistake of the gateway's own", Optional.empty());
  }

  /** Where the records of an answer cannot be stored although the store works. */
  PollEnd unstorable(Asking asking) {
    return failed(
        asking, PollEnd.Result.UNREADABLE, "its records cannot be stored", Optional.empty());
  }

  private PollEnd failed(
      Asking asking, PollEnd.Result result, String reason, Optional<byte[]> answer) {
    LOG.log(
        result == PollEnd.Result.NOTHING ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
        "account {0}, {1}: {2}, {3}",
        asking.account().name(),
        asking.kind(),
        result,
        reason);
    Duration pause = asking.account().pace().behindFailure(asking.pause());
    return new PollEnd(
        asking.poll(),
        asking.account().name(),
        Question.of(asking.kind()),
        result,
        Optional.of(reason),
        answer,
        Optional.empty(),
        pause,
        pause,
        now());
  }

  private Instant now() {
    return clock.instant();
  }
}
