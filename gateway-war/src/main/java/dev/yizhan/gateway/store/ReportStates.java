package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.IncomingRecord.DeliveryReport;
import dev.yizhan.gateway.core.record.Matching;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.store.rollup.Amounts;
import dev.yizhan.gateway.store.rollup.RollupKey;
import dev.yizhan.gateway.store.rollup.Rollups;
import dev.yizhan.gateway.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Final states of deliveries by reports of one transaction, with what they change in statements.
 */
final class ReportStates {

  /** What has changed since it was read stays as it is, and is not returned. */
  private static final String SET_IF_UNCHANGED =
      ") AS v WHERE delivery.submission_id = v.column1 AND delivery.position = v.column2 AND"
          + " delivery.state = v.column3 RETURNING submission_id, position, state, at, (SELECT"
          + " c.started_at FROM vendor_call c WHERE c.submission_id = delivery.submission_id AND"
          + " c.number = delivery.call)";

  private static final String VALUES = " FROM (VALUES ";

  private static final String ROW =
      "(CAST(? AS BIGINT), CAST(? AS INT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT),"
          + " CAST(? AS BIGINT)";

  private static final String SET =
      "UPDATE delivery SET state = v.column4, vendor_status = v.column5, at = v.column6";

  /** Leaves the id as it is: writing it again would cost its index an entry. */
  private static final Session.MultiRowStatement SET_STATE_ONLY =
      new Session.MultiRowStatement(SET + VALUES, ROW + ")", SET_IF_UNCHANGED);

  private static final Session.MultiRowStatement SET_STATE =
      new Session.MultiRowStatement(
          SET + ", vendor_message_id = COALESCE(vendor_message_id, v.column7)" + VALUES,
          ROW + ", CAST(? AS TEXT))",
          SET_IF_UNCHANGED);

  /** It changes nothing, and locks on both databases. */
  private static final String LOCK =
      "UPDATE delivery SET state = state WHERE submission_id = ? AND position = ? RETURNING state";

  private final Session session;
  private final Instant now;
  private final List<Change> withId = new ArrayList<>();
  private final List<Change> withoutId = new ArrayList<>();

  ReportStates(Session session, Instant now) {
    this.session = session;
    this.now = now;
  }

  private record Key(long submission, int position) {}

  /**
   * A delivery and its report.
   *
   * @param before its state as it was read
   */
  private record Change(Matching.Candidate delivery, DeliveryState before, DeliveryReport report) {

    Key key() {
      return new Key(delivery.submission(), delivery.position());
    }

    Change from(DeliveryState state) {
      return new Change(delivery, state, report);
    }
  }

  /** A delivery after its change. */
  private record Changed(Key key, DeliveryState state, long at, Optional<Long> startedAt) {

    static Changed of(ResultSet row) throws SQLException {
      long startedAt = row.getLong(5);
      Optional<Long> known = row.wasNull() ? Optional.empty() : Optional.of(startedAt);
      return new Changed(
          new Key(row.getLong(1), row.getInt(2)),
          DeliveryState.valueOf(row.getString(3)),
          row.getLong(4),
          known);
    }
  }

  /** Adds an open delivery with a report that has a final state. */
  void add(Matching.Candidate delivery, DeliveryReport report) {
    (delivery.ids().own().isPresent() ? withoutId : withId)
        .add(new Change(delivery, delivery.state(), report));
  }

  void write() throws SQLException {
    write(SET_STATE_ONLY, withoutId);
    write(SET_STATE, withId);
  }

  private void write(Session.MultiRowStatement statement, List<Change> changes)
      throws SQLException {
    // In one order on all nodes, to prevent deadlocks; equal keys keep their order.
    List<Change> sorted = new ArrayList<>(changes);
    sorted.sort(
        Comparator.comparingLong((Change change) -> change.delivery().submission())
            .thenComparingInt(change -> change.delivery().position()));
    Map<Key, Change> open = new HashMap<>();
    sorted.forEach(change -> open.putIfAbsent(change.key(), change));
    List<Changed> changed =
        session.queryAll(
            Changed::of, statement, sorted.stream().map(change -> row(statement, change)).toList());
    for (Changed each : changed) {
      count(Optional.ofNullable(open.remove(each.key())), each);
    }
    // A call's end, another report or an operator came between.
    for (Change change : sorted) {
      if (open.remove(change.key(), change)) {
        writeAgain(statement, change);
      }
    }
  }

  private void writeAgain(Session.MultiRowStatement statement, Change change) throws SQLException {
    Optional<Change> locked =
        session
            .queryFirst(
                row -> DeliveryState.valueOf(row.getString(1)),
                LOCK,
                change.delivery().submission(),
                change.delivery().position())
            .filter(Matching::isOpen)
            .map(change::from);
    if (locked.isPresent()) {
      for (Changed each :
          session.queryAll(
              Changed::of, statement, List.<Object[]>of(row(statement, locked.get())))) {
        count(locked, each);
      }
    }
  }

  private void count(Optional<Change> change, Changed after) {
    change.ifPresent(
        from -> {
          Amounts sums =
              Rollups.of(session)
                  .at(
                      RollupKey.of(
                          after.key().submission(),
                          from.delivery().consumer(),
                          from.delivery().origin().channel()));
          sums.add(from.before(), -1);
          sums.add(after.state(), 1);
          if (after.state() == DeliveryState.DELIVERED && after.startedAt().isPresent()) {
            sums.addSeconds((after.at() - after.startedAt().get()) / 1000, 1);
          }
        });
  }

  private Object[] row(Session.MultiRowStatement statement, Change change) {
    List<Object> values = new ArrayList<>(7);
    values.add(change.delivery().submission());
    values.add(change.delivery().position());
    values.add(change.before().name());
    values.add(change.report().state().orElseThrow().name());
    values.add(change.report().status());
    values.add(now.toEpochMilli());
    if (statement.equals(SET_STATE)) {
      values.add(change.report().vendorId());
    }
    return values.toArray();
  }
}
