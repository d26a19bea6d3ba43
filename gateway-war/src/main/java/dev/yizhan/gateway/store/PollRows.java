package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.polling.PollEnd;
import dev.yizhan.gateway.core.polling.PollKind;
import dev.yizhan.gateway.core.polling.ReadAgain;
import dev.yizhan.gateway.core.polling.UnreadAnswer;
import dev.yizhan.gateway.core.polling.UnreadableAnswer;
import dev.yizhan.gateway.core.record.Matching;
import dev.yizhan.gateway.core.record.RecordBatch;
import dev.yizhan.gateway.store.sql.Session;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rows of polls and pushes with their answers. */
final class PollRows {

  /** States of ended polls that are not retained without new records. */
  private static final Set<String> NOT_REMEMBERED = Set.of("TAKEN", PollEnd.Result.NOTHING.name());

  /** The answer has them all. One row each of half a million would hold the writer for long. */
  private static final int MAX_BROKEN = 100;

  private static final String UNREADABLE =
      " AND state IN ('UNREADABLE', 'INCOMPLETE') AND state <> 'TAKEN' AND acknowledged_at IS NULL"
          + " AND answer IS NOT NULL";

  private static final Optional<String> TOO_OLD =
      Optional.of(
          "its other records were stored more than seven days ago and would be stored twice");

  private final KeyRing keys;
  private final RecordIntake intake;
  private final RecordIdentities identities;
  private final long node;

  PollRows(KeyRing keys, RecordIntake intake, RecordIdentities identities, long node) {
    this.keys = keys;
    this.intake = intake;
    this.identities = identities;
    this.node = node;
  }

  static String context(long poll) {
    return "poll " + poll;
  }

  byte[] encrypt(long poll, byte[] answer) {
    return keys.encrypt(answer, context(poll));
  }

  /** Also after this node was declared dead: a late answer is better than none. */
  int storeAnswer(Session session, long poll, byte[] encrypted, Instant now) throws SQLException {
    return session.update(
        "UPDATE poll SET state = 'ARRIVED', node = ?, answer = ?, ended_at = ?, reason = NULL WHERE"
            + " id = ? AND state IN ('STARTED', 'IN_DOUBT')",
        node,
        encrypted,
        now.toEpochMilli(),
        poll);
  }

  /** Takes effect once: a poll that has ended has another state, or is removed. */
  int end(Session session, PollEnd end, Optional<byte[]> answer) throws SQLException {
    boolean wasOpen =
        session.update(
                "UPDATE poll SET state = ?, node = NULL, answer = COALESCE(?, answer), reason = ?,"
                    + " ended_at = ?, broken = ? WHERE id = ? AND state IN ('STARTED', 'ARRIVED', 'IN_DOUBT')",
                state(end),
                answer,
                end.reason(),
                end.now().toEpochMilli(),
                end.batch().map(batch -> batch.broken().size()),
                end.poll().id())
            > 0;
    if (!wasOpen) {
      return 0;
    }
    int newRecords =
        end.batch().isPresent()
            ? storeRecords(session, end.poll().id(), end.batch().get(), end.now())
            : 0;
    if (newRecords == 0 && NOT_REMEMBERED.contains(state(end))) {
      // Without new records there is nothing to retain.
      session.update("DELETE FROM poll WHERE id = ?", end.poll().id());
    }
    return newRecords;
  }

  private static String state(PollEnd end) {
    return end.result() == PollEnd.Result.TAKEN
        ? state(end.batch().orElseThrow())
        : end.result().name();
  }

  private static String state(RecordBatch batch) {
    return batch.broken().isEmpty() && batch.note().isEmpty() ? "TAKEN" : "INCOMPLETE";
  }

  private int storeRecords(Session session, long poll, RecordBatch batch, Instant now)
      throws SQLException {
    insertBroken(session, poll, batch.broken());
    return intake.store(session, poll, batch, now, now);
  }

