package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.polling.BalanceSnapshot;
import dev.yizhan.gateway.core.statement.BilledCalls;
import dev.yizhan.gateway.core.statement.BillingDifference;
import dev.yizhan.gateway.core.statement.ReconciliationStore;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.store.rollup.ChannelAccounts;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts calls over a range of ids, which are ordered by time. */
final class SqlReconciliation implements ReconciliationStore {

  private static final String RECIPIENTS =
      "(SELECT COUNT(*) FROM delivery d WHERE d.submission_id = c.submission_id AND d.call ="
          + " c.number";

  /** Only calls with unknown outcome need to look at the states of their recipients. */
  private static final String OF_UNKNOWN =
      "s.parts * CASE WHEN c.outcome = 'UNKNOWN' THEN " + RECIPIENTS + " AND d.state = ";

  /** The channels and the second bracket follow. */
  private static final String CALLS =
      " FROM (SELECT s.id, s.consumer, s.request_id, c.number, c.channel, c.outcome, c.charge,"
          + " c.billed_parts, s.parts * "
          + RECIPIENTS
          + ") AS segments, "
          + OF_UNKNOWN
          + "'DELIVERED') ELSE 0 END AS arrived, "
          + OF_UNKNOWN
          + "'UNKNOWN') ELSE 0 END AS doubtful FROM submission s JOIN vendor_call c ON"
          + " c.submission_id = s.id WHERE s.id >= ? AND s.id < ? AND c.outcome IS NOT NULL AND"
          + " c.channel IN ";

  private static final String DIFFERS =
      "(outcome = 'ACCEPTED' AND billed_parts IS NOT NULL AND billed_parts <> segments OR doubtful"
          + " > 0 OR outcome IN ('REJECTED', 'NOT_SENT') AND billed_parts > 0)";

  private static final String SUMS =
      "SELECT outcome, charge, COUNT(*), SUM(CASE WHEN outcome = 'ACCEPTED' THEN segments ELSE"
          + " arrived END), SUM(CASE WHEN doubtful > 0 THEN 1 ELSE 0 END), SUM(doubtful), SUM(CASE"
          + " WHEN outcome = 'ACCEPTED' AND billed_parts IS NOT NULL THEN segments ELSE 0 END),"
          + " SUM(billed_parts), SUM(CASE WHEN "
          + DIFFERS
          + " THEN 1 ELSE 0 END)";

  private static final String LIST =
      "SELECT id, consumer, request_id, number, channel, outcome, segments, billed_parts";

  private final StoreReader reader;

  SqlReconciliation(StoreReader reader) {
    this.reader = reader;
  }

  /** What is added up. */
  private static final class Sums {
    private long sentCalls;
    private long sentSegments;
    private long unknownCalls;
    private long unknownSegments;
    private long answered;
    private long billedParts;
    private BigDecimal charge = BigDecimal.ZERO;
    private long differing;

    Sums add(ResultSet row) throws SQLException {
      long calls = row.getLong(3);
      if (row.getString(1).equals(CallRecord.Result.ACCEPTED.name())) {
        sentCalls += calls;
      }
      String each = row.getString(2);
      if (each != null) {
        charge = charge.add(new BigDecimal(each).multiply(BigDecimal.valueOf(calls)));
      }
      sentSegments += row.getLong(4);
      unknownCalls += row.getLong(5);
      unknownSegments += row.getLong(6);
      answered += row.getLong(7);
      billedParts += row.getLong(8);
      differing += row.getLong(9);
      return this;
    }

    BilledCalls with(List<BillingDifference> differences) {
      return new BilledCalls(
          new BilledCalls.Count(sentCalls, sentSegments),
          new BilledCalls.Count(unknownCalls, unknownSegments),
          answered,
          billedParts,
          charge,
          differing,
          differences);
    }
  }

  @Override
  public BilledCalls calls(String account, LocalDate day, int most) {
    return reader.read(
        session -> {
          List<String> channels = ChannelAccounts.read(session).channels(account, day.toEpochDay());
          return channels.isEmpty()
              ? new Sums().with(List.of())
              : calls(session, channels, day, most);
        });
  }

  private static BilledCalls calls(Session session, List<String> channels, LocalDate day, int most)
      throws SQLException {
    List<Object> values = new ArrayList<>(List.of(lowestId(day), lowestId(day.plusDays(1))));
    values.addAll(channels);
    String calls = CALLS + SqlOptOuts.parameters(channels.size()) + ") AS made";
    Sums sums = new Sums();
    session.query(sums::add, SUMS + calls + " GROUP BY outcome, charge", values.toArray());
    if (sums.differing == 0) {
      return sums.with(List.of());
    }
    values.add(most);
    return sums.with(
        session.query(
            SqlReconciliation::difference,
            LIST + calls + " WHERE " + DIFFERS + " ORDER BY id, number LIMIT ?",
            values.toArray()));
  }

  private static long lowestId(LocalDate day) {
    return Ids.lowestAt(day.atStartOfDay(QuietHours.CHINA).toInstant());
  }

  private static BillingDifference difference(ResultSet row) throws SQLException {
    CallRecord.Result outcome = CallRecord.Result.valueOf(row.getString(6));
    long segments = row.getLong(7);
    long billed = row.getLong(8);
    return new BillingDifference(
        new BillingDifference.Call(
            row.getLong(1),
            row.getString(2),
            Optional.ofNullable(row.getString(3)),
            row.getInt(4),
            row.getString(5)),
        switch (outcome) {
          case ACCEPTED -> BillingDifference.Kind.BILLED_OTHERWISE;
          case UNKNOWN -> BillingDifference.Kind.OUTCOME_UNKNOWN;
          case REJECTED, NOT_SENT -> BillingDifference.Kind.BILLED_NOT_ACCEPTED;
        },
        segments,
        row.getObject(8) == null ? OptionalLong.empty() : OptionalLong.of(billed));
  }

  @Override
  public Optional<BalanceSnapshot> balanceNear(String account, Instant time) {
    return reader.read(session -> SqlBalances.nearest(session, account, time));
  }
}
