package dev.yizhan.gateway.store;

import static java.util.Objects.requireNonNull;

import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.sending.QuotaStore.Count;
import dev.yizhan.gateway.store.sql.BulkWork;
import dev.yizhan.gateway.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Changes of counters. All counters of a group are locked in one order, after everything else in
 * the group, to prevent deadlocks between nodes. Limits are checked in memory.
 */
final class QuotaChanges implements BulkWork<QuotaChanges.Change, Optional<Count>> {

  private static final Session.MultiRowStatement LOCK_DAYS =
      new Session.MultiRowStatement(
          "INSERT INTO quota (name, day, amount) VALUES ",
          "(?, ?, 0)",
          " ON CONFLICT (name, day) DO UPDATE SET amount = quota.amount RETURNING name, day,"
              + " amount, 0");
  private static final String WRITE_DAY = "UPDATE quota SET amount = ? WHERE name = ? AND day = ?";

  private static final Session.MultiRowStatement LOCK_WINDOWS =
      new Session.MultiRowStatement(
          "INSERT INTO quota_window (name, started_at, amount) VALUES ",
          "(?, 0, 0)",
          " ON CONFLICT (name) DO UPDATE SET amount = quota_window.amount RETURNING name, "
              + Key.NO_DAY
              + ", amount, started_at");
  private static final String WRITE_WINDOW =
      "UPDATE quota_window SET amount = ?, started_at = ? WHERE name = ?";

  /**
   * Amounts to be added or subtracted.
   *
   * @param at when they were reserved
   */
  record Change(Instant at, List<Count> counts, boolean isReservation) {

    /** Copies the list. */
    Change {
      counts = List.copyOf(counts);
    }
  }

  /** A row: of a day, or of the only period of its name. */
  private record Key(String name, long day) implements Comparable<Key> {

    private static final long NO_DAY = -1;

    static Key of(Change change, Count count) {
      return new Key(count.name(), count.window().isPresent() ? NO_DAY : chinaDay(change.at()));
    }

    boolean isOfDay() {
      return day != NO_DAY;
    }

    @Override
    public int compareTo(Key other) {
      return Comparator.comparing(Key::name).thenComparing(Key::day).compare(this, other);
    }
  }

  /** A locked row, with the changes of this group. */
  private static final class Counter {
    private long amount;
    private long startedAt;
    private boolean isChanged;

    Counter(long amount, long startedAt) {
      this.amount = amount;
      this.startedAt = startedAt;
    }

    long amountAt(Instant at, Count count) {
      return isOver(at, count) ? 0 : amount;
    }

    private boolean isOver(Instant at, Count count) {
      return count
          .window()
          .filter(length -> at.toEpochMilli() - startedAt >= length.toMillis())
          .isPresent();
    }

    void add(Instant at, Count count) {
      if (count.window().isPresent() && amountAt(at, count) == 0) {
        amount = 0;
        startedAt = at.toEpochMilli();
      }
      amount += count.amount();
      isChanged = true;
    }

    /** What was reserved in an earlier period is not part of this one. */
    void subtract(Instant at, Count count) {
      if (at.toEpochMilli() >= startedAt) {
        amount = Math.max(0, amount - count.amount());
        isChanged = true;
      }
    }
  }

  static long chinaDay(Instant at) {
    return LocalDate.ofInstant(at, QuietHours.CHINA).toEpochDay();
  }

  @Override
  public boolean runsLate() {
    return true;
  }

  @Override
  public List<Optional<Count>> run(Session session, List<Change> changes) throws SQLException {
    Map<Key, Counter> counters = lock(session, changes);
    List<Optional<Count>> results = new ArrayList<>();
    for (Change change : changes) {
      Optional<Count> exceeded =
          change.counts().stream()
              .filter(count -> change.isReservation() && isExceeded(change, count, counters))
              .findFirst();
      results.add(exceeded);
      if (exceeded.isEmpty()) {
        change.counts().forEach(count -> apply(change, count, counters));
      }
    }
    write(session, counters);
    return results;
  }

  private static Map<Key, Counter> lock(Session session, List<Change> changes) throws SQLException {
    TreeSet<Key> keys = new TreeSet<>();
    for (Change change : changes) {
      change.counts().forEach(count -> keys.add(Key.of(change, count)));
    }
    Map<Key, Counter> counters = new HashMap<>();
    Session.RowReader<Counter> reader =
        (ResultSet row) -> {
          Counter counter = new Counter(row.getLong(3), row.getLong(4));
          counters.put(new Key(row.getString(1), row.getLong(2)), counter);
          return counter;
        };
    session.queryAll(
        reader,
        LOCK_DAYS,
        keys.stream()
            .filter(Key::isOfDay)
            .map(key -> new Object[] {key.name(), key.day()})
            .toList());
    session.queryAll(
        reader,
        LOCK_WINDOWS,
        keys.stream().filter(key -> !key.isOfDay()).map(key -> new Object[] {key.name()}).toList());
    return counters;
  }

  private static Counter counter(Change change, Count count, Map<Key, Counter> counters) {
    return requireNonNull(counters.get(Key.of(change, count)));
  }

  private static boolean isExceeded(Change change, Count count, Map<Key, Counter> counters) {
    return counter(change, count, counters).amountAt(change.at(), count) + count.amount()
        > count.limit();
  }

  private static void apply(Change change, Count count, Map<Key, Counter> counters) {
    Counter counter = counter(change, count, counters);
    if (change.isReservation()) {
      counter.add(change.at(), count);
    } else {
      counter.subtract(change.at(), count);
    }
  }

  private static void write(Session session, Map<Key, Counter> counters) throws SQLException {
    List<Object[]> days = new ArrayList<>();
    List<Object[]> windows = new ArrayList<>();
    counters.forEach(
        (key, counter) -> {
          if (!counter.isChanged) {
            return;
          }
          if (key.isOfDay()) {
            days.add(new Object[] {counter.amount, key.name(), key.day()});
          } else {
            windows.add(new Object[] {counter.amount, counter.startedAt, key.name()});
          }
        });
    session.updateAll(WRITE_DAY, days);
    session.updateAll(WRITE_WINDOW, windows);
  }
}
