package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.session.OperatorSession;
import dev.yizhan.gateway.core.session.SessionStore;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.time.Instant;
import java.util.Optional;

/** SQL for both SQLite and PostgreSQL. */
final class SqlSessions implements SessionStore {

  private final GroupCommit writer;
  private final StoreReader reader;

  SqlSessions(GroupCommit writer, StoreReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public void add(OperatorSession session) {
    update(
        "INSERT INTO console_session (token_hash, consumer, proof, created_at, used_at) VALUES (?,"
            + " ?, ?, ?, ?)",
        session.tokenHash(),
        session.consumer(),
        session.proof(),
        session.createdAt().toEpochMilli(),
        session.usedAt().toEpochMilli());
  }

  @Override
  public Optional<OperatorSession> find(String tokenHash) {
    return reader.read(
        session ->
            session.queryFirst(
                row ->
                    new OperatorSession(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)),
                        Instant.ofEpochMilli(row.getLong(5))),
                "SELECT token_hash, consumer, proof, created_at, used_at FROM console_session WHERE"
                    + " token_hash = ?",
                tokenHash));
  }

  @Override
  public void used(String tokenHash, Instant now) {
    update(
        "UPDATE console_session SET used_at = ? WHERE token_hash = ?",
        now.toEpochMilli(),
        tokenHash);
  }

  @Override
  public void remove(String tokenHash) {
    update("DELETE FROM console_session WHERE token_hash = ?", tokenHash);
  }

  @Override
  public void removeAll(String consumer) {
    update("DELETE FROM console_session WHERE consumer = ?", consumer);
  }

  @Override
  public void forget(Instant begunBefore, Instant usedBefore) {
    update(
        "DELETE FROM console_session WHERE created_at < ? OR used_at < ?",
        begunBefore.toEpochMilli(),
        usedBefore.toEpochMilli());
  }

  private void update(String sql, Object... values) {
    int unused = writer.write(session -> session.update(sql, values));
  }
}
