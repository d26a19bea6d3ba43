package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.polling.PollEnd;
import dev.yizhan.gateway.core.polling.PollKind;
import dev.yizhan.gateway.core.polling.PollLease;
import dev.yizhan.gateway.core.polling.PollStore;
import dev.yizhan.gateway.core.polling.UnreadAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Leases of polls and stored answers in SQL. */
final class SqlPolls implements PollStore {

  private final GroupCommit writer;
  private final Reader reader;
  private final Turns turns;
  private final Intake intake;
  private final Polls polls;

  SqlPolls(GroupCommit writer, Reader reader, Turns turns, Intake intake, Polls polls) {
    this.writer = writer;
    this.reader = reader;
    this.turns = turns;
    this.intake = intake;
    this.polls = polls;
  }

  @Override
  public List<PollLease> turns() {
    return reader.read(Turns::all);
  }

  @Override
  public Optional<Long> begin(String account, PollKind question, Duration first, Instant now) {
    long poll = intake.nextId();
    return writer.write(session -> turns.take(session, account, question, poll, first, now))
        ? Optional.of(poll)
        : Optional.empty();
  }

  @Override
  public List<Long> asking() {
    return reader.read(turns::mine);
  }

  @Override
  public void release(long poll) {
    writer.write(session -> turns.release(session, poll));
  }

  @Override
  public void keep(long poll, byte[] answer, Instant now) {
    byte[] encrypted = polls.encrypted(poll, answer);
    writer.write(session -> polls.keep(session, poll, encrypted, now));
  }

  @Override
  public int end(PollEnd end) {
    Optional<byte[]> answer = end.answer().map(bytes -> polls.encrypted(end.poll().id(), bytes));
    return writer.writeLast(
        session -> {
          int fresh = polls.end(session, end, answer);
          Optional<String> failure =
              end.result() == PollEnd.Result.TAKEN ? Optional.empty() : end.reason();
          Turns.end(
              session,
              end.poll().id(),
              failure,
              fresh > 0 ? end.pauses().busy() : end.pauses().idle(),
              end.now());
          return fresh;
        });
  }

  @Override
  public Optional<UnreadAnswer> adopt(List<String> accounts, Set<Long> mine) {
    Set<String> known = new HashSet<>(accounts);
    Optional<Long> found =
        reader.read(
            session ->
                session
                    .list(
                        row -> Map.entry(row.getLong(1), row.getString(2)),
                        "SELECT id, account FROM poll WHERE state = 'ARRIVED' AND (node IS NULL OR"
                            + " node = ?) ORDER BY id",
                        turns.node())
                    .stream()
                    .filter(
                        each -> known.contains(each.getValue()) && !mine.contains(each.getKey()))
                    .map(Map.Entry::getKey)
                    .findFirst());
    return found.flatMap(poll -> writer.write(session -> polls.adopt(session, poll)));
  }

  @Override
  public void probe() {
    writer.write(session -> 0);
  }
}
