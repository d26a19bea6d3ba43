package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.polling.PollKind;
import dev.yizhan.gateway.core.polling.PollLease;
import dev.yizhan.gateway.store.sql.NodeRow;
import dev.yizhan.gateway.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Leases of polls. A lease is acquired, and its poll stored, in one transaction, so that two nodes
 * never poll at once. For a balance only the pause is reserved: querying it twice does no harm.
 */
final class PollLeases {

  /** The condition of {@link PollLease#isFree}. */
  private static final String DUE = " AND (due_at <= ? OR due_at - pause > ?)";

  private final NodeRow node;

  PollLeases(NodeRow node) {
    this.node = node;
  }

  long node() {
    return node.id();
  }

  List<PollLease> all(Session session) throws SQLException {
    return session.query(
        this::lease,
        "SELECT account, question, poll, due_at, pause, since, answered_at, failure, node FROM turn");
  }

  private PollLease lease(ResultSet row) throws SQLException {
    boolean isHeld = row.getObject(3) != null;
    PollLease.Holder holder =
        row.getLong(9) == node.id() ? PollLease.Holder.THIS_NODE : PollLease.Holder.OTHER_NODE;
    return new PollLease(
        row.getString(1),
        PollKind.valueOf(row.getString(2)),
        isHeld ? holder : PollLease.Holder.NOBODY,
        Instant.ofEpochMilli(row.getLong(4)),
        Duration.ofMillis(row.getLong(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        row.getObject(7) == null
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(row.getLong(7))),
        Optional.ofNullable(row.getString(8)));
  }

  /** Acquires a lease that is due and not held. */
  boolean acquire(
      Session session, String account, PollKind kind, long poll, Duration initialPause, Instant now)
      throws SQLException {
    session.update(
        "INSERT INTO turn (account, question, due_at, pause, since) VALUES (?, ?, ?, ?, ?) ON"
            + " CONFLICT (account, question) DO NOTHING",
        account,
        kind.name(),
        now.toEpochMilli(),
        initialPause.toMillis(),
        now.toEpochMilli());
    if (kind.recordKind().isEmpty()) {
      return session.update(
              "UPDATE turn SET due_at = ? WHERE account = ? AND question = ?" + DUE,
              now.plus(initialPause).toEpochMilli(),
              account,
              kind.name(),
              now.toEpochMilli(),
              now.plus(PollLease.MAX_CLOCK_ERROR).toEpochMilli())
          == 1;
    }
    boolean acquired =
        session.update(
                "UPDATE turn SET node = ?, poll = ? WHERE account = ? AND question = ? AND poll IS"
                    + " NULL"
                    + DUE,
                node.id(),
                poll,
                account,
                kind.name(),
                now.toEpochMilli(),
                now.plus(PollLease.MAX_CLOCK_ERROR).toEpochMilli())
            == 1;
    if (acquired) {
      session.update(
          "INSERT INTO poll (id, account, question, state, node, started_at) VALUES (?, ?, ?,"
              + " 'STARTED', ?, ?)",
          poll,
          account,
          kind.name(),
          node.id(),
          now.toEpochMilli());
    }
    return acquired;
  }

  List<Long> held(Session session) throws SQLException {
    return session.query(row -> row.getLong(1), "SELECT poll FROM turn WHERE node = ?", node.id());
  }

  /** Releases the lease of a poll whose request was certainly not sent. */
  int release(Session session, long poll) throws SQLException {
    session.update("DELETE FROM poll WHERE id = ? AND state = 'STARTED'", poll);
    return session.update(
        "UPDATE turn SET node = NULL, poll = NULL WHERE poll = ? AND node = ?", poll, node.id());
  }

  /** Releases the lease of a poll that has ended, unless another node holds it now. */
  static void end(Session session, long poll, Optional<String> failure, Duration pause, Instant now)
      throws SQLException {
    session.update(
        "UPDATE turn SET node = NULL, poll = NULL, due_at = ?, pause = ?, answered_at = CASE WHEN"
            + " CAST(? AS TEXT) IS NULL THEN CAST(? AS BIGINT) ELSE answered_at END, failure = ?"
            + " WHERE poll = ?",
        now.plus(pause).toEpochMilli(),
        pause.toMillis(),
        failure,
        now.toEpochMilli(),
        failure,
        poll);
  }

  /** The same for a balance, whose lease no node holds. */
  static void endBalance(
      Session session, String account, Optional<String> failure, Duration pause, Instant now)
      throws SQLException {
    session.update(
        "UPDATE turn SET due_at = ?, pause = ?, answered_at = CASE WHEN CAST(? AS TEXT) IS NULL"
            + " THEN CAST(? AS BIGINT) ELSE answered_at END, failure = ? WHERE account = ? AND"
            + " question = 'BALANCE'",
        now.plus(pause).toEpochMilli(),
        pause.toMillis(),
        failure,
        now.toEpochMilli(),
        failure,
        account);
  }

  /** A node's running polls have an unknown result; other nodes may process its stored answers. */
  static int abandon(Session session, long dead, Instant now) throws SQLException {
    session.update(
        "UPDATE turn SET node = NULL, poll = NULL, due_at = ? + pause, failure = 'the gateway ended"
            + " during the poll' WHERE node = ?",
        now.toEpochMilli(),
        dead);
    session.update(
        "UPDATE poll SET node = NULL WHERE node = ? AND state = 'ARRIVED' AND state <> 'TAKEN'",
        dead);
    return session.update(
        "UPDATE poll SET state = 'IN_DOUBT', node = NULL, ended_at = ?, reason = 'the gateway ended"
            + " during the poll' WHERE node = ? AND state = 'STARTED'",
        now.toEpochMilli(),
        dead);
  }
}
