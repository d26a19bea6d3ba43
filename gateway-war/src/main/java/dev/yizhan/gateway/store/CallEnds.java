package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallKey;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.store.problem.AccountRejections;
import dev.yizhan.gateway.store.sql.BulkWork;
import dev.yizhan.gateway.store.sql.NodeRow;
import dev.yizhan.gateway.store.sql.Session;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stores the ends of calls, and the calls that follow. */
final class CallEnds implements BulkWork<CallEnds.Finish, Boolean> {

  // Also after the node was declared dead: a late outcome is better than none. Recipients with a
  // later state stay as they are.
  private static final String END_CALL =
      "UPDATE vendor_call SET state = 'ENDED', outcome = ?, vendor_id = ?, vendor_code = ?, meaning"
          + " = ?, billed_parts = ?, charge = ?, balance_after = ?, started_at = ?, millis = ?"
          + " WHERE submission_id = ? AND number = ? AND node = ? AND state IN ('SUBMITTING',"
          + " 'ABANDONED')";
  private static final String SET_STATE =
      "UPDATE delivery SET state = ?, vendor_message_id = ?, at = ? WHERE submission_id = ? AND"
          + " call = ? AND position BETWEEN ? AND ? AND state IN ('SUBMITTING', 'UNKNOWN') AND"
          + " guessed_vendor_id IS NULL";

  private final NodeRow node;
  private final AccountRejections rejections = new AccountRejections();

  CallEnds(NodeRow node) {
    this.node = node;
  }

  record Finish(PendingCall call, CallEnd end) {}

  @Override
  public List<Boolean> run(Session session, List<Finish> finishes) throws SQLException {
    int[] ended = session.updateAll(END_CALL, finishes.stream().map(this::endRow).toList());
    List<Object[]> states = new ArrayList<>();
    for (int i = 0; i < finishes.size(); i++) {
      if (ended[i] > 0) {
        addMoves(finishes.get(i), states);
      }
    }
    answerGuessed(session, finishes, ended, session.updateAll(SET_STATE, states));
    for (int i = 0; i < finishes.size(); i++) {
      if (ended[i] > 0 && !finishes.get(i).end().further().isEmpty()) {
        insertFurther(session, finishes.get(i));
      }
    }
    List<CallEnd> stored = new ArrayList<>();
    for (int i = 0; i < finishes.size(); i++) {
      if (ended[i] > 0) {
        stored.add(finishes.get(i).end());
      }
    }
    rejections.add(session, stored);
    return finishes.stream().map(finish -> true).toList();
  }

  /** Reports may have been matched by number to recipients that the moves left as they are. */
  private static void answerGuessed(
      Session session, List<Finish> finishes, int[] ended, int[] changed) throws SQLException {
    int move = 0;
    for (int i = 0; i < finishes.size(); i++) {
      Finish finish = finishes.get(i);
      List<String> ids = finish.end().messageIds();
      if (ended[i] == 0) {
        continue;
      }
      if (ids.size() <= 1) {
        if (changed[move] < finish.call().recipients().size()) {
          NumberMatches.answered(
              session, finish.call(), finish.end(), Optional.empty(), ids.stream().findFirst());
        }
        move++;
        continue;
      }
      for (int id = 0; id < ids.size(); id++) {
        if (changed[move] == 0) {
          int position = finish.call().recipients().get(id).position();
          NumberMatches.answered(
              session,
              finish.call(),
              finish.end(),
              Optional.of(position),
              Optional.of(ids.get(id)));
        }
        move++;
      }
    }
  }

  private Object[] endRow(Finish finish) {
    CallRecord record = finish.end().record();
    return new Object[] {
      record.outcome().name(),
      record.answer().ids().isEmpty()
          ? Optional.empty()
          : Optional.of(String.join(",", record.answer().ids())),
      record.answer().code(),
      record.answer().meaning(),
      record.billing().segments().isPresent()
          ? Optional.of(record.billing().segments().getAsInt())
          : Optional.empty(),
      record.billing().charge().map(BigDecimal::toPlainString),
      record.billing().balanceAfter().map(BigDecimal::toPlainString),
      record.at().toEpochMilli(),
      record.took().toMillis(),
      finish.call().submission(),
      finish.call().number(),
      node.id()
    };
  }

  /** One row for all recipients, or one for each if each has an id of its own. */
  private static void addMoves(Finish finish, List<Object[]> moves) {
    CallRecord record = finish.end().record();
    List<String> ids = finish.end().messageIds();
    long at = record.end().toEpochMilli();
    String state = finish.end().delivery().name();
    CallKey key = finish.call().key();
    List<Recipient> recipients = finish.call().recipients();
    if (ids.size() <= 1) {
      CallRows.Range range = CallRows.Range.of(key, recipients);
      moves.add(move(state, ids.stream().findFirst(), at, range));
      return;
    }
    for (int i = 0; i < ids.size(); i++) {
      int position = recipients.get(i).position();
      moves.add(
          move(state, Optional.of(ids.get(i)), at, new CallRows.Range(key, position, position)));
    }
  }

  private static Object[] move(String state, Optional<String> id, long at, CallRows.Range range) {
    return new Object[] {
      state, id, at, range.key().submission(), range.key().number(), range.first(), range.last()
    };
  }

  /** Inserts further calls for recipients who were certainly not sent to. */
  private static void insertFurther(Session session, Finish finish) throws SQLException {
    long submission = finish.call().submission();
    CallRows.Range range = CallRows.Range.of(finish.call().key(), finish.call().recipients());
    // An operator or a report may have changed the others.
    Set<Integer> queuedPositions =
        new HashSet<>(
            session.query(
                row -> row.getInt(1),
                "SELECT position FROM delivery WHERE submission_id = ? AND call = ? AND position"
                    + " BETWEEN ? AND ? AND state = 'QUEUED'",
                submission,
                finish.call().number(),
                range.first(),
                range.last()));
    record Last(int number, String queue) {}
    Last last =
        session
            .queryFirst(
                row -> new Last(row.getInt(1), row.getString(2)),
                "SELECT number, queue FROM vendor_call WHERE submission_id = ? ORDER BY number DESC"
                    + " LIMIT 1",
                submission)
            .orElseThrow();
    int number = last.number();
    List<Object[]> calls = new ArrayList<>();
    List<Object[]> recipients = new ArrayList<>();
    for (NewCall call : finish.end().further()) {
      List<Recipient> queued =
          call.recipients().stream()
              .filter(recipient -> queuedPositions.contains(recipient.position()))
              .toList();
      if (queued.isEmpty()) {
        continue;
      }
      number++;
      calls.add(
          CallRows.row(
              new CallKey(submission, number),
              new NewCall(call.step(), queued, call.dueAt()),
              Optional.empty(),
              last.queue(),
              finish.call().expiresAt()));
      for (Recipient recipient : queued) {
        recipients.add(
            new Object[] {
              number,
              DeliveryState.QUEUED.name(),
              submission,
              recipient.position(),
              finish.call().number()
            });
      }
    }
    session.updateAll(CallRows.INSERT, calls);
    session.updateAll(
        "UPDATE delivery SET call = ?, state = ?, vendor_message_id = NULL WHERE submission_id = ?"
            + " AND position = ? AND call = ?",
        recipients);
  }
}
