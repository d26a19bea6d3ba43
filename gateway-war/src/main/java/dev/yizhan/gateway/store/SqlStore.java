package dev.yizhan.gateway.store;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.CallRecord;
import dev.yizhan.gateway.core.Delivery;
import dev.yizhan.gateway.core.DeliveryState;
import dev.yizhan.gateway.core.NewSubmission;
import dev.yizhan.gateway.core.PendingCall;
import dev.yizhan.gateway.core.StoreException;
import dev.yizhan.gateway.core.Submission;
import dev.yizhan.gateway.core.SubmissionState;
import dev.yizhan.gateway.core.SubmissionStore;
import dev.yizhan.vendor.VendorCall;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;

/** Submissions in SQL that SQLite and PostgreSQL both understand. */
final class SqlStore implements SubmissionStore {

  private static final String DUE =
      "SELECT c.submission_id, c.number, c.attempt, c.channel, s.expires_at, s.text FROM vendor_call c"
          + " JOIN submission s ON s.id = c.submission_id WHERE c.state = 'QUEUED' AND c.due_at <= ?";
  private static final String OF_SUBMISSION =
      DUE + " AND c.submission_id = ? ORDER BY c.due_at LIMIT ?";
  private static final String OF_ANY = DUE + " AND c.submission_id > ? ORDER BY c.due_at LIMIT ?";

  private final GroupCommit writer;
  private final DataSource readers;

