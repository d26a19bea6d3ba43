package dev.yizhan.gateway.store.backup;

import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.store.rollup.Amounts;
import dev.yizhan.gateway.store.rollup.RollupKey;
import dev.yizhan.gateway.store.rollup.Rollups;
import dev.yizhan.gateway.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes a restored store for the time between the backup and now, of which it knows nothing:
 *
 * <ul>
 *   <li>What waited may have been sent. It becomes UNKNOWN, for an operator or a report to settle.
 *       What was scheduled for a time that is still to come was not sent, and stays.
 *   <li>Positions of records and ids of front doors continue beyond all that may have been given
 *       out.
 *   <li>Operators sign in again: sessions may have been revoked.
 *   <li>What polls returned is lost: each account has a poll with unknown result over this time.
 * </ul>
 *
 * <p>If nothing has happened since, only what a gateway was doing at the moment of the backup is in
 * doubt.
 */
final class LostTime {

  /** More records per second than a consumer's can be numbered. */
  private static final long POSITIONS_PER_SECOND = 100_000;

  private static final long LEAST_POSITIONS = 1_000_000;

  /** Some companies' ids have less than 32 bits. */
  private static final long SHORT_ID = Integer.MAX_VALUE;

  private static final long SHORT_IDS_PER_SECOND = 100;
  private static final long IDS_PER_SECOND = 10_000;
  private static final long LEAST_IDS = 100_000;

  private static final String RUNNING = "state = 'SUBMITTING'";

  /** Except what is sent at a time that is still to come. */
  private static final String WAITING =
      "(state = 'QUEUED' AND NOT COALESCE((SELECT send_at FROM submission WHERE id ="
          + " submission_id) > ?, FALSE))";

  private final Session session;
  private final Instant madeAt;
  private final Instant now;

  LostTime(Session session, Instant madeAt, Instant now) {
    this.session = session;
    this.madeAt = madeAt;
    this.now = now.isBefore(madeAt) ? madeAt : now;
  }

  /** A poll of whose answer nobody knows. */
  private record Doubt(String account, String question, long from) {}

  RestoreSummary apply(SinceBackup since) throws SQLException {
    session.update("DELETE FROM node");
    session.update("DELETE FROM console_session");
    long unknown;
    List<String> accounts;
    if (since instanceof SinceBackup.Anything anything) {
      unknown = moveCalls(RUNNING + " OR " + WAITING, now.toEpochMilli());
      movePositions();
      moveIds();
      accounts = doubtPolls();
      session.update(
          "INSERT INTO restore (restored_at, made_at, refuse_until) VALUES (?, ?, ?) ON CONFLICT"
              + " (restored_at) DO UPDATE SET refuse_until = excluded.refuse_until",
          now.toEpochMilli(),
          madeAt.toEpochMilli(),
          now.plus(anything.refusal()).toEpochMilli());
    } else {
      unknown = moveCalls(RUNNING);
      accounts = doubtRunningPolls();
    }
    releaseLeases();
    session.end();
    long queued =
        count("SELECT COUNT(DISTINCT submission_id) FROM vendor_call WHERE state = 'QUEUED'");
    return new RestoreSummary(madeAt, now, unknown, queued, accounts);
  }

  private long moveCalls(String condition, Object... values) throws SQLException {
    long submissions =
        count("SELECT COUNT(DISTINCT submission_id) FROM vendor_call WHERE " + condition, values);
    List<Object> parameters = new ArrayList<>(List.of(now.toEpochMilli()));
    parameters.addAll(List.of(values));
    addToStatements(condition, values);
    session.update(
        "UPDATE delivery SET state = 'UNKNOWN', at = ? WHERE state IN ('SCHEDULED', 'QUEUED',"
            + " 'SUBMITTING') AND (submission_id, call) IN (SELECT submission_id, number FROM"
            + " vendor_call WHERE "
            + condition
            + ")",
        parameters.toArray());
    session.update(
        "UPDATE vendor_call SET state = 'ABANDONED', outcome = 'UNKNOWN', meaning = 'it waited or"
            + " was being made when the backup was made from which the store was restored',"
            + " started_at = due_at, millis = 0 WHERE "
            + condition,
        values);
    return submissions;
  }

