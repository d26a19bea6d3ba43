package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.NewCall;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of calls, for all who write them. */
final class CallRows {

  static final String INSERT =
      "INSERT INTO vendor_call (submission_id, number, channel, route, attempt, state, node,"
          + " due_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private CallRows() {}

  /** A call that its node makes, or that waits where there is none. */
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
   * The recipients of some calls come into a state; not those of whom a report, or an operator, has
   * told more meanwhile.
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
