package dev.yizhan.gateway.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * This node's row. Every transaction of the node counts it up: that is its sign of life, and after
 * a commit that was not answered it tells whether the transaction happened.
 */
final class NodeRow {

  private final long id;
  private final long startedAt;
  private long commits;

  NodeRow(long id, Instant startedAt) {
    this.id = id;
    this.startedAt = startedAt.toEpochMilli();
  }

  long id() {
    return id;
  }

  /** Makes the row where it is not there: others may have taken this node for dead. */
  void countTransaction(Session session) throws SQLException {
    commits++;
    session.update(
        "INSERT INTO node (id, started_at, commits) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            + " commits = excluded.commits",
        id,
        startedAt,
        commits);
  }

  /**
   * Waits, by the row's lock, until the transaction that counted last is over; whether it happened.
   * Empty where others have taken this node for dead and its row away: then nobody can tell.
   */
  Optional<Boolean> hasCommitted(Session session) throws SQLException {
    return session.queryFirst(
        row -> row.getLong(1) == commits,
        "UPDATE node SET started_at = ? WHERE id = ? RETURNING commits",
        startedAt,
        id);
  }
}
