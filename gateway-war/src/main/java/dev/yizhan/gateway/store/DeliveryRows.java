package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.DeliveryIds;
import dev.yizhan.gateway.core.record.IncomingRecord;
import dev.yizhan.gateway.core.record.Matching;
import dev.yizhan.gateway.core.record.OwnedRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.store.sql.Session;
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

/** Reads the candidates for matching, and applies reports to deliveries. */
final class DeliveryRows {

  private static final String CANDIDATES =
      "SELECT d.submission_id, d.position, d.number, d.call, d.state, d.vendor_message_id,"
          + " COALESCE(c.started_at, CASE WHEN d.state = 'SUBMITTING' AND d.at > c.due_at THEN d.at"
          + " ELSE c.due_at END), s.consumer, COALESCE(d.reference, s.reference), c.channel,"
          + " d.guessed_vendor_id, s.request_id FROM delivery d JOIN submission s ON s.id = d.submission_id JOIN"
          + " vendor_call c ON c.submission_id = d.submission_id AND c.number = d.call WHERE ";

  private static final String SET_STATUS =
      "UPDATE delivery SET vendor_status = ? WHERE submission_id = ? AND position = ? AND state IN"
          + " ('SUBMITTING', 'SUBMITTED', 'UNKNOWN')";

  private static final int NUMBERS_PER_QUERY = 100;

  private DeliveryRows() {}

  static Collection<Matching.Candidate> candidates(
      Session session, List<String> channels, List<IncomingRecord> records, Instant now)
      throws SQLException {
    Map<List<Object>, Matching.Candidate> found = new LinkedHashMap<>();
    String ofChannels =
        " AND c.channel IN (" + String.join(", ", channels.stream().map(c -> "?").toList()) + ")";
    Set<String> numbers = new LinkedHashSet<>();
    Set<Matching.CallId> calls = new LinkedHashSet<>();
    for (IncomingRecord record : records) {
      numbers.addAll(record.numbers());
    }
    List<String> distinct = List.copyOf(numbers);
    for (int from = 0; from < distinct.size(); from += NUMBERS_PER_QUERY) {
      List<Object> values = new ArrayList<>();
      // Always the same number of parameters: one statement for all.
      for (int i = 0; i < NUMBERS_PER_QUERY; i++) {
        values.add(distinct.get(Math.min(from + i, distinct.size() - 1)));
      }
      values.add(now.minus(Matching.ID_WINDOW).toEpochMilli());
      values.addAll(channels);
      add(
          found,
          session.query(
              DeliveryRows::candidate,
              CANDIDATES
                  + "d.number IN (?"
                  + ", ?".repeat(NUMBERS_PER_QUERY - 1)
                  + ") AND d.at > ?"
                  + ofChannels,
              values.toArray()));
    }
    // All recipients of a call are read, unless the record's number is known to be among them.
    for (IncomingRecord record : records) {
      record
          .customId()
          .flatMap(Matching.CallId::parse)
          .filter(call -> !containsRecipient(found.values(), call, record.numbers()))
          .ifPresent(calls::add);
    }
    for (Matching.CallId call : calls) {
      List<Object> values = new ArrayList<>(List.of(call.submission(), call.call()));
      values.addAll(channels);
      add(
          found,
          session.query(
              DeliveryRows::candidate,
              CANDIDATES + "d.submission_id = ? AND d.call = ?" + ofChannels,
              values.toArray()));
    }
    return found.values();
  }

  private static boolean containsRecipient(
      Collection<Matching.Candidate> found, Matching.CallId call, List<String> numbers) {
    return found.stream()
        .anyMatch(
            candidate ->
                candidate.submission() == call.submission()
                    && candidate.call() == call.call()
                    && numbers.contains(candidate.number()));
  }

  private static void add(
      Map<List<Object>, Matching.Candidate> found, List<Matching.Candidate> more) {
    more.forEach(
        candidate -> found.put(List.of(candidate.submission(), candidate.position()), candidate));
  }

  private static Matching.Candidate candidate(ResultSet row) throws SQLException {
    return new Matching.Candidate(
        row.getLong(1),
        row.getInt(2),
        row.getString(3),
        row.getInt(4),
        DeliveryState.valueOf(row.getString(5)),
        new DeliveryIds(
            Optional.ofNullable(row.getString(6)),
            Optional.ofNullable(row.getString(11))
                .map(id -> new DeliveryIds.Guess(Optional.of(id).filter(text -> !text.isEmpty())))),
        Instant.ofEpochMilli(row.getLong(7)),
        new Matching.Candidate.Origin(
            row.getString(8),
            Optional.ofNullable(row.getString(12)),
            Optional.ofNullable(row.getString(9)),
            row.getString(10)));
  }

  /**
   * Applies reports to their deliveries. The records contain the deliveries as they were before.
   *
   * @param ended receives the matches by number that have ended
   * @return the records; without a match by number where the delivery has changed meanwhile
   */
  static List<OwnedRecord> applyReports(
      Session session, List<OwnedRecord> records, List<NumberMatches.Ended> ended, Instant now)
      throws SQLException {
    ReportStates states = new ReportStates(session, now);
    List<Object[]> statuses = new ArrayList<>();
    List<OwnedRecord> applied = new ArrayList<>();
    for (OwnedRecord owned : records) {
      boolean isApplied = true;
      if (owned.delivery().isPresent()
          && owned.record() instanceof IncomingRecord.DeliveryReport report) {
        Matching.Candidate delivery = owned.delivery().get();
        if (owned.isMatchedByNumber()) {
          isApplied = NumberMatches.begin(session, delivery, report, now);
        } else if (delivery.ids().guess().isPresent()) {
          ended.add(NumberMatches.end(session, delivery, report, now));
        } else if (report.state().isEmpty()) {
          statuses.add(new Object[] {report.status(), delivery.submission(), delivery.position()});
        } else if (delivery.isOpen()) {
          states.add(delivery, report);
        }
      }
      applied.add(isApplied ? owned : owned.with(Matching.Match.NONE));
    }
    session.updateAll(SET_STATUS, sorted(statuses));
    states.write();
    return applied;
  }

  /** In one order on all nodes, to prevent deadlocks; equal keys keep their order. */
  private static List<Object[]> sorted(List<Object[]> rows) {
    List<Object[]> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.comparingLong((Object[] row) -> (Long) row[1])
            .thenComparingInt(row -> (Integer) row[2]));
    return sorted;
  }
}
