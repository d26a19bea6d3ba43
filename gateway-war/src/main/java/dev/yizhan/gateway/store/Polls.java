package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.polling.PollEnd;
import dev.yizhan.gateway.core.polling.PollKind;
import dev.yizhan.gateway.core.polling.UnreadAnswer;
import dev.yizhan.gateway.core.record.RecordBatch;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Questions for what is handed out once, and pushes: kept, read, remembered or forgotten. */
final class Polls {

  /** How a poll ends that leaves nothing to remember, where it brought nothing new. */
  private static final Set<String> FORGOTTEN = Set.of("TAKEN", PollEnd.Result.NOTHING.name());

  private final KeyRing keys;
  private final Intake intake;
  private final long node;

  Polls(KeyRing keys, Intake intake, long node) {
    this.keys = keys;
    this.intake = intake;
    this.node = node;
  }

  static String place(long poll) {
    return "poll " + poll;
  }

  byte[] encrypted(long poll, byte[] answer) {
    return keys.encrypt(answer, place(poll));
  }

  /** Also where this node was taken for dead: its own word is better than none. */
  int keep(Session session, long poll, byte[] encrypted, Instant now) throws SQLException {
    return session.update(
        "UPDATE poll SET state = 'ARRIVED', node = ?, answer = ?, ended_at = ?, reason = NULL WHERE id"
            + " = ? AND state IN ('STARTED', 'IN_DOUBT')",
        node,
        encrypted,
        now.toEpochMilli(),
        poll);
  }

  /** Once: a poll that has ended has another state, or is not there any more. */
  int end(Session session, PollEnd end, Optional<byte[]> answer) throws SQLException {
    boolean open =
        session.update(
                "UPDATE poll SET state = ?, node = NULL, answer = COALESCE(?, answer), reason = ?,"
                    + " ended_at = ? WHERE id = ? AND state IN ('STARTED', 'ARRIVED', 'IN_DOUBT')",
                state(end),
                answer,
                end.reason(),
                end.now().toEpochMilli(),
                end.poll().id())
            > 0;
    if (!open) {
      return 0;
    }
    int fresh =
        end.batch().isPresent() ? taken(session, end.poll().id(), end.batch().get(), end.now()) : 0;
    if (fresh == 0 && FORGOTTEN.contains(state(end))) {
      // Nothing new: there is nothing to remember.
      session.update("DELETE FROM poll WHERE id = ?", end.poll().id());
    }
    return fresh;
  }

  private static String state(PollEnd end) {
    return end.result() == PollEnd.Result.TAKEN
        ? state(end.batch().orElseThrow())
        : end.result().name();
  }

  private static String state(RecordBatch batch) {
    return batch.broken().isEmpty() && batch.note().isEmpty() ? "TAKEN" : "INCOMPLETE";
  }

  private int taken(Session session, long poll, RecordBatch batch, Instant now)
      throws SQLException {
    insertBroken(session, poll, batch.broken());
    return intake.take(session, poll, batch, now);
  }

  private void insertBroken(Session session, long poll, List<String> records) throws SQLException {
    List<Object[]> broken = new ArrayList<>();
    for (String raw : records) {
      int place = broken.size() + 1;
      broken.add(
          new Object[] {
            poll,
            place,
            keys.encrypt(raw.getBytes(StandardCharsets.UTF_8), brokenPlace(poll, place))
          });
    }
    session.updateAll("INSERT INTO broken_record (poll, place, content) VALUES (?, ?, ?)", broken);
  }

  static String brokenPlace(long poll, int place) {
    return "broken record " + poll + " " + place;
  }

  Optional<UnreadAnswer> adopt(Session session, long poll) throws SQLException {
    boolean mine =
        session.update(
                "UPDATE poll SET node = ? WHERE id = ? AND state = 'ARRIVED' AND (node IS NULL OR"
                    + " node = ?)",
                node,
                poll,
                node)
            > 0;
    if (!mine) {
      return Optional.empty();
    }
    Optional<UnreadAnswer> adopted =
        session.first(
            row -> {
              try {
                return new UnreadAnswer(
                    poll,
                    row.getString(1),
                    PollKind.valueOf(row.getString(2)),
                    keys.decrypt(row.getBytes(3), place(poll)));
              } catch (IllegalStateException e) {
                return new UnreadAnswer(poll, "", PollKind.REPORTS, new byte[0]);
              }
            },
            "SELECT account, question, answer FROM poll WHERE id = ?",
            poll);
    if (adopted.isPresent() && adopted.get().account().isEmpty()) {
      session.update(
          "UPDATE poll SET state = 'UNREADABLE', reason = 'the kept answer cannot be decrypted' WHERE"
              + " id = ?",
          poll);
      return Optional.empty();
    }
    return adopted;
  }

  /** How many records are new; a push that came before has none, and leaves no trace. */
  int push(Session session, RecordBatch batch, byte[] body, Instant now) throws SQLException {
    long poll = intake.nextId();
    boolean odd =
        !batch.broken().isEmpty()
            && intake.isFresh(session, batch.source().account(), identity(body), now);
    int fresh = intake.take(session, poll, batch, now);
    if (fresh > 0 || odd) {
      insertPush(
          session,
          poll,
          batch.source().account(),
          odd ? state(batch) : "TAKEN",
          body,
          Optional.empty(),
          now);
    }
    if (odd) {
      insertBroken(session, poll, batch.broken());
    }
    return fresh;
  }

  /** What cannot be read at all. */
  int unreadable(Session session, String account, byte[] body, String reason, Instant now)
      throws SQLException {
    if (intake.isFresh(session, account, identity(body), now)) {
      insertPush(session, intake.nextId(), account, "UNREADABLE", body, Optional.of(reason), now);
    }
    return 0;
  }

  private static String identity(byte[] body) {
    return "push " + new String(body, StandardCharsets.ISO_8859_1);
  }

  private void insertPush(
      Session session,
      long poll,
      String account,
      String state,
      byte[] body,
      Optional<String> reason,
      Instant now)
      throws SQLException {
    session.update(
        "INSERT INTO poll (id, account, question, state, started_at, ended_at, answer, reason) VALUES"
            + " (?, ?, 'PUSH', ?, ?, ?, ?, ?)",
        poll,
        account,
        state,
        now.toEpochMilli(),
        now.toEpochMilli(),
        encrypted(poll, body),
        reason);
  }
}
