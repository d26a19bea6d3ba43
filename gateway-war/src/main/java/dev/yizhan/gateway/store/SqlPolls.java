package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.polling.PollEnd;
import dev.yizhan.gateway.core.polling.PollKind;
import dev.yizhan.gateway.core.polling.PollLease;
import dev.yizhan.gateway.core.polling.PollStore;
import dev.yizhan.gateway.core.polling.ReadAgain;
import dev.yizhan.gateway.core.polling.UnreadAnswer;
import dev.yizhan.gateway.core.polling.UnreadableAnswer;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class SqlPolls implements PollStore {

  private final GroupCommit writer;
  private final StoreReader reader;
  private final PollLeases leases;
  private final RecordIntake intake;
  private final PollRows rows;

  SqlPolls(
      GroupCommit writer,
      StoreReader reader,
      PollLeases leases,
      RecordIntake intake,
      PollRows rows) {
    this.writer = writer;
    this.reader = reader;
    this.leases = leases;
    this.intake = intake;
    this.rows = rows;
  }

  @Override
  public List<PollLease> leases() {
    return reader.read(leases::all);
  }

  @Override
  public Optional<Long> acquire(String account, PollKind kind, Duration initialPause, Instant now) {
    long poll = intake.nextId();
    return writer.write(session -> leases.acquire(session, account, kind, poll, initialPause, now))
        ? Optional.of(poll)
        : Optional.empty();
  }

  @Override
  public List<Long> heldPolls() {
    return reader.read(leases::held);
  }

  @Override
  public void release(long poll) {
    writer.write(session -> leases.release(session, poll));
  }

  @Override
  public void storeAnswer(long poll, byte[] answer, Instant now) {
    byte[] encrypted = rows.encrypt(poll, answer);
    writer.write(session -> rows.storeAnswer(session, poll, encrypted, now));
  }

  @Override
  public int end(PollEnd end) {
    Optional<byte[]> answer = end.answer().map(bytes -> rows.encrypt(end.poll().id(), bytes));
    return writer.writeLast(
        session -> {
          int newRecords = rows.end(session, end, answer);
          Optional<String> failure =
              end.result() == PollEnd.Result.TAKEN ? Optional.empty() : end.reason();
          PollLeases.end(
              session,
              end.poll().id(),
              failure,
              newRecords > 0 ? end.pauses().busy() : end.pauses().idle(),
              end.now());
          return newRecords;
        });
  }

  @Override
  public Optional<UnreadableAnswer> findUnreadable(long id, Instant now) {
    return reader.read(session -> rows.findUnreadable(session, id, now));
  }

  @Override
  public Optional<Integer> storeReadAgain(ReadAgain reading) {
    return writer.writeLast(session -> rows.storeReadAgain(session, reading));
  }

  @Override
  public Optional<UnreadAnswer> takeOverAnswer(List<String> accounts, Set<Long> running) {
    Set<String> readable = new HashSet<>(accounts);
    Optional<Long> found =
        reader.read(
            session ->
                session
                    .query(
                        row -> Map.entry(row.getLong(1), row.getString(2)),
                        "SELECT id, account FROM poll WHERE state = 'ARRIVED' AND (node IS NULL OR"
                            + " node = ?) ORDER BY id",
                        leases.node())
                    .stream()
                    .filter(
                        poll ->
                            readable.contains(poll.getValue()) && !running.contains(poll.getKey()))
                    .map(Map.Entry::getKey)
                    .findFirst());
    return found.flatMap(poll -> writer.write(session -> rows.takeOver(session, poll)));
  }
}
