package dev.yizhan.gateway.store.rollup;

import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.store.sql.Session;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts stored submissions themselves, over a range of ids, which are ordered by time. The sums
 * must always be the same.
 */
public final class Recount {

  private static final String PERIOD = " WHERE s.id >= ? AND s.id < ?";

  private static final String DELIVERY =
      " FROM submission s JOIN delivery d ON d.submission_id = s.id JOIN vendor_call c ON"
          + " c.submission_id = s.id AND c.number = d.call"
          + PERIOD;

  /** Each query begins with consumer and channel. Its period and consumer, and groups, follow. */
  private static final String SUBMISSIONS =
      "SELECT s.consumer, s.channel, COUNT(*) FROM submission s" + PERIOD;

  private static final String DELIVERIES =
      "SELECT s.consumer, c.channel, d.state, COUNT(*), SUM(s.parts), SUM(CASE WHEN d.code ="
          + " 'RECIPIENT_OPTED_OUT' THEN 1 ELSE 0 END)"
          + DELIVERY;

  /** Charges are decimal numbers as text: equal ones are counted here, and added exactly. */
  private static final String CALLS =
      "SELECT s.consumer, c.channel, c.outcome, c.charge, COUNT(*), SUM(c.billed_parts) FROM"
          + " submission s JOIN vendor_call c ON c.submission_id = s.id"
          + PERIOD
          + " AND c.outcome IS NOT NULL";

  private static final String SECONDS =
      "SELECT s.consumer, c.channel, (d.at - c.started_at) / 1000, COUNT(*)"
          + DELIVERY
          + " AND d.state = 'DELIVERED' AND c.started_at IS NOT NULL";

  private final Session session;
  private final TreeMap<RollupKey, Amounts> found = new TreeMap<>();

  private Recount(Session session) {
    this.session = session;
  }

  /** Adds a row's figures to the ones of its key. */
  private interface Adder {
    void add(Amounts amounts, ResultSet row) throws SQLException;
  }

  /**
   * Counts the submissions of a day.
   *
   * @param day days since 1970, China time
   * @param fromId their least id
   * @param toId the least id of the next day
   * @param consumer empty for all
   */
  public static SortedMap<RollupKey, Amounts> of(
      Session session, long day, long fromId, long toId, Optional<String> consumer)
      throws SQLException {
    Recount recount = new Recount(session);
    recount.count(day, fromId, toId, consumer);
    return recount.found;
  }

  /**
   * Adds submissions to the sums if their day has none, since they are about to be removed.
   *
   * @param submissions their ids
   */
  public static void fold(Session session, List<Long> submissions) throws SQLException {
    long firstDay = Rollups.firstDay(session);
    Recount recount = new Recount(session);
    for (long id : submissions) {
      long day = RollupKey.of(id, "", "").day();
      if (day < firstDay && isLocked(session, id)) {
        recount.count(day, id, id + 1, Optional.empty());
      }
    }
    Rollups.of(session).fold(recount.found);
  }

  /** Another node may remove it at the same time, or change it. */
  private static boolean isLocked(Session session, long submission) throws SQLException {
    boolean isThere =
        session.update("UPDATE submission SET parts = parts WHERE id = ?", submission) > 0;
    return isThere
        && session.update("UPDATE delivery SET state = state WHERE submission_id = ?", submission)
            > 0;
  }

  private void count(long day, long fromId, long toId, Optional<String> consumer)
      throws SQLException {
    List<Object> values = new ArrayList<>(List.of(fromId, toId));
    consumer.ifPresent(values::add);
    String term = consumer.isPresent() ? " AND s.consumer = ?" : "";
    add(
        day,
        SUBMISSIONS + term + " GROUP BY 1, 2",
        values,
        (amounts, row) -> amounts.add(Figure.SUBMISSIONS, row.getLong(3)));
    add(day, DELIVERIES + term + " GROUP BY 1, 2, 3", values, Recount::addDeliveries);
    add(day, CALLS + term + " GROUP BY 1, 2, 3, 4", values, Recount::addCalls);
    add(
        day,
        SECONDS + term + " GROUP BY 1, 2, 3",
        values,
        (amounts, row) -> amounts.addSeconds(row.getLong(3), row.getLong(4)));
  }

  private static void addDeliveries(Amounts amounts, ResultSet row) throws SQLException {
    amounts.add(Figure.RECIPIENTS, row.getLong(4));
    amounts.add(DeliveryState.valueOf(row.getString(3)), row.getLong(4));
    amounts.add(Figure.SEGMENTS, row.getLong(5));
    amounts.add(Figure.OPTED_OUT, row.getLong(6));
  }

  private static void addCalls(Amounts amounts, ResultSet row) throws SQLException {
    long count = row.getLong(5);
    amounts.add(CallRecord.Result.valueOf(row.getString(3)), count);
    String each = row.getString(4);
    if (each != null) {
      amounts.addCharge(new BigDecimal(each), count);
    }
    amounts.add(Figure.BILLED_PARTS, row.getLong(6));
  }

  private void add(long day, String sql, List<Object> values, Adder adder) throws SQLException {
    session.query(
        row -> {
          RollupKey key = new RollupKey(day, row.getString(1), row.getString(2));
          adder.add(found.computeIfAbsent(key, each -> new Amounts()), row);
          return key;
        },
        sql,
        values.toArray());
  }
}
