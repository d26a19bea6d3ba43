package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.OwnedRecord;
import dev.yizhan.gateway.core.record.RecordBatch;
import dev.yizhan.gateway.core.record.RecordSource;
import dev.yizhan.gateway.core.record.RecordStore;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.store.sql.Database;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class SqlRecords implements RecordStore {

  private static final int MAX_REMOVED = 2000;
  private static final int MAX_MATCHED = 500;

  private final GroupCommit writer;
  private final StoreReader reader;
  private final RecordIntake intake;
  private final RecordCorrections corrections;
  private final PollRows pollRows;
  private final Database database;

  SqlRecords(
      GroupCommit writer,
      StoreReader reader,
      RecordIntake intake,
      PollRows pollRows,
      Database database) {
    this.writer = writer;
    this.reader = reader;
    this.intake = intake;
    this.corrections = new RecordCorrections(intake, database.lockRowsClause());
    this.pollRows = pollRows;
    this.database = database;
  }

  @Override
  public int storePush(RecordBatch batch, byte[] body, Instant now) {
    return writer.writeLast(session -> pollRows.storePush(session, batch, body, now));
  }

  @Override
  public void storeUnreadable(String account, byte[] body, String reason, Instant now) {
    writer.writeLast(session -> pollRows.storeUnreadable(session, account, body, reason, now));
  }

  /** A waiting report. */
  private record Waiting(OwnedRecord record, String account, Instant since) {}

  @Override
  public long matchWaiting(List<RecordSource> accounts, long after, Duration timeout, Instant now) {
    List<Long> found =
        reader.read(
            session ->
                session.query(
                    row -> row.getLong(1),
                    "SELECT id FROM record WHERE consumer IS NULL AND id > ? ORDER BY id LIMIT "
                        + MAX_MATCHED,
                    after));
    if (found.isEmpty()) {
      return 0;
    }
    long last =
        writer.writeLast(
            session -> matchReports(session, accounts, found, now.minus(timeout), now));
    return found.size() < MAX_MATCHED ? 0 : last;
  }

  private long matchReports(
      Session session,
      List<RecordSource> accounts,
      List<Long> found,
      Instant receivedBefore,
      Instant now)
      throws SQLException {
    List<Waiting> waiting =
        session.query(
            row ->
                new Waiting(
                    InboxRows.waitingReport(row),
                    row.getString(9),
                    Instant.ofEpochMilli(row.getLong(8))),
            "SELECT id, number, other_numbers, vendor_id, custom_id, verdict, status, received_at,"
                + " account, vendor_time FROM record WHERE consumer IS NULL AND id >= ? AND id <= ? ORDER BY"
                + " id"
                + database.lockRowsClause(),
            found.get(0),
            found.get(found.size() - 1));
    Map<String, RecordSource> byName = new HashMap<>();
    accounts.forEach(account -> byName.put(account.account(), account));
    Map<String, List<Waiting>> byAccount = new HashMap<>();
    waiting.forEach(
        report ->
            byAccount.computeIfAbsent(report.account(), name -> new ArrayList<>()).add(report));
    for (Map.Entry<String, List<Waiting>> report : byAccount.entrySet()) {
      RecordSource account = byName.get(report.getKey());
      Set<Long> timedOut = new HashSet<>();
      report.getValue().stream()
          .filter(record -> record.since().isBefore(receivedBefore))
          .forEach(record -> timedOut.add(record.record().id()));
      if (account == null) {
        RecordIntake.disown(session, timedOut);
      } else {
        intake.matchWaiting(
            session,
            account,
            report.getValue().stream().map(Waiting::record).toList(),
            timedOut,
            now);
      }
    }
    return found.get(found.size() - 1);
  }

  @Override
  public int correct(List<RecordSource> accounts, Instant now) {
    boolean hasMarked =
        reader.read(
            session ->
                session
                    .queryFirst(row -> true, "SELECT 1 FROM record WHERE recheck = 1 LIMIT 1")
                    .isPresent());
    return hasMarked ? writer.writeLast(session -> corrections.correct(session, accounts, now)) : 0;
  }

  @Override
  public int assignUnowned(String account, String owner) {
    boolean hasUnowned =
        reader.read(
            session ->
                session
                    .queryFirst(
                        row -> true,
                        "SELECT 1 FROM record WHERE consumer = '' AND account = ? LIMIT 1",
                        account)
                    .isPresent());
    return hasUnowned
        ? writer.writeLast(session -> intake.assignUnowned(session, account, owner))
        : 0;
  }

  @Override
  public int removeOld(Instant receivedBefore, Instant seenBefore) {
    List<Object[]> polls = oldIds("poll", receivedBefore);
    List<Object[]> records = oldIds("record", receivedBefore);
    List<Object[]> identities =
        reader.read(
            session ->
                session.query(
                    row -> new Object[] {row.getString(1), row.getBytes(2), row.getLong(3)},
                    "SELECT near, digest, seen_at FROM record_identity WHERE seen_at < ? ORDER BY"
                        + " seen_at LIMIT "
                        + MAX_REMOVED,
                    seenBefore.toEpochMilli()));
    int total = polls.size() + records.size() + identities.size();
    if (total > 0) {
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
    return total;
  }

  private List<Object[]> oldIds(String table, Instant receivedBefore) {
    return reader.read(
        session ->
            session.query(
                row -> new Object[] {row.getLong(1)},
                "SELECT id FROM " + table + " WHERE id < ? ORDER BY id LIMIT " + MAX_REMOVED,
                Ids.lowestAt(receivedBefore)));
  }
}
