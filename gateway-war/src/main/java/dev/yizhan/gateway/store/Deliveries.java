package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.IncomingRecord;
import dev.yizhan.gateway.core.record.Matching;
import dev.yizhan.gateway.core.submission.DeliveryState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Deliveries that records may be about, and what reports make of them. */
final class Deliveries {

  private static final String CANDIDATES =
      "SELECT d.submission_id, d.position, d.number, d.call, d.state, d.vendor_message_id,"
          + " COALESCE(c.started_at, c.due_at), s.consumer, COALESCE(d.reference, s.reference), c.channel FROM delivery d JOIN submission s ON s.id ="
          + " d.submission_id JOIN vendor_call c ON c.submission_id = d.submission_id AND c.number ="
          + " d.call WHERE ";

  private static final Session.OverRows MOVE =
      new Session.OverRows(
          "UPDATE delivery SET state = v.column1, vendor_status = v.column2, vendor_message_id ="
              + " COALESCE(vendor_message_id, v.column3), at = v.column4 FROM (VALUES ",
          "(CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS"
              + " BIGINT), CAST(? AS INT))",
          ") AS v WHERE delivery.submission_id = v.column5 AND delivery.position = v.column6 AND"
              + " delivery.state IN ('SUBMITTING', 'SUBMITTED', 'UNKNOWN')");

  private static final String WORD =
      "UPDATE delivery SET vendor_status = ? WHERE submission_id = ? AND position = ? AND state IN"
          + " ('SUBMITTING', 'SUBMITTED', 'UNKNOWN')";

  private static final int NUMBERS_AT_ONCE = 100;

  private Deliveries() {}

  static Collection<Matching.Candidate> candidates(
      Session session, List<String> channels, List<IncomingRecord> arrivals, Instant now)
      throws SQLException {
    Map<List<Object>, Matching.Candidate> found = new LinkedHashMap<>();
    String over =
        " AND c.channel IN (" + String.join(", ", channels.stream().map(c -> "?").toList()) + ")";
    Set<String> numbers = new LinkedHashSet<>();
    Set<Matching.CallId> calls = new LinkedHashSet<>();
    for (IncomingRecord arrival : arrivals) {
      numbers.addAll(arrival.numbers());
    }
    List<String> all = List.copyOf(numbers);
    for (int from = 0; from < all.size(); from += NUMBERS_AT_ONCE) {
      List<Object> values = new ArrayList<>();
      // Always as many: one statement for all.
      for (int i = 0; i < NUMBERS_AT_ONCE; i++) {
        values.add(all.get(Math.min(from + i, all.size() - 1)));
      }
      values.add(now.minus(Matching.BY_ID).toEpochMilli());
      values.addAll(channels);
      add(
          found,
          session.list(
              Deliveries::candidate,
              CANDIDATES
                  + "d.number IN (?"
                  + ", ?".repeat(NUMBERS_AT_ONCE - 1)
                  + ") AND d.at > ?"
                  + over,
              values.toArray()));
    }
    // A call is asked for whole, unless the number that names it was found among its recipients.
    for (IncomingRecord arrival : arrivals) {
      arrival
          .customId()
          .flatMap(Matching.CallId::of)
          .filter(call -> !has(found.values(), call, arrival.numbers()))
          .ifPresent(calls::add);
    }
    for (Matching.CallId call : calls) {
      List<Object> values = new ArrayList<>(List.of(call.submission(), call.call()));
      values.addAll(channels);
      add(
          found,
          session.list(
              Deliveries::candidate,
              CANDIDATES + "d.submission_id = ? AND d.call = ?" + over,
              values.toArray()));
    }
    return found.values();
  }

  private static boolean has(
      Collection<Matching.Candidate> found, Matching.CallId call, List<String> numbers) {
    return found.stream()
        .anyMatch(
            each ->
                each.submission() == call.submission()
                    && each.call() == call.call()
                    && numbers.contains(each.number()));
  }

  private static void add(
      Map<List<Object>, Matching.Candidate> found, List<Matching.Candidate> more) {
    more.forEach(each -> found.put(List.of(each.submission(), each.position()), each));
  }

  private static Matching.Candidate candidate(ResultSet row) throws SQLException {
    return new Matching.Candidate(
        row.getLong(1),
        row.getInt(2),
        row.getString(3),
        row.getInt(4),
        DeliveryState.valueOf(row.getString(5)),
        Optional.ofNullable(row.getString(6)),
        Instant.ofEpochMilli(row.getLong(7)),
        new Matching.Candidate.Origin(
            row.getString(8), Optional.ofNullable(row.getString(9)), row.getString(10)));
  }

  /** Moves those that reports are about; in their places stand candidates as they were before. */
  static void move(Session session, List<OwnedRecord> reports, Instant now) throws SQLException {
    List<Object[]> moves = new ArrayList<>();
    List<Object[]> words = new ArrayList<>();
    for (OwnedRecord owned : reports) {
      if (owned.delivery().isPresent()
          && owned.arrival() instanceof IncomingRecord.DeliveryReport report) {
        Matching.Candidate delivery = owned.delivery().get();
        if (report.state().isEmpty()) {
          words.add(new Object[] {report.status(), delivery.submission(), delivery.position()});
        } else if (delivery.isOpen()) {
          moves.add(
              new Object[] {
                report.state().get().name(),
                report.status(),
                report.vendorId(),
                now.toEpochMilli(),
                delivery.submission(),
                delivery.position()
              });
        }
      }
    }
    session.updateAll(WORD, sorted(words, 1));
    int unused = session.updateAll(MOVE, sorted(moves, 4));
  }

  /** In one order on all nodes, or two of them wait for each other; equal ones stay in order. */
  private static List<Object[]> sorted(List<Object[]> rows, int key) {
    List<Object[]> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.comparingLong((Object[] row) -> (Long) row[key])
            .thenComparingInt(row -> (Integer) row[key + 1]));
    return sorted;
  }
}