  SqlStore(GroupCommit writer, DataSource readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public Insertion insert(NewSubmission submission) {
    return writer.write(
        session -> {
          int inserted =
              session.update(
                  "INSERT INTO submission (id, consumer, request_id, content_hash, channel, reference,"
                      + " text, parts, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                      + " ON CONFLICT (consumer, request_id) DO NOTHING",
                  submission.id(),
                  submission.consumer(),
                  submission.requestId(),
                  submission.contentHash(),
                  submission.channel(),
                  submission.reference(),
                  submission.text(),
                  submission.parts(),
                  submission.createdAt().toEpochMilli(),
                  submission.expiresAt().toEpochMilli());
          return inserted == 0
              ? repeated(session, submission)
              : new Insertion.Inserted(insertCalls(session, submission));
        });
  }

  private static Insertion repeated(Session session, NewSubmission submission) throws SQLException {
    return session
        .first(
            row -> new Insertion.Repeated(row.getLong(1), row.getString(2)),
            "SELECT id, content_hash FROM submission WHERE consumer = ? AND request_id = ?",
            submission.consumer(),
            submission.requestId())
        .orElseThrow();
  }

  private static PendingCall insertCalls(Session session, NewSubmission submission)
      throws SQLException {
    long now = submission.createdAt().toEpochMilli();
    int position = 0;
    int number = 0;
    for (VendorCall call : submission.calls()) {
      number++;
      String state = (number == 1 ? DeliveryState.SUBMITTING : DeliveryState.QUEUED).name();
      insertCall(session, submission.id(), number, submission.channel(), 1, state, now);
      for (PhoneNumber recipient : call.recipients()) {
        session.update(
            "INSERT INTO delivery (submission_id, position, number, call, state, at)"
                + " VALUES (?, ?, ?, ?, ?, ?)",
            submission.id(),
            position++,
            recipient.digits(),
            number,
            state,
            now);
      }
    }
    return new PendingCall(
        submission.id(),
        1,
        1,
        submission.channel(),
        submission.expiresAt(),
        submission.calls().get(0));
  }

  private static void insertCall(
      Session session,
      long submission,
      int number,
      String channel,
      int attempt,
      String state,
      long dueAt)
      throws SQLException {
    session.update(
        "INSERT INTO vendor_call (submission_id, number, channel, attempt, state, due_at)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        submission,
        number,
        channel,
        attempt,
        state,
        dueAt);
  }

  @Override
  public Optional<PendingCall> finish(
      PendingCall pending, CallRecord record, Optional<Instant> retryAt) {
    return writer.write(
        session -> {
          long now = record.at().plus(record.took()).toEpochMilli();
          int ended =
              session.update(
                  "UPDATE vendor_call SET state = 'ENDED', outcome = ?, vendor_id = ?, vendor_code ="
                      + " ?, meaning = ?, billed_parts = ?, charge = ?, balance_after = ?,"
                      + " started_at = ?, millis = ? WHERE submission_id = ? AND number = ? AND state"
                      + " = 'SUBMITTING'",
                  record.outcome().name(),
                  call(record.vendorIds()),
                  record.vendorCode(),
                  record.meaning(),
                  record.billedParts().isPresent()
                      ? Optional.of(record.billedParts().getAsInt())
                      : Optional.empty(),
                  record.charge().map(BigDecimal::toPlainString),
                  record.balanceAfter().map(BigDecimal::toPlainString),
                  record.at().toEpochMilli(),
                  record.took().toMillis(),
                  pending.submission(),
                  pending.number());
          if (ended == 0) {
            throw new SQLException("A call that nobody was making cannot end");
          }
          int call = pending.number();
          if (retryAt.isPresent()) {
            call = again(session, pending, retryAt.get());
          }
          session.update(
              "UPDATE delivery SET state = ?, vendor_message_id = ?, at = ?, call = ? WHERE"
                  + " submission_id = ? AND call = ?",
              record.outcome().delivery().name(),
              record.outcome() == CallRecord.Result.ACCEPTED
                  ? record.vendorIds().stream().findFirst()
                  : Optional.empty(),
              now,
              call,
              pending.submission(),
              pending.number());
          if (record.outcome() == CallRecord.Result.ACCEPTED && record.vendorIds().size() > 1) {
            tell(session, pending, record.vendorIds());
          }
          return claim(session, OF_SUBMISSION, pending.submission(), now, 1).stream().findFirst();
        });
  }

  private static Optional<String> call(List<String> vendorIds) {
    return vendorIds.isEmpty() ? Optional.empty() : Optional.of(String.join(",", vendorIds));
  }

  /** Each recipient its own id, where the vendor gave as many; else nobody knows whose is whose. */
  private static void tell(Session session, PendingCall pending, List<String> vendorIds)
      throws SQLException {
    List<PhoneNumber> recipients = pending.call().recipients();
    boolean eachItsOwn = vendorIds.size() == recipients.size();
    for (int i = 0; i < recipients.size(); i++) {
      session.update(
          "UPDATE delivery SET vendor_message_id = ? WHERE submission_id = ? AND call = ? AND number"
              + " = ?",
          eachItsOwn ? Optional.of(vendorIds.get(i)) : Optional.empty(),
          pending.submission(),
          pending.number(),
          recipients.get(i).digits());
    }
  }

  /** A further call for the same recipients; its number. */
  private static int again(Session session, PendingCall pending, Instant at) throws SQLException {
    int number =
        session
            .first(
                row -> row.getInt(1) + 1,
                "SELECT MAX(number) FROM vendor_call WHERE submission_id = ?",
                pending.submission())
            .orElseThrow();
    insertCall(
        session,
        pending.submission(),
        number,
        pending.channel(),
        pending.attempt() + 1,
        "QUEUED",
        at.toEpochMilli());
    return number;
  }

  @Override
  public List<PendingCall> claimDue(Instant now, int most) {
    boolean any =
        read(
            session ->
                session
                    .first(
                        row -> true,
                        "SELECT 1 FROM vendor_call WHERE state = 'QUEUED' AND due_at <= ? LIMIT 1",
                        now.toEpochMilli())
                    .isPresent());
    return any
        ? writer.write(session -> claim(session, OF_ANY, 0, now.toEpochMilli(), most))
        : List.of();
  }

  private static List<PendingCall> claim(
      Session session, String due, long submission, long now, int most) throws SQLException {
    List<PendingCall> calls =
        session.list(
            row ->
                new PendingCall(
                    row.getLong(1),
                    row.getInt(2),
                    row.getInt(3),
                    row.getString(4),
                    Instant.ofEpochMilli(row.getLong(5)),
                    new VendorCall(List.of(), row.getString(6))),
            due,
            now,
            submission,
            most);
    List<PendingCall> claimed = new java.util.ArrayList<>();
    for (PendingCall call : calls) {
      boolean expired = call.expiresAt().toEpochMilli() <= now;
      move(session, call, expired, now);
      if (!expired) {
        claimed.add(withRecipients(session, call));
      }
    }
    return claimed;
  }

  private static void move(Session session, PendingCall call, boolean expired, long now)
      throws SQLException {
    session.update(
        "UPDATE vendor_call SET state = ? WHERE submission_id = ? AND number = ?",
        expired ? "ENDED" : "SUBMITTING",
        call.submission(),
        call.number());
    session.update(
        "UPDATE delivery SET state = ?, at = ? WHERE submission_id = ? AND call = ?",
        (expired ? DeliveryState.EXPIRED : DeliveryState.SUBMITTING).name(),
        now,
        call.submission(),
        call.number());
  }

  private static PendingCall withRecipients(Session session, PendingCall call) throws SQLException {
    List<PhoneNumber> recipients =
        session.list(
            row -> new PhoneNumber(row.getString(1)),
            "SELECT number FROM delivery WHERE submission_id = ? AND call = ? ORDER BY position",
            call.submission(),
            call.number());
    return new PendingCall(
        call.submission(),
        call.number(),
        call.attempt(),
        call.channel(),
        call.expiresAt(),
        new VendorCall(recipients, call.call().text()));
  }

  @Override
  public void release(PendingCall pending) {
    writer.write(
        session -> {
          session.update(
              "UPDATE delivery SET state = 'QUEUED' WHERE submission_id = ? AND call = ?",
              pending.submission(),
              pending.number());
          return session.update(
              "UPDATE vendor_call SET state = 'QUEUED' WHERE submission_id = ? AND number = ? AND"
                  + " state = 'SUBMITTING'",
              pending.submission(),
              pending.number());
        });
  }

  @Override
  public int settleInterrupted(Instant now) {
    return writer.write(
        session -> {
          session.update(
              "UPDATE delivery SET state = 'UNKNOWN', at = ? WHERE state = 'SUBMITTING' AND"
                  + " submission_id IN (SELECT submission_id FROM vendor_call WHERE state ="
                  + " 'SUBMITTING')",
              now.toEpochMilli());
          return session.update(
              "UPDATE vendor_call SET state = 'ENDED', outcome = 'UNKNOWN', meaning = 'the gateway"
                  + " ended while the call was being made', started_at = due_at, millis = 0 WHERE"
                  + " state = 'SUBMITTING'");
        });
  }

  @Override
  public Optional<Long> findId(String consumer, String requestId) {
    return read(
        session ->
            session.first(
                row -> row.getLong(1),
                "SELECT id FROM submission WHERE consumer = ? AND request_id = ?",
                consumer,
                requestId));
  }

  @Override
  public Optional<Submission> find(String consumer, long id, int from) {
    return read(
        session -> {
          List<CallRecord> calls =
              session.list(
                  SqlStore::call,
                  "SELECT number, channel, outcome, vendor_id, vendor_code, meaning, billed_parts,"
                      + " charge, balance_after, started_at, millis FROM vendor_call WHERE"
                      + " submission_id = ? AND outcome IS NOT NULL ORDER BY number",
                  id);
          List<DeliveryState> states =
              session.list(
                  row -> DeliveryState.valueOf(row.getString(1)),
                  "SELECT DISTINCT state FROM delivery WHERE submission_id = ?",
                  id);
          List<Delivery> page =
              session.list(
                  SqlStore::delivery,
                  "SELECT number, state, vendor_message_id, at FROM delivery WHERE submission_id = ?"
                      + " AND position >= ? ORDER BY position LIMIT "
                      + (Submission.PAGE + 1),
                  id,
                  from);
          boolean more = page.size() > Submission.PAGE;
          return session.first(
              row ->
                  new Submission(
                      id,
                      Optional.ofNullable(row.getString(1)),
                      Optional.ofNullable(row.getString(2)),
                      row.getString(3),
                      SubmissionState.of(states),
                      Instant.ofEpochMilli(row.getLong(4)),
                      row.getInt(5),
                      calls,
                      more ? page.subList(0, Submission.PAGE) : page,
                      more ? OptionalInt.of(from + Submission.PAGE) : OptionalInt.empty()),
              "SELECT request_id, reference, channel, created_at, parts FROM submission WHERE id = ?"
                  + " AND consumer = ?",
              id,
              consumer);
        });
  }

  private static CallRecord call(ResultSet row) throws SQLException {
    int billed = row.getInt(7);
    return new CallRecord(
        row.getInt(1),
        row.getString(2),
        CallRecord.Result.valueOf(row.getString(3)),
        row.getString(4) == null ? List.of() : List.of(row.getString(4).split(",", -1)),
        Optional.ofNullable(row.getString(5)),
        Optional.ofNullable(row.getString(6)),
        row.getObject(7) == null ? OptionalInt.empty() : OptionalInt.of(billed),
        Optional.ofNullable(row.getString(8)).map(BigDecimal::new),
        Optional.ofNullable(row.getString(9)).map(BigDecimal::new),
        Instant.ofEpochMilli(row.getLong(10)),
        Duration.ofMillis(row.getLong(11)));
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        new PhoneNumber(row.getString(1)),
        DeliveryState.valueOf(row.getString(2)),
        Optional.ofNullable(row.getString(3)),
        Instant.ofEpochMilli(row.getLong(4)));
  }

  /** Reads one state of the store: SQLite gives one to a transaction. */
  private <T> T read(GroupCommit.Work<T> work) {
    try (Connection connection = readers.getConnection()) {
      T result = work.run(new Session(connection));
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw new StoreException("The store could not read", e);
    }
  }
}
