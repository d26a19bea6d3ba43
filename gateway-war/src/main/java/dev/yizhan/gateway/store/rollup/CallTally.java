package dev.yizhan.gateway.store.rollup;

import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Recipients as they are, locked until the commit. What a change of them adds to the sums is the
 * tally after it less the one before. It is for rare changes: it writes to lock, on both databases.
 */
public final class CallTally {

  private static final String OF_CALL =
      "UPDATE delivery SET state = state WHERE submission_id = ? AND call = ? RETURNING state, at";

  private static final String OF_RECIPIENT =
      "UPDATE delivery SET state = state WHERE submission_id = ? AND position = ? RETURNING state,"
          + " at, (SELECT c.started_at FROM vendor_call c WHERE c.submission_id ="
          + " delivery.submission_id AND c.number = delivery.call)";

  private CallTally() {}

  /**
   * The recipients of a call.
   *
   * @param startedAt of the call; empty if none was stored
   */
  public static Amounts ofCall(Session session, long submission, int call, Optional<Long> startedAt)
      throws SQLException {
    Amounts amounts = new Amounts();
    session.query(
        row -> add(amounts, DeliveryState.valueOf(row.getString(1)), row.getLong(2), startedAt),
        OF_CALL,
        submission,
        call);
    return amounts;
  }

  /** One recipient. */
  public static Amounts ofRecipient(Session session, long submission, int position)
      throws SQLException {
    Amounts amounts = new Amounts();
    session.query(row -> add(amounts, row), OF_RECIPIENT, submission, position);
    return amounts;
  }

  /**
   * Adds a recipient.
   *
   * @param row its state, the time of that, and when its call began
   */
  public static Amounts add(Amounts amounts, ResultSet row) throws SQLException {
    DeliveryState state = DeliveryState.valueOf(row.getString(1));
    long at = row.getLong(2);
    long startedAt = row.getLong(3);
    return add(amounts, state, at, row.wasNull() ? Optional.empty() : Optional.of(startedAt));
  }

  private static Amounts add(
      Amounts amounts, DeliveryState state, long at, Optional<Long> startedAt) {
    amounts.add(state, 1);
    if (state == DeliveryState.DELIVERED && startedAt.isPresent()) {
      amounts.addSeconds((at - startedAt.get()) / 1000, 1);
    }
    return amounts;
  }
}
