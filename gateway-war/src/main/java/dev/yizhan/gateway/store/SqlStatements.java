package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.statement.StatementLine;
import dev.yizhan.gateway.core.statement.StatementStore;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Statements, counted by the database over a range of ids: ids are ordered by time, so it reads the
 * submissions of the period and no others.
 */
final class SqlStatements implements StatementStore {

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

  private static final String REFUSED =
      "SELECT s.consumer, s.channel, SUM(s.recipients) FROM opt_out_refusal s WHERE s.day >= ? AND"
          + " s.day < ?";

  private final StoreReader reader;

  SqlStatements(StoreReader reader) {
    this.reader = reader;
  }

  /** Adds a row's figures to the ones of its key. */
  private interface Adder {
    void add(Figures figures, ResultSet row) throws SQLException;
  }

  /** What has been read of one key. */
  private static final class Figures {
    private long submissions;
    private long segments;
    private final Map<DeliveryState, Long> deliveries = new EnumMap<>(DeliveryState.class);
    private final Map<CallRecord.Result, Long> calls = new EnumMap<>(CallRecord.Result.class);
    private long billedParts;
    private long stopped;
    private long refused;
    private BigDecimal charge = BigDecimal.ZERO;
    private final TreeMap<Long, Long> seconds = new TreeMap<>();

    void addDeliveries(ResultSet row) throws SQLException {
      deliveries.merge(DeliveryState.valueOf(row.getString(3)), row.getLong(4), Long::sum);
      segments += row.getLong(5);
      stopped += row.getLong(6);
    }

    void addCalls(ResultSet row) throws SQLException {
      long count = row.getLong(5);
      calls.merge(CallRecord.Result.valueOf(row.getString(3)), count, Long::sum);
      String each = row.getString(4);
      if (each != null) {
        charge = charge.add(new BigDecimal(each).multiply(BigDecimal.valueOf(count)));
      }
      billedParts += row.getLong(6);
    }

    StatementLine line(StatementLine.Key key) {
      return new StatementLine(
          key,
          "",
          submissions,
          segments,
          deliveries,
          new StatementLine.Calls(calls, billedParts, charge),
          new StatementLine.OptedOut(stopped, refused),
          new StatementLine.Seconds(seconds));
    }
  }

  @Override
  public List<StatementLine> lines(Instant from, Instant to, Optional<String> consumer) {
    List<Object> values = new ArrayList<>(List.of(Ids.lowestAt(from), Ids.lowestAt(to)));
    consumer.ifPresent(values::add);
    String ofConsumer = consumer.isPresent() ? " AND s.consumer = ?" : "";
    TreeMap<StatementLine.Key, Figures> found = new TreeMap<>();
    return reader.read(
        session -> {
          add(
              found,
              session,
              SUBMISSIONS + ofConsumer + " GROUP BY 1, 2",
              values,
              (figures, row) -> figures.submissions += row.getLong(3));
          add(
              found,
              session,
              DELIVERIES + ofConsumer + " GROUP BY 1, 2, 3",
              values,
              Figures::addDeliveries);
          add(
              found,
              session,
              CALLS + ofConsumer + " GROUP BY 1, 2, 3, 4",
              values,
              Figures::addCalls);
          add(
              found,
              session,
              SECONDS + ofConsumer + " GROUP BY 1, 2, 3",
              values,
              (figures, row) ->
                  figures.seconds.merge(Math.max(0, row.getLong(3)), row.getLong(4), Long::sum));
          List<Object> days =
              new ArrayList<>(List.of(QuotaChanges.chinaDay(from), QuotaChanges.chinaDay(to)));
          consumer.ifPresent(days::add);
          add(
              found,
              session,
              REFUSED + ofConsumer + " GROUP BY 1, 2",
              days,
              (figures, row) -> figures.refused += row.getLong(3));
          return found.entrySet().stream()
              .map(entry -> entry.getValue().line(entry.getKey()))
              .toList();
        });
  }

  private static void add(
      Map<StatementLine.Key, Figures> found,
      Session session,
      String sql,
      List<Object> values,
      Adder adder)
      throws SQLException {
    session.query(
        row -> {
          StatementLine.Key key = new StatementLine.Key(row.getString(1), row.getString(2));
          Figures figures = found.computeIfAbsent(key, each -> new Figures());
          adder.add(figures, row);
          return key;
        },
        sql,
        values.toArray());
  }
}