  /** Adds to the statements what {@link #moveCalls} is about to change. */
  private void addToStatements(String condition, Object... values) throws SQLException {
    String calls =
        " FROM (SELECT submission_id, number, channel, due_at FROM vendor_call WHERE "
            + condition
            + ") c JOIN submission s ON s.id = c.submission_id";
    session.query(
        row -> {
          sums(row).add(CallRecord.Result.UNKNOWN, 1);
          return 1;
        },
        "SELECT s.id, s.consumer, c.channel" + calls,
        values);
    session.query(
        row -> {
          DeliveryState state = DeliveryState.valueOf(row.getString(4));
          if (state.isOpen()) {
            sums(row).add(DeliveryState.UNKNOWN, 1);
          } else if (state == DeliveryState.DELIVERED) {
            sums(row).addSeconds(row.getLong(5) / 1000, 1);
          }
          return 1;
        },
        "SELECT s.id, s.consumer, c.channel, d.state, d.at - c.due_at"
            + calls
            + " JOIN delivery d ON d.submission_id = c.submission_id AND d.call = c.number",
        values);
  }

  private Amounts sums(ResultSet row) throws SQLException {
    return Rollups.of(session).at(RollupKey.of(row.getLong(1), row.getString(2), row.getString(3)));
  }

  private void movePositions() throws SQLException {
    long distance = LEAST_POSITIONS + POSITIONS_PER_SECOND * lostSeconds();
    // A reader that had nothing left has nothing left.
    session.update(
        "UPDATE reader SET acknowledged = acknowledged + ? WHERE acknowledged >= (SELECT last FROM"
            + " inbox WHERE inbox.consumer = reader.consumer AND inbox.kind = reader.kind)",
        distance);
    session.update(
        "UPDATE inbox SET last = last + ?, acknowledged = CASE WHEN acknowledged >= last THEN"
            + " acknowledged + ? ELSE acknowledged END",
        distance,
        distance);
  }

  private void moveIds() throws SQLException {
    session.update(
        "UPDATE door_sequence SET next = next + CASE WHEN next <= ? THEN ? ELSE ? END",
        SHORT_ID,
        LEAST_IDS + SHORT_IDS_PER_SECOND * lostSeconds(),
        LEAST_IDS + IDS_PER_SECOND * lostSeconds());
  }

  /** A poll that was running is a part of the doubt of its account. */
  private List<String> doubtPolls() throws SQLException {
    Ids ids = new Ids(Clock.fixed(now, ZoneOffset.UTC));
    List<Doubt> doubts =
        session.query(
            row -> new Doubt(row.getString(1), row.getString(2), row.getLong(3)),
            "SELECT account, question, COALESCE((SELECT MIN(p.started_at) FROM poll p WHERE"
                + " p.account = turn.account AND p.question = turn.question AND p.state ="
                + " 'STARTED'), ?) FROM turn WHERE question <> 'BALANCE' ORDER BY account, question",
            madeAt.toEpochMilli());
    session.update("DELETE FROM poll WHERE state = 'STARTED'");
    for (Doubt doubt : doubts) {
      session.update(
          "INSERT INTO poll (id, account, question, state, started_at, ended_at, reason) VALUES (?,"
              + " ?, ?, 'IN_DOUBT', ?, ?, 'the store was restored from a backup')",
          ids.next(),
          doubt.account(),
          doubt.question(),
          doubt.from(),
          now.toEpochMilli());
    }
    return doubts.stream().map(Doubt::account).distinct().toList();
  }

  private List<String> doubtRunningPolls() throws SQLException {
    return session
        .query(
            row -> row.getString(1),
            "UPDATE poll SET state = 'IN_DOUBT', ended_at = ?, reason = 'the gateway ended during the"
                + " poll' WHERE state = 'STARTED' RETURNING account",
            now.toEpochMilli())
        .stream()
        .distinct()
        .sorted()
        .toList();
  }

  private void releaseLeases() throws SQLException {
    session.update("UPDATE turn SET node = NULL, poll = NULL WHERE poll IS NOT NULL");
    session.update("UPDATE poll SET node = NULL WHERE node IS NOT NULL");
    session.update("UPDATE callback SET node = NULL WHERE node IS NOT NULL");
  }

  private long lostSeconds() {
    return Duration.between(madeAt, now).toSeconds() + 1;
  }

  private long count(String sql, Object... values) throws SQLException {
    return session.queryFirst(row -> row.getLong(1), sql, values).orElse(0L);
  }
}
