package dev.yizhan.gateway.store.rollup;

import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a transaction adds to the sums of statements. It is written at the end of the transaction,
 * in one order, and each node has rows of its own: whoever holds a lock of these rows waits for no
 * other row, and hardly anybody waits for it.
 *
 * <p>Submissions of days before {@code statement_start} have no sums. What happens to them is not
 * added: they are counted themselves, and added as they are when they are removed.
 */
public final class Rollups implements Session.AtEnd {

  private static final List<String> SUM_COLUMNS =
      Arrays.stream(Figure.values()).map(Figure::column).toList();
  private static final List<String> SECOND_COLUMNS =
      IntStream.range(0, SecondRange.PARTS).mapToObj(part -> "n" + part).toList();
  private static final String ADD_SUMS =
      add("statement_sum", "day, consumer, channel, slot", SUM_COLUMNS);
  private static final String ADD_SECONDS =
      add("statement_seconds", "day, consumer, channel, slot, span", SECOND_COLUMNS);

  private final TreeMap<RollupKey, Amounts> added = new TreeMap<>();

  /** What is written although its day has no sums yet. */
  private final TreeMap<RollupKey, Amounts> folded = new TreeMap<>();

  /** The first day with sums; unknown until it is needed. */
  private long firstDay = Long.MAX_VALUE;

  private Rollups() {}

  /** Those of the current transaction. */
  public static Rollups of(Session session) {
    return session.atEnd(Rollups.class, Rollups::new);
  }

  /** The amounts that are added to a key; to be changed by the caller. */
  public Amounts at(RollupKey key) {
    return added.computeIfAbsent(key, each -> new Amounts());
  }

  /** Counts recipients that waited before, in their new state. */
  public void move(RollupKey key, DeliveryState state, long recipients) {
    if (recipients != 0) {
      at(key).add(state, recipients);
    }
  }

  /** Adds what was counted of submissions that have no sums, and are removed. */
  void fold(Map<RollupKey, Amounts> counted) {
    counted.forEach(
        (key, amounts) -> folded.computeIfAbsent(key, each -> new Amounts()).addAll(amounts, 1));
  }

  /** The first day whose submissions have sums. */
  public static long firstDay(Session session) throws SQLException {
    return session
        .queryFirst(row -> row.getLong(1), "SELECT day FROM statement_start")
        .orElse(Long.MAX_VALUE);
  }

  /**
   * The sums of some days.
   *
   * @param from the first day, days since 1970, China time
   * @param to the last day
   * @param consumer empty for all
   */
  public static SortedMap<RollupKey, Amounts> read(
      Session session, long from, long to, Optional<String> consumer) throws SQLException {
    TreeMap<RollupKey, Amounts> sums = new TreeMap<>();
    List<Object> values = new ArrayList<>(List.of(from, to));
    consumer.ifPresent(values::add);
    String ofDays =
        " WHERE day >= ? AND day <= ?" + (consumer.isPresent() ? " AND consumer = ?" : "");
    Figure[] figures = Figure.values();
    session.query(
        row -> {
          Amounts amounts = amounts(sums, row);
          for (int i = 0; i < figures.length; i++) {
            amounts.add(figures[i], row.getLong(4 + i));
          }
          return amounts;
        },
        "SELECT day, consumer, channel, "
            + String.join(", ", SUM_COLUMNS)
            + " FROM statement_sum"
            + ofDays,
        values.toArray());
    session.query(
        row -> {
          Amounts amounts = amounts(sums, row);
          int range = row.getInt(4);
          for (int part = 0; part < SecondRange.PARTS; part++) {
            long deliveries = row.getLong(5 + part);
            if (deliveries != 0) {
              amounts.addSeconds(range, part, deliveries);
            }
          }
          return amounts;
        },
        "SELECT day, consumer, channel, span, "
            + String.join(", ", SECOND_COLUMNS)
            + " FROM statement_seconds"
            + ofDays,
        values.toArray());
    return sums;
  }

  private static Amounts amounts(SortedMap<RollupKey, Amounts> sums, ResultSet row)
      throws SQLException {
    return sums.computeIfAbsent(
        new RollupKey(row.getLong(1), row.getString(2), row.getString(3)), key -> new Amounts());
  }

  /** Removes the sums of days before one; returns how many rows. */
  public static int forget(Session session, long before) throws SQLException {
    return session.update("DELETE FROM statement_sum WHERE day < ?", before)
        + session.update("DELETE FROM statement_seconds WHERE day < ?", before);
  }

  /** Decides once for a store from which day on it has sums. */
  public static void start(Session session, long today) throws SQLException {
    session.update(
        "INSERT INTO statement_start (id, day) VALUES (1, CASE WHEN EXISTS (SELECT 1 FROM"
            + " submission) THEN CAST(? AS BIGINT) ELSE 0 END) ON CONFLICT (id) DO NOTHING",
        today + 1);
  }

  @Override
  public void run(Session session) throws SQLException {
    if (added.isEmpty() && folded.isEmpty()) {
      return;
    }
    if (firstDay == Long.MAX_VALUE) {
      firstDay = firstDay(session);
    }
    added.keySet().removeIf(key -> key.day() < firstDay);
    folded.forEach((key, amounts) -> at(key).addAll(amounts, 1));
    write(session);
    added.clear();
    folded.clear();
  }

  private void write(Session session) throws SQLException {
    List<Object[]> sums = new ArrayList<>();
    List<Object[]> seconds = new ArrayList<>();
    added.forEach(
        (key, amounts) -> {
          if (amounts.hasFigures()) {
            sums.add(row(session, key, List.of(), amounts.figures()));
          }
          amounts
              .seconds()
              .forEach((range, counts) -> seconds.add(row(session, key, List.of(range), counts)));
        });
    session.updateAll(ADD_SUMS, sums);
    session.updateAll(ADD_SECONDS, seconds);
  }

  private static Object[] row(Session session, RollupKey key, List<Object> more, long[] amounts) {
    List<Object> values = new ArrayList<>(4 + more.size() + amounts.length);
    values.add(key.day());
    values.add(key.consumer());
    values.add(key.channel());
    values.add(session.slot());
    values.addAll(more);
    for (long amount : amounts) {
      values.add(amount);
    }
    return values.toArray();
  }

  private static String add(String table, String key, List<String> columns) {
    int parameters = key.split(", ", -1).length + columns.size();
    return "INSERT INTO "
        + table
        + " ("
        + key
        + ", "
        + String.join(", ", columns)
        + ") VALUES ("
        + String.join(", ", Collections.nCopies(parameters, "?"))
        + ") ON CONFLICT ("
        + key
        + ") DO UPDATE SET "
        + String.join(
            ", ",
            columns.stream()
                .map(column -> column + " = " + table + "." + column + " + excluded." + column)
                .toList());
  }
}
