package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallKey;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.store.problem.AccountRejections;
import dev.yizhan.gateway.store.rollup.Amounts;
import dev.yizhan.gateway.store.rollup.CallTally;
import dev.yizhan.gateway.store.rollup.Figure;
import dev.yizhan.gateway.store.rollup.RollupKey;
import dev.yizhan.gateway.store.rollup.Rollups;
import dev.yizhan.gateway.store.sql.BulkWork;
import dev.yizhan.gateway.store.sql.NodeRow;
import dev.yizhan.gateway.store.sql.Session;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stores the ends of calls, and the calls that follow. */
final class CallEnds implements BulkWork<CallEnds.Finish, Boolean> {

  private static final String END_CALL =
      "UPDATE vendor_call SET state = 'ENDED', outcome = ?, vendor_id = ?, vendor_code = ?, meaning"
          + " = ?, billed_parts = ?, charge = ?, balance_after = ?, started_at = ?, millis = ?"
          + " WHERE submission_id = ? AND number = ? AND node = ? AND state = ";
  private static final String END_RUNNING = END_CALL + "'SUBMITTING'";

  /** After the node was declared dead: a late outcome is better than none. */
  private static final String END_ABANDONED = END_CALL + "'ABANDONED'";

  private static final String LOCK_ABANDONED =
      "UPDATE vendor_call SET state = state WHERE submission_id = ? AND number = ? AND node = ? AND"
          + " state = 'ABANDONED' RETURNING started_at";

  /** Recipients with a later state stay as they are. */
  private static final String SET_STATE =
      "UPDATE delivery SET state = ?, vendor_message_id = ?, at = ? WHERE submission_id = ? AND"
          + " call = ? AND position BETWEEN ? AND ? AND guessed_vendor_id IS NULL AND state = ";

  private static final String MOVE_RUNNING = SET_STATE + "'SUBMITTING'";
  private static final String MOVE_UNKNOWN = SET_STATE + "'UNKNOWN'";

  private final NodeRow node;
  private final AccountRejections rejections = new AccountRejections();

  CallEnds(NodeRow node) {
    this.node = node;
  }

  record Finish(PendingCall call, CallEnd end) {}

  @Override
  public List<Boolean> run(Session session, List<Finish> finishes) throws SQLException {
    int[] ended = session.updateAll(END_RUNNING, finishes.stream().map(this::endRow).toList());
    List<Finish> running = new ArrayList<>();
    List<Finish> stored = new ArrayList<>();
    for (int i = 0; i < finishes.size(); i++) {
      Finish finish = finishes.get(i);
      if (ended[i] > 0) {
        running.add(finish);
        stored.add(finish);
      } else if (endAbandoned(session, finish)) {
        stored.add(finish);
      }
    }
    moveRunning(session, running);
    for (Finish finish : stored) {
      count(session, finish);
      if (!finish.end().further().isEmpty()) {
        insertFurther(session, finish);
      }
    }
    rejections.add(session, stored.stream().map(Finish::end).toList());
    return finishes.stream().map(finish -> true).toList();
  }

  private static RollupKey rollupKey(Finish finish) {
    return RollupKey.of(
        finish.call().submission(), finish.call().consumer(), finish.call().channel());
  }

  private static void count(Session session, Finish finish) {
    CallRecord record = finish.end().record();
    Amounts sums = Rollups.of(session).at(rollupKey(finish));
    sums.add(record.outcome(), 1);
    record.billing().segments().ifPresent(parts -> sums.add(Figure.BILLED_PARTS, parts));
    record.billing().charge().ifPresent(charge -> sums.addCharge(charge, 1));
  }

  private static void moveRunning(Session session, List<Finish> finishes) throws SQLException {
    List<Object[]> moves = new ArrayList<>();
    finishes.forEach(finish -> moves.addAll(moves(finish)));
    int[] moved = session.updateAll(MOVE_RUNNING, moves);
    int next = 0;
    for (Finish finish : finishes) {
      int end = next + Math.max(1, finish.end().messageIds().size());
      int changed = Arrays.stream(moved, next, end).sum();
      Rollups.of(session).move(rollupKey(finish), finish.end().delivery(), changed);
      if (changed < finish.call().recipients().size()) {
        moveOthers(session, finish, Optional.empty());
      } else if (finish.call().isPartial()) {
        countDelivered(session, finish);
      }
      next = end;
    }
  }

