package dev.yizhan.gateway.store;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.operation.SearchQuery;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.core.submission.SubmissionHead;
import dev.yizhan.gateway.core.submission.SubmissionState;
import dev.yizhan.gateway.core.submission.TimelineEvent;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.vendor.Billing;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads submissions. */
final class SubmissionRows {

  private static final String DELIVERIES =
      "SELECT number, state, vendor_message_id, vendor_status, at, reference,"
          + " guessed_vendor_id, code FROM delivery WHERE submission_id = ?";

  private SubmissionRows() {}

  /**
   * Selects the deliveries of a submission that a search was for.
   *
   * @param terms SQL, each with a leading {@code AND}; empty for all deliveries
   * @param values of the terms' parameters
   */
  record Filter(String terms, List<Object> values) {

    /** Copies the list. */
    Filter {
      values = List.copyOf(values);
    }

    static Filter of(SearchQuery query) {
      StringBuilder terms = new StringBuilder();
      List<Object> values = new ArrayList<>();
      query
          .number()
          .map(PhoneNumber::storedForms)
          .ifPresent(
              forms -> {
                terms.append(" AND number IN (?, ?)");
                values.addAll(List.of(forms.get(0), forms.get(forms.size() - 1)));
              });
      query
          .names()
          .vendorId()
          .ifPresent(
              id -> {
                terms.append(" AND (vendor_message_id = ? OR guessed_vendor_id = ?)");
                values.addAll(List.of(id, id));
              });
      query
          .names()
          .reference()
          .ifPresent(
              reference -> {
                // The submission's own is that of all its deliveries.
                terms.append(
                    " AND (reference = ? OR EXISTS (SELECT 1 FROM submission s WHERE s.id ="
                        + " submission_id AND s.reference = ?))");
                values.addAll(List.of(reference, reference));
              });
      return new Filter(terms.toString(), values);
    }

    boolean isForAll() {
      return values.isEmpty();
    }
  }

  /** With a page of its deliveries, from a position. */
  static Optional<Submission> find(Session session, long id, int from) throws SQLException {
    List<Delivery> page =
        session.query(
            SubmissionRows::delivery,
            DELIVERIES + " AND position >= ? ORDER BY position LIMIT " + (Submission.PAGE + 1),
            id,
            from);
    boolean more = page.size() > Submission.PAGE;
    return find(
        session,
        id,
        more ? page.subList(0, Submission.PAGE) : page,
        more ? OptionalInt.of(from + Submission.PAGE) : OptionalInt.empty());
  }

  /** With the first of some of its deliveries. */
  static Optional<Submission> find(Session session, long id, Filter filter, int limit)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(id);
    values.addAll(filter.values());
    values.add(limit + 1);
    List<Delivery> found =
        session.query(
            SubmissionRows::delivery,
            DELIVERIES + filter.terms() + " ORDER BY position LIMIT ?",
            values.toArray());
    boolean cut = found.size() > limit;
    return find(
        session,
        id,
        cut ? found.subList(0, limit) : found,
        cut && filter.isForAll() ? OptionalInt.of(limit) : OptionalInt.empty());
  }

  private static Optional<Submission> find(
      Session session, long id, List<Delivery> deliveries, OptionalInt next) throws SQLException {
    List<CallRecord> calls =
        session.query(
            SubmissionRows::call,
            "SELECT number, channel, outcome, vendor_id, vendor_code, meaning, billed_parts,"
                + " charge, balance_after, started_at, millis FROM vendor_call WHERE submission_id"
                + " = ? AND outcome IS NOT NULL ORDER BY number",
            id);
    List<DeliveryState> states =
        session.query(
            row -> DeliveryState.valueOf(row.getString(1)),
            "SELECT DISTINCT state FROM delivery WHERE submission_id = ?",
            id);
    List<TimelineEvent> events =
        session.query(
            SubmissionRows::event,
            "SELECT at, kind, recipient, state, who, reason FROM event WHERE submission_id = ?"
                + " ORDER BY number",
            id);
    return session.queryFirst(
        row ->
            new Submission(
                new SubmissionHead(
                    id,
                    row.getString(1),
                    Optional.ofNullable(row.getString(2)),
                    Optional.ofNullable(row.getString(3)),
                    row.getString(4),
                    Instant.ofEpochMilli(row.getLong(5)),
                    row.getObject(6) == null
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(row.getLong(6))),
                    row.getInt(7)),
                SubmissionState.of(states),
                calls,
                deliveries,
                next,
                events),
        "SELECT consumer, request_id, reference, channel, created_at, send_at, parts FROM"
            + " submission WHERE id = ?",
        id);
  }

  private static CallRecord call(ResultSet row) throws SQLException {
    int billed = row.getInt(7);
    return new CallRecord(
        row.getInt(1),
        row.getString(2),
        CallRecord.Result.valueOf(row.getString(3)),
        new CallRecord.VendorAnswer(
            row.getString(4) == null ? List.of() : List.of(row.getString(4).split(",", -1)),
            Optional.ofNullable(row.getString(5)),
            Optional.ofNullable(row.getString(6))),
        new Billing(
            row.getObject(7) == null ? OptionalInt.empty() : OptionalInt.of(billed),
            Optional.ofNullable(row.getString(8)).map(BigDecimal::new),
            Optional.ofNullable(row.getString(9)).map(BigDecimal::new)),
        Instant.ofEpochMilli(row.getLong(10)),
        Duration.ofMillis(row.getLong(11)));
  }

  static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        new PhoneNumber(row.getString(1)),
        DeliveryState.valueOf(row.getString(2)),
        Optional.ofNullable(row.getString(3)),
        Optional.ofNullable(row.getString(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        Optional.ofNullable(row.getString(6)),
        row.getString(7) != null,
        Optional.ofNullable(row.getString(8)).map(FaultCode::valueOf));
  }

  private static TimelineEvent event(ResultSet row) throws SQLException {
    return new TimelineEvent(
        Instant.ofEpochMilli(row.getLong(1)),
        TimelineEvent.Kind.valueOf(row.getString(2)),
        Optional.ofNullable(row.getString(3)).map(PhoneNumber::new),
        DeliveryState.valueOf(row.getString(4)),
        row.getString(5),
        Optional.ofNullable(row.getString(6)));
  }

  /** Adds an event after the others of its submission. */
  static void addEvent(Session session, long submission, TimelineEvent event) throws SQLException {
    session.update(
        "INSERT INTO event (submission_id, number, at, kind, recipient, state, who, reason) SELECT"
            + " ?, COALESCE(MAX(number), 0) + 1, ?, ?, ?, ?, ?, ? FROM event WHERE submission_id ="
            + " ?",
        submission,
        event.at().toEpochMilli(),
        event.kind().name(),
        event.recipient().map(PhoneNumber::digits),
        event.state().name(),
        event.who(),
        event.reason(),
        submission);
  }
}
