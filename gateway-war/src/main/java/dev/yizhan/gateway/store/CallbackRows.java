package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.callback.CallbackStore.Standing;
import dev.yizhan.gateway.core.callback.Progress;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads and writes the progress of callbacks. */
final class CallbackRows {

  private record Key(String consumer, String kind, String reader) {

    static Key of(Callback.Id id, RecordKind kind) {
      return new Key(id.consumer(), kind.name(), id.reader().name());
    }
  }

  private record Stored(Progress.Batch batch, Progress.Failures failures) {}

  private CallbackRows() {}

  /** Four queries, however many callbacks there are: their tables have few rows for each. */
  static List<Standing> standings(Session session, List<Callback> callbacks) throws SQLException {
    boolean isOne = callbacks.size() == 1;
    String condition = isOne ? " WHERE consumer = ?" : "";
    Object[] values = isOne ? new Object[] {callbacks.get(0).consumer()} : new Object[0];
    Map<Key, Long> assigned = new HashMap<>();
    Map<Key, Long> positions = new HashMap<>();
    Map<Key, Stored> stored = new HashMap<>();
    session.query(
        row -> {
          assigned.put(new Key(row.getString(1), row.getString(2), ""), row.getLong(3));
          return positions.put(
              new Key(row.getString(1), row.getString(2), Reader.DEFAULT.name()), row.getLong(4));
        },
        "SELECT consumer, kind, last, acknowledged FROM inbox" + condition,
        values);
    session.query(
        row ->
            positions.put(
                new Key(row.getString(1), row.getString(2), row.getString(3)), row.getLong(4)),
        "SELECT consumer, kind, name, acknowledged FROM reader" + condition,
        values);
    session.query(
        row ->
            stored.put(new Key(row.getString(1), row.getString(2), row.getString(11)), stored(row)),
        "SELECT consumer, kind, id, last, size, failures, failing_since, due_at, reason, refused,"
            + " reader FROM callback_batch"
            + condition,
        values);
    Set<Callback.Id> held = new HashSet<>(held(session, "node IS NOT NULL"));
    List<Standing> standings = new ArrayList<>();
    for (Callback callback : callbacks) {
      List<Progress> progress = new ArrayList<>();
      boolean hasBegun = true;
      for (RecordKind kind : RecordKind.values()) {
        Key reader = new Key(callback.consumer(), kind.name(), callback.position().name());
        hasBegun &= positions.containsKey(reader) || callback.position().equals(Reader.DEFAULT);
        Stored state =
            stored.getOrDefault(
                Key.of(callback.id(), kind),
                new Stored(Progress.Batch.NONE, Progress.Failures.NONE));
        progress.add(
            new Progress(
                kind,
                positions.getOrDefault(reader, 0L),
                assigned.getOrDefault(new Key(callback.consumer(), kind.name(), ""), 0L),
                state.batch(),
                state.failures()));
      }
      standings.add(new Standing(callback, hasBegun, held.contains(callback.id()), progress));
    }
    return standings;
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        new Progress.Batch(row.getLong(3), row.getLong(4), row.getInt(5)),
        new Progress.Failures(
            row.getInt(6),
            InboxRows.optional(row, 7).map(Instant::ofEpochMilli),
            Instant.ofEpochMilli(row.getLong(8)),
            Optional.ofNullable(row.getString(9)),
            row.getInt(10) == 1));
  }

  /** Those whose row in the table of leases meets a condition. */
  static List<Callback.Id> held(Session session, String condition, Object... values)
      throws SQLException {
    return session.query(
        row -> new Callback.Id(row.getString(1), new Reader(row.getString(2))),
        "SELECT consumer, reader FROM callback WHERE " + condition,
        values);
  }

  static void write(Session session, Callback.Id id, Progress progress) throws SQLException {
    Progress.Batch batch = progress.batch();
    Progress.Failures failures = progress.failures();
    int unused =
        session.update(
            "INSERT INTO callback_batch (consumer, reader, kind, id, last, size, failures,"
                + " failing_since, due_at, reason, refused) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?) ON CONFLICT (consumer, reader, kind) DO UPDATE SET id = excluded.id, last = excluded.last, size ="
                + " excluded.size, failures = excluded.failures, failing_since ="
                + " excluded.failing_since, due_at = excluded.due_at, reason = excluded.reason,"
                + " refused = excluded.refused",
            id.consumer(),
            id.reader().name(),
            progress.kind().name(),
            batch.id(),
            batch.last(),
            batch.size(),
            failures.count(),
            failures.since().map(Instant::toEpochMilli),
            failures.dueAt().toEpochMilli(),
            failures.reason(),
            failures.isRefused() ? 1 : 0);
  }

  /** Whether the batch that fails is exactly the record at a position. */
  static boolean failsAt(
      Session session, Callback.Id id, RecordKind kind, long position, long acknowledged)
      throws SQLException {
    return position == acknowledged + 1
        && session
            .queryFirst(
                row -> true,
                "SELECT 1 FROM callback_batch WHERE consumer = ? AND reader = ? AND kind = ? AND"
                    + " last = ? AND failures > 0",
                id.consumer(),
                id.reader().name(),
                kind.name(),
                position)
            .isPresent();
  }

  /** Forgets the failures; what comes next is due at once. */
  static int forgive(Session session, Callback.Id id, RecordKind kind) throws SQLException {
    return session.update(
        "UPDATE callback_batch SET failures = 0, failing_since = NULL, due_at = 0, reason = NULL,"
            + " refused = 0 WHERE consumer = ? AND reader = ? AND kind = ?",
        id.consumer(),
        id.reader().name(),
        kind.name());
  }
}
