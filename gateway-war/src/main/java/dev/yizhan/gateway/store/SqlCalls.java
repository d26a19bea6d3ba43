package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallKey;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.CallStore;
import dev.yizhan.gateway.core.submission.ClaimedCalls;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.DueCalls;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.store.sql.Database;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.NodeRow;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

final class SqlCalls implements CallStore {

  private static final int MAX_EXPIRED = 500;
  private static final int ACTIVE_BATCH = 100;
  private static final String ACTIVE =
      "SELECT DISTINCT submission_id FROM vendor_call WHERE submission_id IN (?"
          + ", ?".repeat(ACTIVE_BATCH - 1)
          + ") AND (state = 'SUBMITTING' OR state = 'QUEUED' AND due_at <= ?)";

  private static final String DUE =
      "SELECT channel, queue, COUNT(*), MIN(due_at) FROM vendor_call WHERE state = 'QUEUED' AND"
          + " due_at <= ? GROUP BY channel, queue";
  private static final String LEFT_OUT =
      " UNION ALL SELECT channel, queue, -COUNT(*), MIN(due_at) FROM vendor_call WHERE state ="
          + " 'QUEUED' AND due_at <= ? AND submission_id IN (?";

  private static final String ABANDON =
      "UPDATE vendor_call SET state = 'ABANDONED', outcome = 'UNKNOWN', meaning = 'the gateway"
          + " ended while the call was being made', started_at = due_at, millis = 0 WHERE node = ?"
          + " AND state = 'SUBMITTING' RETURNING "
          + CallRows.WAITING
          + ", due_at";

  private static final String WAITING_CHANNELS =
      "WITH RECURSIVE waiting (channel) AS (SELECT MIN(channel) FROM vendor_call WHERE state ="
          + " 'QUEUED' UNION ALL SELECT (SELECT MIN(c.channel) FROM vendor_call c WHERE c.state ="
          + " 'QUEUED' AND c.channel > waiting.channel) FROM waiting WHERE waiting.channel IS NOT"
          + " NULL) SELECT channel FROM waiting WHERE channel IS NOT NULL AND channel NOT IN"
          + " (SELECT channel FROM channel_state WHERE suspended = 1)";

  private final GroupCommit writer;
  private final StoreReader reader;
  private final NodeRow node;
  private final Claims claims;
  private final Database database;
  private final CallEnds ends;

  SqlCalls(GroupCommit writer, StoreReader reader, NodeRow node, Claims claims, Database database) {
    this.writer = writer;
    this.reader = reader;
    this.node = node;
    this.claims = claims;
    this.ends = new CallEnds(node);
    this.database = database;
  }

  @Override
  public CompletableFuture<?> finishAsync(PendingCall pending, CallEnd end) {
    return writer.submit(ends, new CallEnds.Finish(pending, end));
  }

  @Override
  public CompletableFuture<?> rejectUnreadable(CallKey call, Instant now) {
    return writer.submit(
        session -> {
          List<CallRows.Waiting> ended =
              session.query(
                  CallRows::waiting,
                  "UPDATE vendor_call SET state = 'ENDED', outcome = 'REJECTED', meaning = 'the"
                      + " stored text cannot be decrypted', started_at = ?, millis = 0 WHERE"
                      + " submission_id = ? AND number = ? AND node = ? AND state = 'SUBMITTING'"
                      + " RETURNING "
                      + CallRows.WAITING,
                  now.toEpochMilli(),
                  call.submission(),
                  call.number(),
                  node.id());
          CallRows.moveRecipients(session, ended, DeliveryState.REJECTED, now);
          for (CallRows.Waiting each : ended) {
            CallRows.countEnded(session, each, CallRecord.Result.REJECTED, now.toEpochMilli());
          }
          return ended.size();
        });
  }

  @Override
  public CompletableFuture<Integer> claimAsync(
      Claim claim, Instant now, Consumer<ClaimedCalls> onClaimed) {
    return writer
        .submit(claims, new Claims.Request(claim, now), onClaimed)
        .thenApply(claimed -> claimed.calls().size());
  }

  @Override
  public Set<String> waitingChannels(Instant now) {
    return reader.read(
        session -> {
          Set<String> waiting = new TreeSet<>();
          for (String channel : session.query(row -> row.getString(1), WAITING_CHANNELS)) {
            session
                .queryFirst(
                    row -> row.getString(1),
                    "SELECT channel FROM vendor_call WHERE state = 'QUEUED' AND channel = ? AND"
                        + " due_at <= ? LIMIT 1",
                    channel,
                    now.toEpochMilli())
                .ifPresent(waiting::add);
          }
          return waiting;
        });
  }

