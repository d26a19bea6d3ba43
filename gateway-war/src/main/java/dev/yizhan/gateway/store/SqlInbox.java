package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.gateway.core.record.InboxStore;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
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
  public List<InboxReport> reports(String consumer, Reader who, Optional<Long> after, int limit) {
    return read(
        rows::report,
        consumer,
        RecordKind.REPORTS,
        position(consumer, who, RecordKind.REPORTS, after),
        limit);
  }

  @Override
  public List<InboxMessage> messages(String consumer, Reader who, Optional<Long> after, int limit) {
    return read(
        rows::message,
        consumer,
        RecordKind.REPLIES,
        position(consumer, who, RecordKind.REPLIES, after),
        limit);
  }

  private long position(String consumer, Reader who, RecordKind kind, Optional<Long> after) {
    return after
        .or(() -> reader.read(session -> ReaderRows.position(session, consumer, who, kind)))
        .orElseGet(() -> begin(consumer, who, kind));
  }

  private long begin(String consumer, Reader who, RecordKind kind) {
    return writer.writeLast(
        session -> {
          ReaderRows.begin(session, consumer, who);
          return ReaderRows.position(session, consumer, who, kind).orElseThrow();
        });
  }

  private <T> List<T> read(
      Session.RowReader<T> row, String consumer, RecordKind kind, long after, int limit) {
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
                after,
                limit));
  }

  @Override
  public boolean acknowledge(String consumer, Reader who, RecordKind kind, long position) {
    return writer.writeLast(
            session ->
                ReaderRows.acknowledge(session, consumer, who, kind, position)
                    || (!who.equals(Reader.DEFAULT)
                        && ReaderRows.begin(session, consumer, who) > 0
                        && ReaderRows.acknowledge(session, consumer, who, kind, position)))
        || position == 0;
  }

  @Override
  public List<Backlog> backlogs() {
    return reader.read(ReaderRows::backlogs);
  }
}