  /** Returns whether it is an abandoned call of this node. */
  private boolean endAbandoned(Session session, Finish finish) throws SQLException {
    Optional<Long> startedAt =
        session.queryFirst(
            row -> row.getLong(1),
            LOCK_ABANDONED,
            finish.call().submission(),
            finish.call().number(),
            node.id());
    if (startedAt.isEmpty()) {
      return false;
    }
    session.update(END_ABANDONED, endRow(finish));
    Rollups.of(session).at(rollupKey(finish)).add(CallRecord.Result.UNKNOWN, -1);
    moveOthers(session, finish, startedAt);
    return true;
  }

  /**
   * Moves recipients that do not simply wait for the outcome: reports may have come before it, and
   * some may have been matched by number.
   *
   * @param startedBefore when the call began, as it was stored before its end
   */
  private static void moveOthers(Session session, Finish finish, Optional<Long> startedBefore)
      throws SQLException {
    Amounts before = tally(session, finish, startedBefore);
    session.updateAll(MOVE_UNKNOWN, moves(finish));
    answerGuessed(session, finish);
    Amounts sums = Rollups.of(session).at(rollupKey(finish));
    sums.addAll(tally(session, finish, Optional.of(finish.end().record().at().toEpochMilli())), 1);
    sums.addAll(before, -1);
  }

  /** The time of reports that came before the call was made; another attempt must have been. */
  private static void countDelivered(Session session, Finish finish) throws SQLException {
    Amounts sums = Rollups.of(session).at(rollupKey(finish));
    long startedAt = finish.end().record().at().toEpochMilli();
    session.query(
        row -> {
          sums.addSeconds((row.getLong(1) - startedAt) / 1000, 1);
          return 1;
        },
        "SELECT at FROM delivery WHERE submission_id = ? AND call = ? AND state = 'DELIVERED'",
        finish.call().submission(),
        finish.call().number());
  }

  private static Amounts tally(Session session, Finish finish, Optional<Long> startedAt)
      throws SQLException {
    return CallTally.ofCall(session, finish.call().submission(), finish.call().number(), startedAt);
  }

  /** Reports may have been matched by number to recipients that the moves left as they are. */
  private static void answerGuessed(Session session, Finish finish) throws SQLException {
    List<String> ids = finish.end().messageIds();
    if (ids.size() <= 1) {
      NumberMatches.answered(
          session, finish.call(), finish.end(), Optional.empty(), ids.stream().findFirst());
      return;
    }
    for (int id = 0; id < ids.size(); id++) {
      NumberMatches.answered(
          session,
          finish.call(),
          finish.end(),
          Optional.of(finish.call().recipients().get(id).position()),
          Optional.of(ids.get(id)));
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
  private static List<Object[]> moves(Finish finish) {
    List<String> ids = finish.end().messageIds();
    long at = finish.end().record().end().toEpochMilli();
    String state = finish.end().delivery().name();
    CallKey key = finish.call().key();
    List<Recipient> recipients = finish.call().recipients();
    if (ids.size() <= 1) {
      return List.<Object[]>of(
          move(state, ids.stream().findFirst(), at, CallRows.Range.of(key, recipients)));
    }
    List<Object[]> moves = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      int position = recipients.get(i).position();
      moves.add(
          move(state, Optional.of(ids.get(i)), at, new CallRows.Range(key, position, position)));
    }
    return moves;
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
      countFurther(session, finish, call.step().channel(), queued.size());
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

  /** Recipients count on the channel of their last call. */
  private static void countFurther(Session session, Finish finish, String channel, int recipients)
      throws SQLException {
    long parts =
        session
            .queryFirst(
                row -> row.getLong(1),
                "SELECT parts FROM submission WHERE id = ?",
                finish.call().submission())
            .orElseThrow();
    RollupKey from = rollupKey(finish);
    Amounts left = Rollups.of(session).at(from);
    left.add(Figure.RECIPIENTS, -recipients);
    left.add(Figure.SEGMENTS, -recipients * parts);
    Amounts joined = Rollups.of(session).at(new RollupKey(from.day(), from.consumer(), channel));
    joined.add(Figure.RECIPIENTS, recipients);
    joined.add(Figure.SEGMENTS, recipients * parts);
  }
}
