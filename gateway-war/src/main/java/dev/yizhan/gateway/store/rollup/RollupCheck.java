package dev.yizhan.gateway.store.rollup;

import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.store.sql.Session;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares the sums with the submissions themselves. */
public final class RollupCheck {

  private RollupCheck() {}

  /**
   * Where they differ; it reads every submission.
   *
   * @param from the first day of which nothing has been removed
   * @return a line for each key; none if all agree
   */
  public static List<String> differences(Session session, LocalDate from) throws SQLException {
    long first = Math.max(from.toEpochDay(), Rollups.firstDay(session));
    SortedMap<RollupKey, Amounts> sums =
        Rollups.read(session, first, Long.MAX_VALUE, Optional.empty());
    TreeMap<RollupKey, Amounts> counted = new TreeMap<>();
    long last =
        session
            .queryFirst(row -> row.getLong(1), "SELECT COALESCE(MAX(id), 0) FROM submission")
            .map(id -> RollupKey.of(id, "", "").day())
            .orElse(0L);
    for (long day = first; day <= last; day++) {
      counted.putAll(Recount.of(session, day, lowestId(day), lowestId(day + 1), Optional.empty()));
    }
    TreeSet<RollupKey> keys = new TreeSet<>(sums.keySet());
    keys.addAll(counted.keySet());
    List<String> differences = new ArrayList<>();
    for (RollupKey key : keys) {
      Amounts sum = sums.getOrDefault(key, new Amounts());
      Amounts count = counted.getOrDefault(key, new Amounts());
      if (!sum.equals(count)) {
        differences.add(key + ": the sums have " + sum + ", the submissions " + count);
      }
    }
    return differences;
  }

  private static long lowestId(long day) {
    return Ids.lowestAt(LocalDate.ofEpochDay(day).atStartOfDay(QuietHours.CHINA).toInstant());
  }
}
