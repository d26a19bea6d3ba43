package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.InboxStore.Backlog;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The acknowledged positions of readers. The default reader's is in the row that counts the
 * consumer's records, and each other's in a row of its own, which the writers of records never
 * lock.
 */
final class ReaderRows {

  private ReaderRows() {}

  /** A reader's position; empty if it has none yet. */
  static Optional<Long> position(Session session, String consumer, Reader reader, RecordKind kind)
      throws SQLException {
    if (reader.equals(Reader.DEFAULT)) {
      return Optional.of(
          session
              .queryFirst(
                  row -> row.getLong(1),
                  "SELECT acknowledged FROM inbox WHERE consumer = ? AND kind = ?",
                  consumer,
                  kind.name())
              .orElse(0L));
    }
    return session.queryFirst(
        row -> row.getLong(1),
        "SELECT acknowledged FROM reader WHERE consumer = ? AND kind = ? AND name = ?",
        consumer,
        kind.name(),
        reader.name());
  }

  /**
   * Lets a new reader begin where the default one stands, for both kinds at the same moment;
   * changes nothing for one that has begun.
   */
  static int begin(Session session, String consumer, Reader reader) throws SQLException {
    int begun = 0;
    for (RecordKind kind : RecordKind.values()) {
      begun +=
          session.update(
              "INSERT INTO reader (consumer, kind, name, acknowledged) VALUES (?, ?, ?,"
                  + " COALESCE((SELECT acknowledged FROM inbox WHERE consumer = ? AND kind = ?),"
                  + " 0)) ON CONFLICT (consumer, kind, name) DO NOTHING",
              consumer,
              kind.name(),
              reader.name(),
              consumer,
              kind.name());
    }
    return begun;
  }

  /** Moves a reader forward; returns whether the position is assigned and the reader has begun. */
  static boolean acknowledge(
      Session session, String consumer, Reader reader, RecordKind kind, long position)
      throws SQLException {
    if (reader.equals(Reader.DEFAULT)) {
      return session.update(
              "UPDATE inbox SET acknowledged = CASE WHEN acknowledged < ? THEN ? ELSE acknowledged"
                  + " END WHERE consumer = ? AND kind = ? AND last >= ?",
              position,
              position,
              consumer,
              kind.name(),
              position)
          > 0;
    }
    return session.update(
            "UPDATE reader SET acknowledged = CASE WHEN acknowledged < ? THEN ? ELSE acknowledged"
                + " END WHERE consumer = ? AND kind = ? AND name = ? AND EXISTS (SELECT 1 FROM"
                + " inbox WHERE inbox.consumer = reader.consumer AND inbox.kind = reader.kind AND"
                + " inbox.last >= ?)",
            position,
            position,
            consumer,
            kind.name(),
            reader.name(),
            position)
        > 0;
  }

  static List<Backlog> backlogs(Session session) throws SQLException {
    return session.query(
        ReaderRows::backlog,
        "SELECT consumer, '"
            + Reader.DEFAULT.name()
            + "', kind, acknowledged, last FROM inbox UNION ALL SELECT r.consumer, r.name, r.kind,"
            + " r.acknowledged, COALESCE(i.last, 0) FROM reader r LEFT JOIN inbox i ON i.consumer"
            + " = r.consumer AND i.kind = r.kind");
  }

  private static Backlog backlog(ResultSet row) throws SQLException {
    return new Backlog(
        row.getString(1),
        new Reader(row.getString(2)),
        RecordKind.valueOf(row.getString(3)),
        row.getLong(4),
        row.getLong(5));
  }
}
