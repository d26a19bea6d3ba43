package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.DeliveryIds.Guess;
import dev.yizhan.gateway.core.record.IncomingRecord.DeliveryReport;
import dev.yizhan.gateway.core.record.Matching;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.store.rollup.Amounts;
import dev.yizhan.gateway.store.rollup.CallTally;
import dev.yizhan.gateway.store.rollup.RollupKey;
import dev.yizhan.gateway.store.rollup.Rollups;
import dev.yizhan.gateway.store.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Matches by number at their deliveries: written, and ended by an id that confirms or refutes them.
 * The records of an ended match are marked; {@link RecordCorrections} corrects them soon after.
 */
final class NumberMatches {

  private static final Set<DeliveryState> NOT_SENT =
      Set.of(DeliveryState.REJECTED, DeliveryState.QUEUED);

  private static final String BEGIN =
      "UPDATE delivery SET at = CASE WHEN state = ? THEN at ELSE ? END, state = ?, vendor_status ="
          + " ?, guessed_vendor_id = ? WHERE submission_id = ? AND position = ? AND state = ? AND"
          + " vendor_message_id IS NULL RETURNING state, at, (SELECT c.started_at FROM vendor_call c"
          + " WHERE c.submission_id = delivery.submission_id AND c.number = delivery.call)";
  private static final String END =
      "UPDATE delivery SET at = CASE WHEN state = ? THEN at ELSE ? END, state = ?, vendor_status ="
          + " ?, vendor_message_id = COALESCE(vendor_message_id, ?), guessed_vendor_id = NULL WHERE"
          + " submission_id = ? AND position = ?";
  private static final String SET_ID =
      "UPDATE delivery SET at = CASE WHEN state IN ('SUBMITTING', 'UNKNOWN') THEN ? ELSE at END,"
          + " state = CASE WHEN state IN ('SUBMITTING', 'UNKNOWN') THEN ? ELSE state END,"
          + " vendor_message_id = COALESCE(?, vendor_message_id) WHERE submission_id = ? AND"
          + " position = ?";

  private NumberMatches() {}

  /** A recipient whose match by number has ended. */
  record Ended(long submission, int position) {}

  /** A delivery as it becomes. */
  private record Change(
      long submission,
      int position,
      DeliveryState state,
      Optional<String> status,
      Optional<String> vendorId,
      Instant at) {

    Object[] values() {
      return new Object[] {
        state.name(), at.toEpochMilli(), state.name(), status, vendorId, submission, position
      };
    }
  }

  /**
   * Writes a match by number to its delivery.
   *
   * @return whether the delivery was still as it was read
   */
  static boolean begin(
      Session session, Matching.Candidate before, DeliveryReport report, Instant now)
      throws SQLException {
    if (!before.isOpen()) {
      // A further segment of the report that settled it.
      return true;
    }
    Matching.Candidate after = before.after(report, Matching.Basis.NUMBER);
    Amounts sums = Rollups.of(session).at(rollupKey(before));
    return session
        .queryFirst(
            row -> {
              sums.add(before.state(), -1);
              return CallTally.add(sums, row);
            },
            BEGIN,
            after.state().name(),
            now.toEpochMilli(),
            after.state().name(),
            report.status(),
            after.ids().guess().flatMap(Guess::vendorId).orElse(""),
            before.submission(),
            before.position(),
            before.state().name())
        .isPresent();
  }

  private static RollupKey rollupKey(Matching.Candidate delivery) {
    return RollupKey.of(delivery.submission(), delivery.consumer(), delivery.origin().channel());
  }

  private static Amounts tally(Session session, Matching.Candidate delivery) throws SQLException {
    return CallTally.ofRecipient(session, delivery.submission(), delivery.position());
  }

