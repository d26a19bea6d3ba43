package dev.yizhan.gateway.store;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.record.RecordSource;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.TimelineEvent;
import dev.yizhan.gateway.store.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Corrects reports whose match by number has ended. If an id confirmed the match, the report loses
 * its mark. Else its consumer gets a report that makes it void and has the delivery's state, and
 * the account's owner gets the report as it came, without a submission.
 */
final class RecordCorrections {

  private static final int MAX_CORRECTED = 200;
  private static final String GATEWAY = "gateway";

  private static final String COPY =
      "INSERT INTO record (id, kind, poll, account, consumer, position, number, other_numbers,"
          + " received_at, vendor_time, vendor_id, custom_id, verdict, status, submission_id,"
          + " channel, reference, replaces, request_id) SELECT CAST(? AS BIGINT), kind, poll, account, CAST(?"
          + " AS TEXT), CAST(? AS BIGINT), number, other_numbers, ";
  private static final String CORRECTION =
      COPY
          + "CAST(? AS BIGINT), NULL, CAST(? AS TEXT), NULL, CAST(? AS TEXT), CAST(? AS TEXT),"
          + " submission_id, channel, reference, position, request_id FROM record WHERE id = ?";
  private static final String UNMATCHED =
      COPY
          + "received_at, vendor_time, vendor_id, custom_id, verdict, status, NULL, NULL, NULL,"
          + " NULL, NULL FROM record WHERE id = ?";

  private final RecordIntake intake;
  private final String lockRowsClause;

  RecordCorrections(RecordIntake intake, String lockRowsClause) {
    this.intake = intake;
    this.lockRowsClause = lockRowsClause;
  }

  /** A marked report. */
  private record Marked(
      long id, String account, String consumer, long submission, int recipient, String vendorId) {}

  /** A delivery as it is now. */
  private record Current(
      String number, DeliveryState state, Optional<String> status, Optional<String> vendorId) {

    String verdict() {
      return state == DeliveryState.DELIVERED || state == DeliveryState.FAILED
          ? state.name()
          : "NONE";
    }
  }

  /**
   * Corrects some marked reports.
   *
   * @param accounts as currently configured
   * @return how many
   */
  int correct(Session session, List<RecordSource> accounts, Instant now) throws SQLException {
    Map<String, Ownership> owners = new HashMap<>();
    accounts.forEach(account -> owners.put(account.account(), account.ownership()));
    List<Marked> marked =
        session.query(
            row ->
                new Marked(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getInt(5),
                    String.valueOf(row.getString(6))),
            "SELECT id, account, consumer, submission_id, guess_of, vendor_id FROM record WHERE"
                + " recheck = 1 ORDER BY id LIMIT "
                + MAX_CORRECTED
                + lockRowsClause);
    List<Undone> undone = new ArrayList<>();
    for (Marked report : marked) {
      Optional<Current> delivery = current(session, report);
      boolean isConfirmed =
          delivery.flatMap(Current::vendorId).equals(Optional.of(report.vendorId()));
      session.update(
          "UPDATE record SET recheck = NULL, guess_of = NULL, matched_by_number = ? WHERE id = ?",
          isConfirmed ? 0 : 1,
          report.id());
      if (delivery.isPresent() && !isConfirmed) {
        undone.add(new Undone(report, delivery.get()));
        note(session, report, delivery.get(), now);
      }
    }
    insert(session, undone, owners, now);
    return marked.size();
  }

  private static Optional<Current> current(Session session, Marked report) throws SQLException {
    return session.queryFirst(
        row ->
            new Current(
                row.getString(1),
                DeliveryState.valueOf(row.getString(2)),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getString(4))),
        "SELECT number, state, vendor_status, vendor_message_id FROM delivery WHERE submission_id ="
            + " ? AND position = ?",
        report.submission(),
        report.recipient());
  }

  private static void note(Session session, Marked report, Current delivery, Instant now)
      throws SQLException {
    SubmissionRows.addEvent(
        session,
        report.submission(),
        new TimelineEvent(
            now,
            TimelineEvent.Kind.MATCH_UNDONE,
            Optional.of(new PhoneNumber(delivery.number())),
            delivery.state(),
            GATEWAY,
            Optional.of("a report matched by number was about another message")));
  }

  /** A report that was about another message than the delivery. */
  private record Undone(Marked report, Current delivery) {}

  /** One new record, for whom it is and what it has. */
  private record Added(String consumer, String sql, List<Object> values) {}

  /** Positions are assigned last, by consumer: their rows stay locked until the commit. */
  private void insert(
      Session session, List<Undone> undone, Map<String, Ownership> owners, Instant now)
      throws SQLException {
    Map<String, List<Added>> byConsumer = new TreeMap<>();
    for (Undone each : undone) {
      Marked report = each.report();
      Current delivery = each.delivery();
      add(
          byConsumer,
          new Added(
              report.consumer(),
              CORRECTION,
              List.of(
                  now.toEpochMilli(),
                  delivery.vendorId(),
                  delivery.verdict(),
                  delivery.verdict().equals("NONE") ? "" : delivery.status().orElse(""),
                  report.id())));
      add(
          byConsumer,
          new Added(
              owners.getOrDefault(report.account(), Ownership.NONE).defaultConsumer(),
              UNMATCHED,
              List.of(report.id())));
    }
    for (Map.Entry<String, List<Added>> entry : byConsumer.entrySet()) {
      boolean isOwned = !entry.getKey().equals(Ownership.UNOWNED);
      int count = entry.getValue().size();
      long position =
          isOwned
              ? RecordIntake.reservePositions(session, entry.getKey(), RecordKind.REPORTS, count)
              : 0;
      for (Added added : entry.getValue()) {
        position++;
        List<Object> values = new ArrayList<>();
        values.add(intake.nextId());
        values.add(entry.getKey());
        values.add(isOwned ? Optional.of(position) : Optional.empty());
        values.addAll(added.values());
        session.update(added.sql(), values.toArray());
      }
    }
  }

  private static void add(Map<String, List<Added>> byConsumer, Added added) {
    byConsumer.computeIfAbsent(added.consumer(), consumer -> new ArrayList<>()).add(added);
  }
}
