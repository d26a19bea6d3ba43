package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.CallStore;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.store.sql.BulkWork;
import dev.yizhan.gateway.store.sql.Database;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.NodeRow;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

final class SqlCalls implements CallStore {

  // Also after the node was declared dead: a late outcome is better than none. Recipients with a
  // later state stay as they are.
  private static final String END_CALL =
      "UPDATE vendor_call SET state = 'ENDED', outcome = ?, vendor_id = ?, vendor_code = ?, meaning"
          + " = ?, billed_parts = ?, charge = ?, balance_after = ?, started_at = ?, millis = ?"
          + " WHERE submission_id = ? AND number = ? AND node = ? AND state IN ('SUBMITTING',"
          + " 'ABANDONED')";
  private static final String SET_STATE =
      "UPDATE delivery SET state = ?, vendor_message_id = ?, at = ? WHERE submission_id = ? AND"
          + " call = ? AND state IN ('SUBMITTING', 'UNKNOWN') AND guessed_vendor_id IS NULL";
  private static final String SET_STATE_OF_ONE = SET_STATE + " AND position = ?";

  private record Finish(PendingCall call, CallEnd end, Instant now) {}

  private final GroupCommit writer;
  private final StoreReader reader;
  private final NodeRow node;
  private final Claims claims;
  private final Database database;
  private final BulkWork<Finish, Optional<PendingCall>> finishes = this::finishAll;

  SqlCalls(
      GroupCommit writer,
      StoreReader reader,
      NodeRow node,
      ContentCipher cipher,
      Database database) {
    this.writer = writer;
    this.reader = reader;
    this.node = node;
    this.claims = new Claims(node, cipher, database);
    this.database = database;
  }

  @Override
  public CompletableFuture<Optional<PendingCall>> finishAsync(
      PendingCall pending, CallEnd end, Instant now) {
    return writer.submit(finishes, new Finish(pending, end, now));
  }

  private List<Optional<PendingCall>> finishAll(Session session, List<Finish> finishes)
      throws SQLException {
    int[] ended = session.updateAll(END_CALL, finishes.stream().map(this::endRow).toList());
    List<Object[]> states = new ArrayList<>();
    List<Object[]> singleStates = new ArrayList<>();
    for (int i = 0; i < finishes.size(); i++) {
      if (ended[i] > 0) {
        addMoves(finishes.get(i), states, singleStates);
      }
    }
    int[] changed = session.updateAll(SET_STATE, states);
    int[] singleChanged = session.updateAll(SET_STATE_OF_ONE, singleStates);
    answerGuessed(session, finishes, ended, changed, singleChanged);
    List<Optional<PendingCall>> next = new ArrayList<>();
    for (int i = 0; i < finishes.size(); i++) {
      Finish finish = finishes.get(i);
      if (ended[i] > 0 && !finish.end().further().isEmpty()) {
        insertFurther(session, finish);
      }
      next.add(
          finish.call().isLast() && finish.end().further().isEmpty()
              ? Optional.empty()
              : claims.claimNext(session, finish.call().submission(), finish.now()));
    }
    return next;
  }

