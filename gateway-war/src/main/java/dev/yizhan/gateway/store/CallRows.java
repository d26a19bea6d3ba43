package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.submission.CallKey;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes rows of calls. */
final class CallRows {

  static final String INSERT =
      "INSERT INTO vendor_call (submission_id, number, channel, route, attempt, state, node, queue,"
          + " first_position, last_position, due_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
          + " ?, ?, ?)";

  /** The columns of {@link #range}. */
  static final String RANGE = "submission_id, number, first_position, last_position";

  private static final String MOVE =
      "UPDATE delivery SET state = ?, at = ? WHERE submission_id = ? AND call = ? AND position"
          + " BETWEEN ? AND ? AND state IN ('SCHEDULED', 'QUEUED', 'SUBMITTING')";

  private CallRows() {}

  /**
   * A call and where its recipients are. A submission may have thousands of calls, each with few
   * recipients: they are found without reading those of the others.
   *
   * @param first the lowest position of its recipients
   * @param last the highest; others of the submission may lie between
   */
  record Range(CallKey key, int first, int last) {

    static Range of(CallKey key, List<Recipient> recipients) {
      int first = Integer.MAX_VALUE;
      int last = -1;
      for (Recipient recipient : recipients) {
        first = Math.min(first, recipient.position());
        last = Math.max(last, recipient.position());
      }
      return new Range(key, first, last);
    }
  }

  static Range range(ResultSet row) throws SQLException {
    return new Range(new CallKey(row.getLong(1), row.getInt(2)), row.getInt(3), row.getInt(4));
  }

  static boolean isUrgent(String queue) {
    return queue.startsWith("1");
  }

  /** The consumer whose calls wait in a queue. */
  static String consumer(String queue) {
    return queue.substring(1);
  }

  /**
   * The queue in which a consumer's calls wait.
   *
   * @param consumer the name, which has no characters that sort before digits
   */
  static String queue(Priority priority, String consumer) {
    return (priority == Priority.URGENT ? "1" : "0") + consumer;
  }

  /** A call claimed by a node, or a waiting one without a node. */
  static Object[] row(
      CallKey key, NewCall call, Optional<Long> node, String queue, Instant expiresAt) {
    Range range = Range.of(key, call.recipients());
    return new Object[] {
      key.submission(),
      key.number(),
      call.channel(),
      String.join(",", call.step().route()),
      call.step().attempt(),
      node.isPresent() ? "SUBMITTING" : "QUEUED",
      node,
      queue,
      range.first(),
      range.last(),
      call.dueAt().toEpochMilli(),
      expiresAt.toEpochMilli()
    };
  }

  /**
   * Moves the recipients of some calls to a state, except those whose state a report or an operator
   * has changed since.
   */
  static void moveRecipients(Session session, List<Range> calls, DeliveryState state, Instant now)
      throws SQLException {
    session.updateAll(
        MOVE,
        calls.stream()
            .map(
                call ->
                    new Object[] {
                      state.name(),
                      now.toEpochMilli(),
                      call.key().submission(),
                      call.key().number(),
                      call.first(),
                      call.last()
                    })
            .toList());
  }
}
