package dev.yizhan.gateway.store;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.core.submission.RouteStep;
import dev.yizhan.gateway.store.sql.Database;
import dev.yizhan.gateway.store.sql.NodeRow;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.vendor.Message;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Claims calls for this node. */
final class Claims {

  private static final String SELECT_CALL =
      "SELECT c.submission_id, c.number, c.attempt, c.channel, c.route, c.expires_at, s.content"
          + " FROM vendor_call c JOIN submission s ON s.id = c.submission_id WHERE c.state ="
          + " 'QUEUED' AND c.due_at <= ? AND c.expires_at > ? AND c.channel NOT IN (SELECT channel"
          + " FROM channel_state WHERE suspended = 1) AND c.submission_id = ?";

  /** Candidates for each claim, so that concurrent nodes rarely compete for the same call. */
  private static final int CANDIDATES_PER_CLAIM = 4;

  private static final int MAX_EXPIRED = 500;

  private static final String ABANDON =
      "UPDATE vendor_call SET state = 'ABANDONED', outcome = 'UNKNOWN', meaning = 'the gateway"
          + " ended while the call was being made', started_at = due_at, millis = 0 WHERE node = ?"
          + " AND state = 'SUBMITTING' RETURNING submission_id, number";

  private final NodeRow node;
  private final ContentCipher cipher;
  private final Database database;

  Claims(NodeRow node, ContentCipher cipher, Database database) {
    this.node = node;
    this.cipher = cipher;
    this.database = database;
  }

  /** A call by its submission and number. */
  record Key(long submission, int number) {}

  /** The columns of a call that can be claimed. */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  private record Row(
      Key key, int attempt, String channel, String route, long expiresAt, byte[] content) {}

  /**
   * Calls to be claimed or expired.
   *
   * @param callable in any order
   * @param expired also of suspended channels
   */
  record Due(List<Key> callable, List<Key> expired) {

    boolean isEmpty() {
      return callable.isEmpty() && expired.isEmpty();
    }
  }

  Due due(Session session, Instant now, int limit) throws SQLException {
    List<Key> expired =
        session.query(
            row -> new Key(row.getLong(1), row.getInt(2)),
            "SELECT submission_id, number FROM vendor_call WHERE state = 'QUEUED' AND expires_at <="
                + " ? LIMIT "
                + MAX_EXPIRED,
            now.toEpochMilli());
    List<Key> callable =
        new ArrayList<>(
            session.query(
                row -> new Key(row.getLong(1), row.getInt(2)),
                "SELECT submission_id, number FROM vendor_call WHERE state = 'QUEUED' AND due_at <="
                    + " ? AND expires_at > ? AND channel NOT IN (SELECT channel FROM channel_state"
                    + " WHERE suspended = 1) ORDER BY due_at LIMIT ?",
                now.toEpochMilli(),
                now.toEpochMilli(),
                database.isExclusive() ? limit : limit * CANDIDATES_PER_CLAIM));
    if (!database.isExclusive()) {
      Collections.shuffle(callable, ThreadLocalRandom.current());
    }
    return new Due(callable, expired);
  }

  void expire(Session session, List<Key> keys, Instant now) throws SQLException {
    for (Key key : keys) {
      int expired =
          session.update(
              "UPDATE vendor_call SET state = 'ENDED' WHERE submission_id = ? AND number = ? AND"
                  + " state = 'QUEUED'",
              key.submission(),
              key.number());
      if (expired > 0) {
        CallRows.moveRecipients(
            session, key.submission(), List.of(key.number()), DeliveryState.EXPIRED, now);
      }
    }
  }

  /** Claims those that no other node has claimed in the meantime. */
  List<PendingCall> claim(Session session, List<Key> callable, Instant now, int limit)
      throws SQLException {
    List<PendingCall> claimed = new ArrayList<>();
    for (Key key : callable) {
      if (claimed.size() < limit) {
        claimOne(session, " AND c.number = ?", now, key.submission(), key.number())
            .ifPresent(claimed::add);
      }
    }
    return claimed;
  }

  /** Claims a submission's next due call. */
  Optional<PendingCall> claimNext(Session session, long submission, Instant now)
      throws SQLException {
    return claimOne(session, " ORDER BY c.due_at, c.number LIMIT 1", now, submission);
  }

  private Optional<PendingCall> claimOne(
      Session session, String suffix, Instant now, Object... suffixValues) throws SQLException {
    List<Object> values = new ArrayList<>(List.of(now.toEpochMilli(), now.toEpochMilli()));
    values.addAll(List.of(suffixValues));
    Optional<Row> found =
        session.queryFirst(
            row ->
                new Row(
                    new Key(row.getLong(1), row.getInt(2)),
                    row.getInt(3),
                    row.getString(4),
                    row.getString(5),
                    row.getLong(6),
                    row.getBytes(7)),
            SELECT_CALL + suffix + database.lockCallsClause(),
            values.toArray());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Row row = found.get();
    Key key = row.key();
    List<Recipient> recipients = recipients(session, key);
    Optional<Message> message = cipher.tryDecrypt(key.submission(), row.content(), recipients);
    if (message.isEmpty()) {
      rejectUndecryptable(session, key, now);
      return Optional.empty();
    }
    session.update(
        "UPDATE vendor_call SET state = 'SUBMITTING', node = ? WHERE submission_id = ? AND number ="
            + " ?",
        node.id(),
        key.submission(),
        key.number());
    CallRows.moveRecipients(
        session, key.submission(), List.of(key.number()), DeliveryState.SUBMITTING, now);
    return Optional.of(
        new PendingCall(
            key.submission(),
            key.number(),
            new RouteStep(row.channel(), List.of(row.route().split(",", -1)), row.attempt()),
            Instant.ofEpochMilli(row.expiresAt()),
            recipients,
            message.get(),
            false));
  }

  private static List<Recipient> recipients(Session session, Key key) throws SQLException {
    return session.query(
        row -> new Recipient(row.getInt(1), new PhoneNumber(row.getString(2))),
        "SELECT position, number FROM delivery WHERE submission_id = ? AND call = ? ORDER BY"
            + " position",
        key.submission(),
        key.number());
  }

  /** A stored text that was tampered with must not block all other calls. */
  private static void rejectUndecryptable(Session session, Key key, Instant now)
      throws SQLException {
    session.update(
        "UPDATE vendor_call SET state = 'ENDED', outcome = 'REJECTED', meaning = 'the stored text"
            + " cannot be decrypted', started_at = ?, millis = 0 WHERE submission_id = ? AND number"
            + " = ?",
        now.toEpochMilli(),
        key.submission(),
        key.number());
    CallRows.moveRecipients(
        session, key.submission(), List.of(key.number()), DeliveryState.REJECTED, now);
  }

  /** Marks a node's running calls as unknown; returns how many. */
  static int abandon(Session session, long dead, Instant now) throws SQLException {
    Map<Long, List<Integer>> abandoned = new HashMap<>();
    session.query(
        row ->
            abandoned
                .computeIfAbsent(row.getLong(1), submission -> new ArrayList<>())
                .add(row.getInt(2)),
        ABANDON,
        dead);
    int calls = 0;
    for (Map.Entry<Long, List<Integer>> call : abandoned.entrySet()) {
      calls += call.getValue().size();
      CallRows.moveRecipients(session, call.getKey(), call.getValue(), DeliveryState.UNKNOWN, now);
    }
    return calls;
  }
}
