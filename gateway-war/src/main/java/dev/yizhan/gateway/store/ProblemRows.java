package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.problem.Problem;
import dev.yizhan.gateway.store.problem.AccountRejections;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.vendor.StoredAnswer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds problems in the store. */
final class ProblemRows {

  private static final int MAX_PREVIEW = 300;
  private static final String PUSH = "PUSH";
  private static final String IN_DOUBT = "state = 'IN_DOUBT'";
  private static final String UNREADABLE =
      "(state IN ('UNREADABLE', 'INCOMPLETE') AND acknowledged_at IS NULL OR state = 'ARRIVED' AND"
          + " node IS NULL)";

  private final KeyRing keys;

  ProblemRows(KeyRing keys) {
    this.keys = keys;
  }

  List<Problem> find(Session session, Instant since, int limit) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    problems.addAll(
        session.query(
            ProblemRows::unknown,
            "SELECT d.submission_id, d.number, d.at, c.channel, c.meaning FROM delivery d JOIN"
                + " vendor_call c ON c.submission_id = d.submission_id AND c.number = d.call WHERE"
                + " d.state = 'UNKNOWN' AND d.state NOT IN ('SUBMITTING', 'SUBMITTED', 'DELIVERED')"
                + " ORDER BY d.submission_id DESC, d.position LIMIT ?",
            limit));
    for (String states : List.of(IN_DOUBT, UNREADABLE)) {
      problems.addAll(
          session.query(
              this::poll,
              "SELECT id, account, question, state, started_at, ended_at, answer, reason, broken,"
                  + " reprocessed_at FROM poll WHERE state <> 'TAKEN' AND "
                  + states
                  + " AND started_at >= ? ORDER BY id DESC LIMIT ?",
              since.toEpochMilli(),
              limit));
    }
    problems.addAll(
        session.query(
            this::broken,
            "SELECT b.poll, b.place, b.content, p.account, p.started_at, p.ended_at,"
                + " p.reprocessed_at FROM broken_record b JOIN poll p ON p.id = b.poll WHERE"
                + " p.started_at >= ? AND p.acknowledged_at IS NULL ORDER BY b.poll DESC, b.place LIMIT ?",
            since.toEpochMilli(),
            limit));
    problems.addAll(
        session.query(
            ProblemRows::unowned,
            "SELECT account, kind, COUNT(*), MIN(received_at), MAX(received_at) FROM record WHERE"
                + " consumer = '' GROUP BY account, kind"));
    problems.addAll(AccountRejections.problems(session));
    problems.addAll(
        session.query(
            ProblemRows::matchedByNumber,
            "SELECT account, channel, submission_id, number, consumer, position, vendor_id, status,"
                + " received_at FROM record WHERE guess_of IS NOT NULL AND verdict <> 'NONE' AND"
                + " received_at >= ? ORDER BY id DESC LIMIT ?",
            since.toEpochMilli(),
            limit));
    return problems;
  }

  private static Problem matchedByNumber(ResultSet row) throws SQLException {
    Optional<String> vendorId = Optional.ofNullable(row.getString(7));
    return new Problem(
        Problem.Kind.MATCHED_BY_NUMBER,
        new Problem.Subject(
            Optional.of(row.getString(1)),
            Optional.of(row.getString(2)),
            Optional.of(row.getLong(3)),
            Optional.of(row.getString(4)),
            Optional.of(new Problem.Report(row.getString(5), row.getLong(6), vendorId)),
            Optional.empty()),
        Optional.of(Instant.ofEpochMilli(row.getLong(9))),
        Optional.empty(),
        "A report ("
            + row.getString(8)
            + ") was matched by account and number alone. If other programs send over the account,"
            + " set yizhan.account."
            + row.getString(1)
            + ".shared");
  }

  private static Problem unknown(ResultSet row) throws SQLException {
    String meaning = row.getString(5);
    return new Problem(
        Problem.Kind.UNKNOWN_DELIVERY,
        Problem.Subject.delivery(row.getString(4), row.getLong(1), row.getString(2)),
        Optional.of(Instant.ofEpochMilli(row.getLong(3))),
        Optional.empty(),
        meaning == null ? "It is unknown whether the vendor accepted it" : meaning);
  }

  private Problem poll(ResultSet row) throws SQLException {
    String state = row.getString(4);
    String reason = row.getString(8) == null ? "" : row.getString(8);
    boolean push = PUSH.equals(row.getString(3));
    String what = push ? "A push" : "A poll for " + row.getString(3);
    String detail =
        switch (state) {
          case "IN_DOUBT" ->
              what
                  + " was not answered ("
                  + reason
                  + "): records that the vendor returned are lost";
          case "INCOMPLETE" ->
              what
                  + " contained "
                  + (row.getLong(9) == 0 ? "" : row.getLong(9) + " ")
                  + "records that cannot be read"
                  + inParentheses(reason);
          case "ARRIVED" -> what + " was answered, but the account is no longer configured";
          default ->
              what
                  + " returned what cannot be read"
                  + inParentheses(reason)
                  + ". It begins: "
                  + preview(row.getLong(1), Optional.ofNullable(row.getBytes(7)), push);
        };
    boolean isUnreadable = state.equals("UNREADABLE") || state.equals("INCOMPLETE");
    return new Problem(
        state.equals("IN_DOUBT") ? Problem.Kind.POLL_IN_DOUBT : Problem.Kind.UNREADABLE_ANSWER,
        isUnreadable
            ? Problem.Subject.original(
                row.getString(2),
                new Problem.Original(
                    row.getLong(1),
                    row.getLong(9),
                    InboxRows.optional(row, 10).map(Instant::ofEpochMilli)))
            : Problem.Subject.account(row.getString(2)),
        Optional.of(Instant.ofEpochMilli(row.getLong(5))),
        InboxRows.optional(row, 6).map(Instant::ofEpochMilli),
        detail);
  }

  private static String inParentheses(String reason) {
    return reason.isEmpty() ? "" : " (" + reason + ")";
  }

  /** Decoded as UTF-8 whatever its charset, so that an operator recognises it. */
  private String preview(long poll, Optional<byte[]> encrypted, boolean push) {
    if (encrypted.isEmpty()) {
      return "(nothing)";
    }
    byte[] body;
    try {
      byte[] stored = keys.decrypt(encrypted.get(), PollRows.context(poll));
      body = push ? stored : StoredAnswer.body(stored);
    } catch (IllegalStateException | IllegalArgumentException e) {
      return "(" + e.getMessage() + ")";
    }
    return cut(new String(body, StandardCharsets.UTF_8));
  }

  private static String cut(String text) {
    return text.length() <= MAX_PREVIEW ? text : text.substring(0, MAX_PREVIEW) + "…";
  }

  private Problem broken(ResultSet row) throws SQLException {
    String text;
    try {
      text =
          cut(
              new String(
                  keys.decrypt(
                      row.getBytes(3), PollRows.brokenContext(row.getLong(1), row.getInt(2))),
                  StandardCharsets.UTF_8));
    } catch (IllegalStateException e) {
      text = "(" + e.getMessage() + ")";
    }
    return new Problem(
        Problem.Kind.BROKEN_RECORD,
        Problem.Subject.original(
            row.getString(4),
            new Problem.Original(
                row.getLong(1), 1, InboxRows.optional(row, 7).map(Instant::ofEpochMilli))),
        Optional.of(Instant.ofEpochMilli(row.getLong(5))),
        InboxRows.optional(row, 6).map(Instant::ofEpochMilli),
        "A record cannot be read: " + text);
  }

  private static Problem unowned(ResultSet row) throws SQLException {
    return new Problem(
        Problem.Kind.UNOWNED_RECORDS,
        Problem.Subject.account(row.getString(1)),
        Optional.of(Instant.ofEpochMilli(row.getLong(4))),
        Optional.of(Instant.ofEpochMilli(row.getLong(5))),
        row.getLong(3)
            + " "
            + row.getString(2)
            + " have no owner. Name one (yizhan.account."
            + row.getString(1)
            + ".owner), who then receives them");
  }
}
