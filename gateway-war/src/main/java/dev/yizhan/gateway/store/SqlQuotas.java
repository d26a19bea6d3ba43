package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.sending.QuotaStore;
import dev.yizhan.gateway.store.sql.BulkWork;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counters in SQL, changed by {@link QuotaChanges}. */
final class SqlQuotas implements QuotaStore {

  private static final int MOST_FORGOTTEN = 2000;

  /** Most consumers wait longer for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** One instance for all stores, so that a group's counters are locked in one order. */
  private static final BulkWork<QuotaChanges.Change, Optional<Count>> CHANGES = new QuotaChanges();

  private final GroupCommit writer;
  private final StoreReader reader;

  SqlQuotas(GroupCommit writer, StoreReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public long amount(Instant at, String name) {
    return reader
        .read(
            session ->
                session.queryFirst(
                    row -> row.getLong(1),
                    "SELECT amount FROM quota WHERE name = ? AND day = ?",
                    name,
                    QuotaChanges.chinaDay(at)))
        .orElse(0L);
  }

  @Override
  public Optional<Count> reserve(Instant at, List<Count> counts) {
    return change(new QuotaChanges.Change(at, counts, true));
  }

  @Override
  public void release(Instant at, List<Count> counts) {
    Optional<Count> unused = change(new QuotaChanges.Change(at, counts, false));
  }

  private Optional<Count> change(QuotaChanges.Change change) {
    return StoreException.await(writer.submit(CHANGES, change, PATIENCE));
  }

  @Override
  public int removeBefore(Instant time) {
    return writer.write(
        session ->
            session.update(
                    "DELETE FROM quota WHERE (name, day) IN (SELECT name, day FROM quota WHERE day"
                        + " < ? LIMIT "
                        + MOST_FORGOTTEN
                        + ")",
                    QuotaChanges.chinaDay(time))
                + session.update(
                    "DELETE FROM quota_window WHERE name IN (SELECT name FROM quota_window WHERE"
                        + " started_at < ? LIMIT "
                        + MOST_FORGOTTEN
                        + ")",
                    time.toEpochMilli()));
  }
}
