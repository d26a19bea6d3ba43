package dev.yizhan.gateway.store.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * This node's row. Every transaction of the node increments its counter: this is the node's
 * heartbeat, and after a commit with unknown result it shows whether the transaction was committed.
 */
public final class NodeRow {

  private final long id;
  private final long startedAt;
  private long commits;

  public NodeRow(long id, Instant startedAt) {
    this.id = id;
    this.startedAt = startedAt.toEpochMilli();
  }

  public long id() {
    return id;
  }

  /** Inserts the row if it is missing: another node may have declared this one dead. */
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
   * Whether the transaction that counted last was committed; waits for its end by the row's lock.
   * Empty if another node has declared this one dead and removed the row: the result stays unknown.
   */
  Optional<Boolean> hasCommitted(Session session) throws SQLException {
    return session.queryFirst(
        row -> row.getLong(1) == commits,
        "UPDATE node SET started_at = ? WHERE id = ? RETURNING commits",
        startedAt,
        id);
  }
}
