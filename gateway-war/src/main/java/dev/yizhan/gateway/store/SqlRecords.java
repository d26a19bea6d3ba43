package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.RecordBatch;
import dev.yizhan.gateway.core.record.RecordSource;
import dev.yizhan.gateway.core.record.RecordStore;
import dev.yizhan.gateway.core.submission.Ids;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records on their way to their owner in SQL. */
final class SqlRecords implements RecordStore {

  private static final int MOST_REMOVED = 2000;
  private static final int MOST_LOOKED_AT = 500;

  private final GroupCommit writer;
  private final Reader reader;
  private final Intake intake;
  private final Polls polls;
  private final Database database;

  SqlRecords(GroupCommit writer, Reader reader, Intake intake, Polls polls, Database database) {
    this.writer = writer;
    this.reader = reader;
    this.intake = intake;
    this.polls = polls;
    this.database = database;
  }

  @Override
  public int pushed(RecordBatch batch, byte[] body, Instant now) {
    return writer.writeLast(session -> polls.push(session, batch, body, now));
  }

  @Override
  public void unreadable(String account, byte[] body, String reason, Instant now) {
    writer.writeLast(session -> polls.unreadable(session, account, body, reason, now));
  }

  /** A report that waits, and since when. */
  private record Waiting(OwnedRecord record, String account, Instant since) {}

  @Override
  public long look(List<RecordSource> accounts, long behind, Duration wait, Instant now) {
    List<Long> found =
        reader.read(
            session ->
                session.list(
                    row -> row.getLong(1),
                    "SELECT id FROM record WHERE consumer IS NULL AND id > ? ORDER BY id LIMIT "
                        + MOST_LOOKED_AT,
                    behind));
    if (found.isEmpty()) {
      return 0;
    }
    long last = writer.writeLast(session -> look(session, accounts, found, now.minus(wait), now));
    return found.size() < MOST_LOOKED_AT ? 0 : last;
  }

  private long look(
      Session session, List<RecordSource> accounts, List<Long> found, Instant over, Instant now)
      throws SQLException {
    List<Waiting> waiting =
        session.list(
            row ->
                new Waiting(
                    InboxRows.waiting(row), row.getString(8), Instant.ofEpochMilli(row.getLong(9))),
            "SELECT id, number, other_numbers, vendor_id, custom_id, verdict, status, account,"
                + " received_at FROM record WHERE consumer IS NULL AND id >= ? AND id <= ? ORDER BY"
                + " id"
                + database.lockingRows(),
            found.get(0),
            found.get(found.size() - 1));
    Map<String, RecordSource> byName = new HashMap<>();
    accounts.forEach(account -> byName.put(account.account(), account));
    Map<String, List<Waiting>> byAccount = new HashMap<>();
    waiting.forEach(
        each -> byAccount.computeIfAbsent(each.account(), name -> new ArrayList<>()).add(each));
    for (Map.Entry<String, List<Waiting>> each : byAccount.entrySet()) {
      RecordSource account = byName.get(each.getKey());
      Set<Long> ended = new HashSet<>();
      each.getValue().stream()
          .filter(record -> record.since().isBefore(over))
          .forEach(record -> ended.add(record.record().id()));
      if (account == null) {
        Intake.abandon(session, ended);
      } else {
        intake.again(
            session,
            account.channels(),
            account.ownership(),
            each.getValue().stream().map(Waiting::record).toList(),
            ended,
            now);
      }
    }
    return found.get(found.size() - 1);
  }

  @Override
  public int assign(String account, String owner) {
    boolean any =
        reader.read(
            session ->
                session
                    .first(
                        row -> true,
                        "SELECT 1 FROM record WHERE consumer = '' AND account = ? LIMIT 1",
                        account)
                    .isPresent());
    return any ? writer.writeLast(session -> intake.assign(session, account, owner)) : 0;
  }

  @Override
  public int remove(Instant over, Instant forgotten) {
    List<Object[]> polls = old("poll", over);
    List<Object[]> records = old("record", over);
    List<Object[]> identities =
        reader.read(
            session ->
                session.list(
                    row -> new Object[] {row.getString(1), row.getBytes(2), row.getLong(3)},
                    "SELECT near, digest, seen_at FROM record_identity WHERE seen_at < ? ORDER BY"
                        + " seen_at LIMIT "
                        + MOST_REMOVED,
                    forgotten.toEpochMilli()));
    int all = polls.size() + records.size() + identities.size();
    if (all > 0) {
      writer.write(
          session -> {
            session.updateAll("DELETE FROM broken_record WHERE poll = ?", polls);
            session.updateAll("DELETE FROM poll WHERE id = ?", polls);
            session.updateAll("DELETE FROM record WHERE id = ?", records);
            return session.updateAll(
                "DELETE FROM record_identity WHERE near = ? AND digest = ? AND seen_at = ?",
                identities);
          });
    }
    return all;
  }

  private List<Object[]> old(String table, Instant over) {
    return reader.read(
        session ->
            session.list(
                row -> new Object[] {row.getLong(1)},
                "SELECT id FROM " + table + " WHERE id < ? ORDER BY id LIMIT " + MOST_REMOVED,
                Ids.from(over)));
  }

  @Override
  public void probe() {
    writer.write(session -> 0);
  }
}