  private void insertBroken(Session session, long poll, List<String> records) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (String raw : records.subList(0, Math.min(records.size(), MAX_BROKEN))) {
      int place = rows.size() + 1;
      rows.add(
          new Object[] {
            poll,
            place,
            keys.encrypt(raw.getBytes(StandardCharsets.UTF_8), brokenContext(poll, place))
          });
    }
    session.updateAll("INSERT INTO broken_record (poll, place, content) VALUES (?, ?, ?)", rows);
  }

  static String brokenContext(long poll, int place) {
    return "broken record " + poll + " " + place;
  }

  Optional<UnreadAnswer> takeOver(Session session, long poll) throws SQLException {
    boolean taken =
        session.update(
                "UPDATE poll SET node = ? WHERE id = ? AND state = 'ARRIVED' AND (node IS NULL OR"
                    + " node = ?)",
                node,
                poll,
                node)
            > 0;
    if (!taken) {
      return Optional.empty();
    }
    Optional<UnreadAnswer> answer =
        session.queryFirst(
            row -> {
              try {
                return new UnreadAnswer(
                    poll,
                    row.getString(1),
                    PollKind.valueOf(row.getString(2)),
                    keys.decrypt(row.getBytes(3), context(poll)));
              } catch (IllegalStateException e) {
                return new UnreadAnswer(poll, "", PollKind.REPORTS, new byte[0]);
              }
            },
            "SELECT account, question, answer FROM poll WHERE id = ?",
            poll);
    if (answer.isPresent() && answer.get().account().isEmpty()) {
      session.update(
          "UPDATE poll SET state = 'UNREADABLE', reason = 'the stored answer cannot be decrypted'"
              + " WHERE id = ?",
          poll);
      return Optional.empty();
    }
    return answer;
  }

  /** Returns how many records are new; a duplicate has none, and is not stored. */
  int storePush(Session session, RecordBatch batch, byte[] body, Instant now) throws SQLException {
    long poll = intake.nextId();
    boolean isNewBroken =
        !batch.broken().isEmpty()
            && identities.isNew(session, batch.source().account(), identity(body), now);
    int newRecords = intake.store(session, poll, batch, now, now);
    if (newRecords > 0 || isNewBroken) {
      insertPush(
          session,
          poll,
          batch.source().account(),
          isNewBroken ? state(batch) : "TAKEN",
          body,
          Optional.empty(),
          batch.broken().size(),
          now);
    }
    if (isNewBroken) {
      insertBroken(session, poll, batch.broken());
    }
    return newRecords;
  }

  int storeUnreadable(Session session, String account, byte[] body, String reason, Instant now)
      throws SQLException {
    if (identities.isNew(session, account, identity(body), now)) {
      insertPush(
          session, intake.nextId(), account, "UNREADABLE", body, Optional.of(reason), 0, now);
    }
    return 0;
  }

  Optional<UnreadableAnswer> findUnreadable(Session session, long id, Instant now)
      throws SQLException {
    return session.queryFirst(
        row -> {
          String question = row.getString(2);
          boolean isPush = question.equals("PUSH");
          Instant read = Instant.ofEpochMilli(Math.max(row.getLong(5), row.getLong(6)));
          boolean isRecognised = read.isAfter(now.minus(Matching.ID_WINDOW));
          boolean isWhole = row.getString(3).equals("UNREADABLE");
          Optional<byte[]> answer = decrypted(id, row.getBytes(4));
          return new UnreadableAnswer(
              id,
              row.getString(1),
              isPush ? Optional.empty() : Optional.of(PollKind.valueOf(question)),
              answer.orElse(new byte[0]),
              Instant.ofEpochMilli(row.getLong(5)),
              answer.isEmpty()
                  ? Optional.of("the stored answer cannot be decrypted")
                  : isWhole || isRecognised ? Optional.empty() : TOO_OLD);
        },
        "SELECT account, question, state, answer, ended_at, reprocessed_at FROM poll WHERE id = ?"
            + UNREADABLE,
        id);
  }

  private Optional<byte[]> decrypted(long poll, byte[] answer) {
    try {
      return Optional.of(keys.decrypt(answer, context(poll)));
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** Records that were stored before are recognised as duplicates. */
  Optional<Integer> storeReadAgain(Session session, ReadAgain reading) throws SQLException {
    long poll = reading.answer().id();
    Optional<ReadAgain.Acknowledgement> ticked = reading.acknowledgement();
    boolean isOpen =
        session.update(
                "UPDATE poll SET state = CASE WHEN ? = 0 THEN state ELSE ? END, reason = ?, broken ="
                    + " CASE WHEN ? = 0 THEN broken ELSE ? END, reprocessed_at = ?,"
                    + " acknowledged_at = ?, acknowledged_by = ?, acknowledged_reason = ? WHERE id"
                    + " = ?"
                    + UNREADABLE,
                reading.batches().isPresent() ? 1 : 0,
                reading.isComplete() ? "TAKEN" : "INCOMPLETE",
                reading.reason(),
                reading.batches().isPresent() ? 1 : 0,
                reading.broken(),
                reading.now().toEpochMilli(),
                ticked.map(each -> reading.now().toEpochMilli()),
                ticked.map(ReadAgain.Acknowledgement::who),
                ticked.map(ReadAgain.Acknowledgement::reason),
                poll)
            > 0;
    if (!isOpen) {
      return Optional.empty();
    }
    int newRecords = 0;
    if (reading.batches().isPresent()) {
      session.update("DELETE FROM broken_record WHERE poll = ?", poll);
      List<String> broken = new ArrayList<>();
      for (RecordBatch batch : reading.batches().get()) {
        broken.addAll(batch.broken());
        newRecords +=
            intake.store(session, poll, batch, reading.answer().arrivedAt(), reading.now());
      }
      insertBroken(session, poll, broken);
    }
    return Optional.of(newRecords);
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
      int broken,
      Instant now)
      throws SQLException {
    session.update(
        "INSERT INTO poll (id, account, question, state, started_at, ended_at, answer, reason,"
            + " broken) VALUES (?, ?, 'PUSH', ?, ?, ?, ?, ?, ?)",
        poll,
        account,
        state,
        now.toEpochMilli(),
        now.toEpochMilli(),
        encrypt(poll, body),
        reason,
        broken);
  }
}
