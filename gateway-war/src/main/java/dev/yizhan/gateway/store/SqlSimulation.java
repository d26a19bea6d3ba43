package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.simulation.SimulatedRecord;
import dev.yizhan.gateway.core.simulation.SimulationStore;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SQL for both SQLite and PostgreSQL. */
final class SqlSimulation implements SimulationStore {

  private static final String ADD =
      "INSERT INTO simulated_record (id, account, call_id, number, status, due_at) VALUES"
          + " (?, ?, ?, ?, ?, ?)";

  private final GroupCommit writer;
  private final StoreReader reader;
  private final Ids ids;

  SqlSimulation(GroupCommit writer, StoreReader reader, Ids ids) {
    this.writer = writer;
    this.reader = reader;
    this.ids = ids;
  }

  @Override
  public void add(List<SimulatedRecord> records) {
    List<Object[]> rows =
        records.stream()
            .map(
                record ->
                    new Object[] {
                      ids.next(),
                      record.account(),
                      record.callId(),
                      record.number(),
                      record.status(),
                      record.dueAt().toEpochMilli()
                    })
            .toList();
    int[] unused = writer.write(session -> session.updateAll(ADD, rows));
  }

  @Override
  public List<Stored> due(Instant now, int most) {
    return reader.read(
        session ->
            session.query(
                row ->
                    new Stored(
                        row.getLong(1),
                        new SimulatedRecord(
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            Optional.ofNullable(row.getString(5)),
                            Instant.ofEpochMilli(row.getLong(6)))),
                "SELECT id, account, call_id, number, status, due_at FROM simulated_record WHERE"
                    + " due_at <= ? ORDER BY due_at, id LIMIT ?",
                now.toEpochMilli(),
                most));
  }

  @Override
  public void remove(List<Long> ids) {
    List<Object[]> rows = ids.stream().map(id -> new Object[] {id}).toList();
    int[] unused =
        writer.writeLast(
            session -> session.updateAll("DELETE FROM simulated_record WHERE id = ?", rows));
  }
}
