package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.sending.QuotaStore;
import dev.yizhan.gateway.store.sql.BulkWork;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Daily counters in SQL. All counters of a group are locked in one order, after everything else in
 * the group, to prevent deadlocks between nodes. Limits are checked in memory.
 */
final class SqlQuotas implements QuotaStore {

  private static final Session.MultiRowStatement LOCK =
      new Session.MultiRowStatement(
          "INSERT INTO quota (name, day, amount) VALUES ",
          "(?, ?, 0)",
          " ON CONFLICT (name, day) DO UPDATE SET amount = quota.amount RETURNING name, day,"
              + " amount");
  private static final String ADD =
      "UPDATE quota SET amount = amount + ? WHERE name = ? AND day = ?";
  private static final int MOST_FORGOTTEN = 2000;

  /** Most consumers wait longer for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final GroupCommit writer;
  private final StoreReader reader;

  /** One instance for all stores, so that a group's counters are locked in one order. */
  private static final BulkWork<Change, Optional<Count>> CHANGES = new Changes();

  /** Amounts to be added or subtracted. */
  private record Change(long day, List<Count> counts, boolean isReservation) {}

  private record Key(String name, long day) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      return Comparator.comparing(Key::name).thenComparing(Key::day).compare(this, other);
    }
  }

  private static final class Changes implements BulkWork<Change, Optional<Count>> {

    @Override
    public boolean runsLate() {
      return true;
    }

    @Override
    public List<Optional<Count>> run(Session session, List<Change> changes) throws SQLException {
      TreeSet<Key> keys = new TreeSet<>();
      for (Change change : changes) {
        change.counts().forEach(count -> keys.add(new Key(count.name(), change.day())));
      }
      Map<Key, Long> before = new HashMap<>();
      session.queryAll(
          row -> before.put(new Key(row.getString(1), row.getLong(2)), row.getLong(3)),
          LOCK,
          keys.stream().map(key -> new Object[] {key.name(), key.day()}).toList());
      Map<Key, Long> added = new HashMap<>();
      List<Optional<Count>> results = new ArrayList<>();
      for (Change change : changes) {
        Optional<Count> exceeded =
            change.counts().stream()
                .filter(
                    count -> change.isReservation() && exceedsLimit(change, count, before, added))
                .findFirst();
        results.add(exceeded);
        if (exceeded.isEmpty()) {
          long sign = change.isReservation() ? 1 : -1;
          change
              .counts()
              .forEach(
                  count ->
                      added.merge(
                          new Key(count.name(), change.day()), sign * count.amount(), Long::sum));
        }
      }
      session.updateAll(
          ADD,
          keys.stream()
              .filter(key -> added.getOrDefault(key, 0L) != 0)
              .map(key -> new Object[] {added.getOrDefault(key, 0L), key.name(), key.day()})
              .toList());
      return results;
    }

    private static boolean exceedsLimit(
        Change change, Count count, Map<Key, Long> before, Map<Key, Long> added) {
      Key key = new Key(count.name(), change.day());
      return before.getOrDefault(key, 0L) + added.getOrDefault(key, 0L) + count.amount()
          > count.limit();
    }
  }

  SqlQuotas(GroupCommit writer, StoreReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public long amount(LocalDate day, String name) {
    return reader
        .read(
            session ->
                session.queryFirst(
                    row -> row.getLong(1),
                    "SELECT amount FROM quota WHERE name = ? AND day = ?",
                    name,
                    day.toEpochDay()))
        .orElse(0L);
  }

  @Override
  public Optional<Count> reserve(LocalDate day, List<Count> counts) {
    return StoreException.await(
        writer.submit(CHANGES, new Change(day.toEpochDay(), List.copyOf(counts), true), PATIENCE));
  }

  @Override
  public void release(LocalDate day, List<Count> counts) {
    Optional<Count> unused =
        StoreException.await(
            writer.submit(
                CHANGES, new Change(day.toEpochDay(), List.copyOf(counts), false), PATIENCE));
  }

  @Override
  public int removeBefore(LocalDate before) {
    return writer.write(
        session ->
            session.update(
                "DELETE FROM quota WHERE (name, day) IN (SELECT name, day FROM quota WHERE day < ?"
                    + " LIMIT "
                    + MOST_FORGOTTEN
                    + ")",
                before.toEpochDay()));
  }
}