  /** Reports may have been matched by number to recipients that the moves left as they are. */
  private static void answerGuessed(
      Session session, List<Finish> finishes, int[] ended, int[] changed, int[] singleChanged)
      throws SQLException {
    int shared = 0;
    int single = 0;
    for (int i = 0; i < finishes.size(); i++) {
      Finish finish = finishes.get(i);
      List<String> ids = finish.end().messageIds();
      if (ended[i] == 0) {
        continue;
      }
      if (ids.size() <= 1) {
        if (changed[shared] < finish.call().recipients().size()) {
          NumberMatches.answered(
              session, finish.call(), finish.end(), Optional.empty(), ids.stream().findFirst());
        }
        shared++;
        continue;
      }
      for (int id = 0; id < ids.size(); id++) {
        if (singleChanged[single] == 0) {
          int position = finish.call().recipients().get(id).position();
          NumberMatches.answered(
              session,
              finish.call(),
              finish.end(),
              Optional.of(position),
              Optional.of(ids.get(id)));
        }
        single++;
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

  private static void addMoves(Finish finish, List<Object[]> shared, List<Object[]> single) {
    CallRecord record = finish.end().record();
    List<String> ids = finish.end().messageIds();
    long at = record.end().toEpochMilli();
    String state = finish.end().delivery().name();
    long submission = finish.call().submission();
    int call = finish.call().number();
    if (ids.size() <= 1) {
      shared.add(new Object[] {state, ids.stream().findFirst(), at, submission, call});
      return;
    }
    for (int i = 0; i < ids.size(); i++) {
      int position = finish.call().recipients().get(i).position();
      single.add(new Object[] {state, ids.get(i), at, submission, call, position});
    }
  }

  /** Inserts further calls for recipients who were certainly not sent to. */
  private static void insertFurther(Session session, Finish finish) throws SQLException {
    long submission = finish.call().submission();
    // An operator or a report may have changed the others.
    Set<Integer> queuedPositions =
        new HashSet<>(
            session.query(
                row -> row.getInt(1),
                "SELECT position FROM delivery WHERE submission_id = ? AND call = ? AND state ="
                    + " 'QUEUED'",
                submission,
                finish.call().number()));
    int number =
        session
            .queryFirst(
                row -> row.getInt(1),
                "SELECT MAX(number) FROM vendor_call WHERE submission_id = ?",
                submission)
            .orElseThrow();
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
              submission,
              number,
              call,
              Optional.empty(),
              finish.call().expiresAt().toEpochMilli()));
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

  @Override
  public List<PendingCall> claimDue(Instant now, int limit) {
    // Searched outside the writer: very many calls may wait for a suspended channel.
    Claims.Due due = reader.read(session -> claims.due(session, now, limit));
    return due.isEmpty()
        ? List.of()
        : writer.write(
            session -> {
              claims.expire(session, due.expired(), now);
              return claims.claim(session, due.callable(), now, limit);
            });
  }

  @Override
  public CompletableFuture<Integer> releaseAsync(long submission, Set<Integer> numbers) {
    return writer.submit(
        session -> {
          int total = 0;
          for (int number : numbers) {
            int released =
                session.update(
                    "UPDATE vendor_call SET state = 'QUEUED', node = NULL WHERE submission_id = ?"
                        + " AND number = ? AND node = ? AND state = 'SUBMITTING'",
                    submission,
                    number,
                    node.id());
            if (released > 0) {
              session.update(
                  "UPDATE delivery SET state = 'QUEUED' WHERE submission_id = ? AND call = ? AND"
                      + " state = 'SUBMITTING'",
                  submission,
                  number);
            }
            total += released;
          }
          return total;
        });
  }

  @Override
  public Map<Long, Set<Integer>> claimedCalls() {
    Map<Long, Set<Integer>> claimed = new HashMap<>();
    reader.read(
        session ->
            session.query(
                row ->
                    claimed
                        .computeIfAbsent(row.getLong(1), submission -> new HashSet<>())
                        .add(row.getInt(2)),
                "SELECT submission_id, number FROM vendor_call WHERE state = 'SUBMITTING' AND node"
                    + " = ?",
                node.id()));
    return claimed;
  }

  @Override
  public void heartbeat() {
    // Every transaction writes the heartbeat.
    writer.write(session -> 0);
  }

  @Override
  public Map<Long, Long> otherNodes() {
    Map<Long, Long> heartbeats = new HashMap<>();
    reader.read(
        session ->
            session.query(
                row -> heartbeats.put(row.getLong(1), row.getLong(2)),
                "SELECT id, commits FROM node WHERE id <> ?",
                node.id()));
    return heartbeats;
  }

  @Override
  public int declareDead(long dead, long heartbeats, Instant now) {
    return writer.write(
        session ->
            session.update(
                        "DELETE FROM node WHERE id IN (SELECT id FROM node WHERE id = ? AND commits"
                            + " = ?"
                            + database.lockRowsClause()
                            + ")",
                        dead,
                        heartbeats)
                    == 0
                ? 0
                : abandon(session, dead, now));
  }

  @Override
  public void signOff(Instant now) {
    writer.write(
        session -> {
          session.update("DELETE FROM node WHERE id = ?", node.id());
          return abandon(session, node.id(), now);
        });
  }

  private static int abandon(Session session, long node, Instant now) throws SQLException {
    return Claims.abandon(session, node, now) + PollLeases.abandon(session, node, now);
  }

  @Override
  public boolean isExclusive() {
    return database.isExclusive();
  }
}