  /** Ends a match by number, because a report was matched to the delivery by id. */
  static Ended end(Session session, Matching.Candidate before, DeliveryReport report, Instant now)
      throws SQLException {
    Matching.Candidate after = before.after(report, Matching.Basis.ID);
    boolean isConfirmed =
        !before.isOpen()
            && report.vendorId().filter(before.ids().guess().orElseThrow()::has).isPresent();
    if (isConfirmed) {
      // The first final report decides.
      session.update(
          "UPDATE delivery SET vendor_message_id = COALESCE(vendor_message_id, ?),"
              + " guessed_vendor_id = NULL WHERE submission_id = ? AND position = ?",
          report.vendorId(),
          before.submission(),
          before.position());
    } else {
      Amounts sums = Rollups.of(session).at(rollupKey(before));
      sums.addAll(tally(session, before), -1);
      session.update(
          END,
          new Change(
                  before.submission(),
                  before.position(),
                  after.state(),
                  Optional.of(report.status()),
                  report.vendorId(),
                  now)
              .values());
      sums.addAll(tally(session, before), 1);
    }
    return new Ended(before.submission(), before.position());
  }

  /**
   * The answer of a call for recipients that a report was matched to by number meanwhile. Another
   * id, and an answer that nothing was sent, undo the match.
   *
   * @param vendorId of all the recipients; empty if the answer has none
   * @param only the position of one recipient; empty for all of the call
   */
  static void answered(
      Session session,
      PendingCall call,
      CallEnd end,
      Optional<Integer> only,
      Optional<String> vendorId)
      throws SQLException {
    long submission = call.submission();
    DeliveryState state = end.delivery();
    Instant at = end.record().end();
    record Guessed(int position, String vendorId) {}
    List<Guessed> guessed =
        session.query(
            row -> new Guessed(row.getInt(1), row.getString(2)),
            "SELECT position, guessed_vendor_id FROM delivery WHERE submission_id = ? AND"
                + " call = ? AND guessed_vendor_id IS NOT NULL ORDER BY position",
            submission,
            call.number());
    List<Ended> ended = new ArrayList<>();
    guessed.removeIf(guess -> only.isPresent() && only.get() != guess.position());
    for (Guessed guess : guessed) {
      boolean refuted =
          NOT_SENT.contains(state)
              || vendorId.isPresent()
                  && !guess.vendorId().isEmpty()
                  && !vendorId.get().equals(guess.vendorId());
      boolean confirmed = vendorId.equals(Optional.of(guess.vendorId()));
      if (refuted) {
        session.update(
            END,
            new Change(submission, guess.position(), state, Optional.empty(), vendorId, at)
                .values());
      } else {
        session.update(
            SET_ID, at.toEpochMilli(), state.name(), vendorId, submission, guess.position());
        if (confirmed) {
          session.update(
              "UPDATE delivery SET guessed_vendor_id = NULL WHERE submission_id = ? AND position ="
                  + " ?",
              submission,
              guess.position());
        }
      }
      if (refuted || confirmed) {
        ended.add(new Ended(submission, guess.position()));
      }
    }
    mark(session, ended);
  }

  /** Marks the records of ended matches, once they are stored. */
  static void mark(Session session, List<Ended> ended) throws SQLException {
    session.updateAll(
        "UPDATE record SET recheck = 1 WHERE submission_id = ? AND guess_of = ? AND guess_of IS NOT"
            + " NULL",
        ended.stream().map(each -> new Object[] {each.submission(), each.position()}).toList());
  }

  /** An operator's word stands: no id undoes it later. */
  static void settled(Session session, long submission, String number) throws SQLException {
    session.update(
        "UPDATE record SET guess_of = NULL WHERE submission_id = ? AND guess_of IN (SELECT position"
            + " FROM delivery WHERE submission_id = ? AND number = ?)",
        submission,
        submission,
        number);
    session.update(
        "UPDATE delivery SET guessed_vendor_id = NULL WHERE submission_id = ? AND number = ?",
        submission,
        number);
  }
}
