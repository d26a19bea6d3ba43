package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.store.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes rows of calls. */
final class CallRows {

  static final String INSERT =
      "INSERT INTO vendor_call (submission_id, number, channel, route, attempt, state, node,"
          + " due_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private CallRows() {}

  /** A call claimed by a node, or a waiting one without a node. */
  static Object[] row(
      long submission, int number, NewCall call, Optional<Long> node, long expiresAt) {
    return new Object[] {
      submission,
      number,
      call.channel(),
      String.join(",", call.step().route()),
      call.step().attempt(),
      node.isPresent() ? "SUBMITTING" : "QUEUED",
      node,
      call.dueAt().toEpochMilli(),
      expiresAt
    };
  }

  /**
   * Moves the recipients of some calls to a state, except those whose state a report or an operator
   * has changed since.
   */
  static void moveRecipients(
      Session session, long submission, List<Integer> calls, DeliveryState state, Instant now)
      throws SQLException {
    session.updateAll(
        "UPDATE delivery SET state = ?, at = ? WHERE submission_id = ? AND call = ? AND state IN"
            + " ('SCHEDULED', 'QUEUED', 'SUBMITTING')",
        calls.stream()
            .map(call -> new Object[] {state.name(), now.toEpochMilli(), submission, call})
            .toList());
  }
}
