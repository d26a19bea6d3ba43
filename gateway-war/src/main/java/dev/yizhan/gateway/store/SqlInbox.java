package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.gateway.core.record.InboxStore;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

final class SqlInbox implements InboxStore {

  private final GroupCommit writer;
  private final StoreReader reader;
  private final InboxRows rows;

  SqlInbox(GroupCommit writer, StoreReader reader, KeyRing keys) {
    this.writer = writer;
    this.reader = reader;
    this.rows = new InboxRows(keys);
  }

  @Override
  public List<InboxReport> reports(String consumer, Optional<Long> after, int limit) {
    return read(rows::report, consumer, RecordKind.REPORTS, after, limit);
  }

  @Override
  public List<InboxMessage> messages(String consumer, Optional<Long> after, int limit) {
    return read(rows::message, consumer, RecordKind.REPLIES, after, limit);
  }

  private <T> List<T> read(
      Session.RowReader<T> row, String consumer, RecordKind kind, Optional<Long> after, int limit) {
    return reader.read(
        session ->
            session.query(
                row,
                "SELECT "
                    + InboxRows.COLUMNS
                    + " FROM record WHERE consumer = ? AND kind = ? AND position > ? ORDER BY"
                    + " position LIMIT ?",
                consumer,
                kind.name(),
                after.isPresent() ? after.get() : acknowledged(session, consumer, kind),
                limit));
  }

  private static long acknowledged(Session session, String consumer, RecordKind kind)
      throws SQLException {
    return session
        .queryFirst(
            row -> row.getLong(1),
            "SELECT acknowledged FROM inbox WHERE consumer = ? AND kind = ?",
            consumer,
            kind.name())
        .orElse(0L);
  }

  @Override
  public boolean acknowledge(String consumer, RecordKind kind, long position) {
    return writer.writeLast(
            session ->
                session.update(
                        "UPDATE inbox SET acknowledged = CASE WHEN acknowledged < ? THEN ? ELSE"
                            + " acknowledged END WHERE consumer = ? AND kind = ? AND last >= ?",
                        position,
                        position,
                        consumer,
                        kind.name(),
                        position)
                    > 0)
        || position == 0;
  }
}
