package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.journal.JournalStore;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SQL for both SQLite and PostgreSQL. Ids are ordered by time. */
final class SqlJournal implements JournalStore {

  private static final int MOST_FORGOTTEN = 2000;

  private final GroupCommit writer;
  private final StoreReader reader;
  private final Ids ids;

  SqlJournal(GroupCommit writer, StoreReader reader, Ids ids) {
    this.writer = writer;
    this.reader = reader;
    this.ids = ids;
  }

  @Override
  public void add(JournalEntry entry) {
    int unused = writer.write(session -> add(session, ids.next(), entry));
  }

  /** In the transaction of what it tells. */
  static int add(Session session, long id, JournalEntry entry) throws SQLException {
    return session.update(
        "INSERT INTO journal (id, at, who, action, target, reason) VALUES (?, ?, ?, ?, ?, ?)",
        id,
        entry.at().toEpochMilli(),
        entry.who(),
        entry.action().name(),
        entry.target(),
        entry.reason());
  }

  private record Row(long id, JournalEntry entry) {}

  @Override
  public Page list(Optional<Long> below) {
    List<Row> rows =
        reader.read(
            session ->
                session.query(
                    row ->
                        new Row(
                            row.getLong(1),
                            new JournalEntry(
                                Instant.ofEpochMilli(row.getLong(2)),
                                row.getString(3),
                                JournalEntry.Action.valueOf(row.getString(4)),
                                row.getString(5),
                                Optional.ofNullable(row.getString(6)))),
                    "SELECT id, at, who, action, target, reason FROM journal WHERE id < ? ORDER BY"
                        + " id DESC LIMIT "
                        + (PAGE + 1),
                    below.orElse(Long.MAX_VALUE)));
    List<Row> page = rows.subList(0, Math.min(rows.size(), PAGE));
    return new Page(
        page.stream().map(Row::entry).toList(),
        rows.size() > PAGE ? Optional.of(page.get(PAGE - 1).id()) : Optional.empty());
  }

  @Override
  public int forget(Instant before) {
    return writer.write(
        session ->
            session.update(
                "DELETE FROM journal WHERE id IN (SELECT id FROM journal WHERE id < ? ORDER BY id"
                    + " LIMIT "
                    + MOST_FORGOTTEN
                    + ")",
                Ids.lowestAt(before)));
  }
}