  @Override
  public void expire(Instant now) {
    boolean isDue =
        reader.read(
            session ->
                session
                    .queryFirst(
                        row -> true,
                        "SELECT 1 FROM vendor_call WHERE state = 'QUEUED' AND expires_at <= ? LIMIT"
                            + " 1",
                        now.toEpochMilli())
                    .isPresent());
    if (isDue) {
      int unused =
          writer.write(
              session -> {
                List<CallRows.Waiting> expired =
                    session.query(
                        CallRows::waiting,
                        "WITH expired AS MATERIALIZED (SELECT c.submission_id, c.number FROM"
                            + " vendor_call c WHERE c.state = 'QUEUED' AND c.expires_at <= ? LIMIT "
                            + MAX_EXPIRED
                            + database.lockCallsClause()
                            + ") UPDATE vendor_call SET state = 'ENDED' WHERE (submission_id,"
                            + " number) IN (SELECT submission_id, number FROM expired) RETURNING "
                            + CallRows.WAITING,
                        now.toEpochMilli());
                CallRows.moveRecipients(session, expired, DeliveryState.EXPIRED, now);
                return expired.size();
              });
    }
  }

  /** One statement, so that both counts are of the same moment. */
  @Override
  public List<DueCalls> dueCalls(Instant now, Set<Long> leftOut) {
    List<Object> values = new ArrayList<>(List.of(now.toEpochMilli()));
    StringBuilder query = new StringBuilder(DUE);
    if (!leftOut.isEmpty()) {
      values.add(now.toEpochMilli());
      values.addAll(leftOut);
      int holders = (leftOut.size() + ACTIVE_BATCH - 1) / ACTIVE_BATCH * ACTIVE_BATCH;
      // The last one again and again: few different statements.
      values.addAll(Collections.nCopies(holders - leftOut.size(), values.get(values.size() - 1)));
      query.append(LEFT_OUT).append(", ?".repeat(holders - 1)).append(") GROUP BY channel, queue");
    }
    Map<List<String>, DueCalls> due = new LinkedHashMap<>();
    reader
        .read(session -> session.query(SqlCalls::due, query.toString(), values.toArray()))
        .forEach(each -> due.merge(List.of(each.channel(), each.consumer()), each, DueCalls::plus));
    return due.values().stream().filter(each -> each.calls() > 0).toList();
  }

  private static DueCalls due(ResultSet row) throws SQLException {
    return new DueCalls(
        row.getString(1),
        row.getString(2).substring(1),
        row.getInt(3),
        Instant.ofEpochMilli(row.getLong(4)));
  }

  @Override
  public Set<Long> active(Collection<Long> submissions, Instant now) {
    List<Long> all = List.copyOf(submissions);
    return reader.read(
        session -> {
          Set<Long> active = new HashSet<>();
          for (int from = 0; from < all.size(); from += ACTIVE_BATCH) {
            Object[] values = new Object[ACTIVE_BATCH + 1];
            for (int i = 0; i < ACTIVE_BATCH; i++) {
              // The last one again and again: one statement for all batches.
              values[i] = all.get(Math.min(from + i, all.size() - 1));
            }
            values[ACTIVE_BATCH] = now.toEpochMilli();
            active.addAll(session.query(row -> row.getLong(1), ACTIVE, values));
          }
          return active;
        });
  }

  @Override
  public CompletableFuture<List<CallKey>> releaseAsync(Predicate<CallKey> isRunning) {
    return writer.submit(
        session -> {
          List<CallRows.Range> released =
              session
                  .query(
                      CallRows::range,
                      "SELECT "
                          + CallRows.RANGE
                          + " FROM vendor_call WHERE state = 'SUBMITTING' AND node = ?",
                      node.id())
                  .stream()
                  .filter(call -> !isRunning.test(call.key()))
                  .toList();
          for (CallRows.Range call : released) {
            session.update(
                "UPDATE vendor_call SET state = 'QUEUED', node = NULL WHERE submission_id = ? AND"
                    + " number = ?",
                call.key().submission(),
                call.key().number());
            session.update(
                "UPDATE delivery SET state = 'QUEUED' WHERE submission_id = ? AND call = ? AND"
                    + " position BETWEEN ? AND ? AND state = 'SUBMITTING'",
                call.key().submission(),
                call.key().number(),
                call.first(),
                call.last());
          }
          return released.stream().map(CallRows.Range::key).toList();
        });
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
    record Abandoned(CallRows.Waiting call, long dueAt) {}
    List<Abandoned> calls =
        session.query(row -> new Abandoned(CallRows.waiting(row), row.getLong(7)), ABANDON, node);
    CallRows.moveRecipients(
        session, calls.stream().map(Abandoned::call).toList(), DeliveryState.UNKNOWN, now);
    for (Abandoned each : calls) {
      CallRows.countEnded(session, each.call(), CallRecord.Result.UNKNOWN, each.dueAt());
    }
    return calls.size()
        + PollLeases.abandon(session, node, now)
        + SqlCallbacks.abandon(session, node);
  }

  @Override
  public boolean isExclusive() {
    return database.isExclusive();
  }
}
