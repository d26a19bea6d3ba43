package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.callback.CallbackStore;
import dev.yizhan.gateway.core.callback.Progress;
import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.NodeRow;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import dev.yizhan.gateway.store.sql.StoreWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class SqlCallbacks implements CallbackStore {

  private final GroupCommit writer;
  private final StoreReader reader;
  private final NodeRow node;
  private final Ids ids;

  SqlCallbacks(GroupCommit writer, StoreReader reader, NodeRow node, Ids ids) {
    this.writer = writer;
    this.reader = reader;
    this.node = node;
    this.ids = ids;
  }

  @Override
  public List<Standing> standings(List<Callback> callbacks) {
    return reader.read(session -> CallbackRows.standings(session, callbacks));
  }

  @Override
  public void begin(Callback callback) {
    writer.write(session -> ReaderRows.begin(session, callback.consumer(), callback.position()));
  }

  @Override
  public boolean acquire(Callback callback) {
    return writer.write(
        session -> {
          Callback.Id id = callback.id();
          session.update(
              "INSERT INTO callback (consumer, reader) VALUES (?, ?) ON CONFLICT (consumer, reader)"
                  + " DO NOTHING",
              id.consumer(),
              id.reader().name());
          return session.update(
                  "UPDATE callback SET node = ? WHERE consumer = ? AND reader = ? AND node IS NULL",
                  node.id(),
                  id.consumer(),
                  id.reader().name())
              == 1;
        });
  }

  @Override
  public List<Callback.Id> held() {
    return reader.read(session -> CallbackRows.held(session, "node = ?", node.id()));
  }

  @Override
  public void release(Callback.Id id) {
    writer.write(
        session ->
            session.update(
                "UPDATE callback SET node = NULL WHERE consumer = ? AND reader = ? AND node = ?",
                id.consumer(),
                id.reader().name(),
                node.id()));
  }

  @Override
  public long nextId() {
    return ids.next();
  }

  @Override
  public boolean save(Callback callback, Progress progress) {
    StoreWork<Boolean> work = session -> save(session, callback, progress);
    // The default reader's position is in a row that the writers of records need.
    return callback.position().equals(Reader.DEFAULT) ? writer.writeLast(work) : writer.write(work);
  }

  private boolean save(Session session, Callback callback, Progress progress) throws SQLException {
    String consumer = callback.consumer();
    if (progress.acknowledged() > 0) {
      boolean unused =
          ReaderRows.acknowledge(
              session, consumer, callback.position(), progress.kind(), progress.acknowledged());
    }
    boolean isHeld =
        session.update(
                "UPDATE callback SET node = node WHERE consumer = ? AND reader = ? AND node = ?",
                consumer,
                callback.id().reader().name(),
                node.id())
            == 1;
    long position =
        ReaderRows.position(session, consumer, callback.position(), progress.kind()).orElse(0L);
    if (isHeld && position == progress.acknowledged()) {
      CallbackRows.write(session, callback.id(), progress);
    }
    return isHeld;
  }

  @Override
  public Optional<Instant> oldestUndelivered(String consumer, Progress progress) {
    return progress.assigned() == progress.acknowledged()
        ? Optional.empty()
        : reader.read(
            session ->
                session.queryFirst(
                    row -> Instant.ofEpochMilli(row.getLong(1)),
                    "SELECT received_at FROM record WHERE consumer = ? AND kind = ? AND position >"
                        + " ? ORDER BY position LIMIT 1",
                    consumer,
                    progress.kind().name(),
                    progress.acknowledged()));
  }

  @Override
  public boolean skip(Callback callback, Skip skip) {
    return writer.writeLast(
        session -> {
          RecordKind kind = skip.kind();
          String consumer = callback.consumer();
          long position =
              ReaderRows.position(session, consumer, callback.position(), kind).orElse(0L);
          if (!CallbackRows.failsAt(session, callback.id(), kind, skip.position(), position)) {
            return false;
          }
          session.update(
              "INSERT INTO skipped_record (consumer, kind, reader, position, who, reason, at)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (consumer, kind, reader, position)"
                  + " DO NOTHING",
              consumer,
              kind.name(),
              callback.id().reader().name(),
              skip.position(),
              skip.who(),
              skip.reason(),
              skip.at().toEpochMilli());
          boolean unused =
              ReaderRows.acknowledge(session, consumer, callback.position(), kind, skip.position());
          boolean isForgiven = CallbackRows.forgive(session, callback.id(), kind) == 1;
          int journaled =
              SqlJournal.add(
                  session,
                  ids.next(),
                  new JournalEntry(
                      skip.at(),
                      skip.who(),
                      JournalEntry.Action.SKIPPED,
                      callback.id() + " " + kind + " " + skip.position(),
                      Optional.of(skip.reason())));
          return isForgiven && journaled == 1;
        });
  }

  @Override
  public SkippedList skipped(Optional<String> consumer) {
    List<Skipped> found =
        reader.read(
            session ->
                session.query(
                    row ->
                        new Skipped(
                            row.getString(1),
                            new Reader(row.getString(3)),
                            new Skip(
                                RecordKind.valueOf(row.getString(2)),
                                row.getLong(4),
                                row.getString(5),
                                row.getString(6),
                                Instant.ofEpochMilli(row.getLong(7)))),
                    "SELECT consumer, kind, reader, position, who, reason, at FROM skipped_record"
                        + (consumer.isPresent() ? " WHERE consumer = ?" : "")
                        + " ORDER BY at DESC, consumer, kind, position DESC LIMIT "
                        + (MOST_LISTED + 1),
                    consumer.stream().toArray()));
    return new SkippedList(
        found.subList(0, Math.min(found.size(), MOST_LISTED)), found.size() > MOST_LISTED);
  }

  /** The callbacks of a dead node are free. */
  static int abandon(Session session, long dead) throws SQLException {
    return session.update("UPDATE callback SET node = NULL WHERE node = ?", dead);
  }
}
