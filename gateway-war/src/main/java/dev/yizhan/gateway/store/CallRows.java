package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.submission.CallKey;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.store.rollup.Amounts;
import dev.yizhan.gateway.store.rollup.RollupKey;
import dev.yizhan.gateway.store.rollup.Rollups;
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

  /** The columns of {@link #waiting}. */
  static final String WAITING = RANGE + ", channel, queue";

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

  /**
   * A call whose recipients wait, or are being sent to.
   *
   * @param queue with the consumer
   */
  record Waiting(Range range, String channel, String queue) {

    RollupKey rollupKey() {
      return RollupKey.of(range.key().submission(), consumer(queue), channel);
    }
  }

  static Waiting waiting(ResultSet row) throws SQLException {
    return new Waiting(range(row), row.getString(5), row.getString(6));
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
  static void moveRecipients(Session session, List<Waiting> calls, DeliveryState state, Instant now)
      throws SQLException {
    int[] moved =
        session.updateAll(
            MOVE,
            calls.stream()
                .map(Waiting::range)
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
    for (int i = 0; i < moved.length; i++) {
      Rollups.of(session).move(calls.get(i).rollupKey(), state, moved[i]);
    }
  }

  /**
   * Counts calls whose end is now known, which did not have an outcome.
   *
   * @param startedAt as it was stored with the outcome
   */
  static void countEnded(Session session, Waiting call, CallRecord.Result outcome, long startedAt)
      throws SQLException {
    Amounts sums = Rollups.of(session).at(call.rollupKey());
    sums.add(outcome, 1);
    // Reports that came before it have no time until now.
    session.query(
        row -> {
          sums.addSeconds((row.getLong(1) - startedAt) / 1000, 1);
          return 1;
        },
        "SELECT at FROM delivery WHERE submission_id = ? AND call = ? AND position BETWEEN ? AND ?"
            + " AND state = 'DELIVERED'",
        call.range().key().submission(),
        call.range().key().number(),
        call.range().first(),
        call.range().last());
  }
}
