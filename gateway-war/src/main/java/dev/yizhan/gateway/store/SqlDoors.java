package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.door.DoorStore;
import dev.yizhan.gateway.core.door.FailedDelivery;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SQL for both SQLite and PostgreSQL. */
final class SqlDoors implements DoorStore {

  private static final int MOST_FORGOTTEN = 2000;

  /** The condition on the state is that of the index. */
  private static final String FAILURES =
      "SELECT d.submission_id, d.position, d.number, d.state, d.at, COALESCE(d.reference,"
          + " s.reference), s.request_id FROM delivery d JOIN submission s ON s.id = d.submission_id WHERE d.state"
          + " IN ('REJECTED', 'EXPIRED', 'CANCELLED') AND d.at >= ? AND s.consumer = ?"
          + " AND s.reference LIKE ? AND NOT EXISTS (SELECT 1 FROM door_told t WHERE t.submission_id"
          + " = d.submission_id AND t.position = d.position AND t.reader = ?) ORDER BY"
          + " d.submission_id, d.position LIMIT ?";

  private static final String TELL =
      "INSERT INTO door_told (reader, submission_id, position) VALUES (?, ?, ?) ON CONFLICT"
          + " (submission_id, position, reader) DO NOTHING";

  private final GroupCommit writer;
  private final StoreReader reader;

  SqlDoors(GroupCommit writer, StoreReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public long takeIds(String company, long first, int count) {
    return writer
            .writeLast(
                session ->
                    session.queryFirst(
                        row -> row.getLong(1),
                        "INSERT INTO door_sequence (company, next) VALUES (?, ?) ON CONFLICT (company)"
                            + " DO UPDATE SET next = door_sequence.next + ? RETURNING next",
                        company,
                        first + count,
                        count))
            .orElseThrow()
        - count;
  }

  @Override
  public long firstId(String digest, long newId, Instant now, Duration window) {
    return writer
        .writeLast(
            session ->
                session.queryFirst(
                    row -> row.getLong(1),
                    "INSERT INTO door_message (digest, first_id, until) VALUES (?, ?, ?) ON CONFLICT"
                        + " (digest) DO UPDATE SET first_id = CASE WHEN door_message.until < ? THEN"
                        + " excluded.first_id ELSE door_message.first_id END, until = CASE WHEN"
                        + " door_message.until < ? THEN excluded.until ELSE door_message.until END"
                        + " RETURNING first_id",
                    digest,
                    newId,
                    now.plus(window).toEpochMilli(),
                    now.toEpochMilli(),
                    now.toEpochMilli()))
        .orElseThrow();
  }

  @Override
  public int forgetMessages(Instant now) {
    return writer.write(
        session ->
            session.update(
                "DELETE FROM door_message WHERE digest IN (SELECT digest FROM door_message WHERE"
                    + " until < ? LIMIT "
                    + MOST_FORGOTTEN
                    + ")",
                now.toEpochMilli()));
  }

  @Override
  public List<FailedDelivery> failures(
      String consumer, String reference, Reader who, Instant since, int most) {
    return reader.read(
        session ->
            session.query(
                SqlDoors::failure,
                FAILURES,
                since.toEpochMilli(),
                consumer,
                reference + "%",
                who.name(),
                most));
  }

  private static FailedDelivery failure(ResultSet row) throws SQLException {
    return new FailedDelivery(
        row.getLong(1),
        row.getInt(2),
        row.getString(3),
        DeliveryState.valueOf(row.getString(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        row.getString(6),
        Optional.ofNullable(row.getString(7)));
  }

  @Override
  public void told(Reader who, List<FailedDelivery> failures) {
    List<Object[]> rows =
        failures.stream()
            .map(each -> new Object[] {who.name(), each.submission(), each.position()})
            .toList();
    int[] unused = writer.write(session -> session.updateAll(TELL, rows));
  }

  @Override
  public void told(Reader who, long submission) {
    int unused =
        writer.write(
            session ->
                session.update(
                    "INSERT INTO door_told (reader, submission_id, position) SELECT CAST(? AS TEXT),"
                        + " submission_id, position FROM delivery WHERE submission_id = ? ON"
                        + " CONFLICT (submission_id, position, reader) DO NOTHING",
                    who.name(),
                    submission));
  }
}
