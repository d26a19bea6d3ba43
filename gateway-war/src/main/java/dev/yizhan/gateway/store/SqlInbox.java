package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.Ids;
import dev.yizhan.gateway.core.inbox.Account;
import dev.yizhan.gateway.core.inbox.AgedBalance;
import dev.yizhan.gateway.core.inbox.Batch;
import dev.yizhan.gateway.core.inbox.InboxRecord;
import dev.yizhan.gateway.core.inbox.InboxStore;
import dev.yizhan.gateway.core.inbox.KeptAnswer;
import dev.yizhan.gateway.core.inbox.Kind;
import dev.yizhan.gateway.core.inbox.PollEnd;
import dev.yizhan.gateway.core.inbox.Problem;
import dev.yizhan.gateway.core.inbox.Question;
import dev.yizhan.gateway.core.inbox.Turn;
import dev.yizhan.vendor.Balance;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns, answers, records and positions in SQL that SQLite and PostgreSQL both understand. */
final class SqlInbox implements InboxStore {

  private static final int MOST_REMOVED = 2000;
  private static final int MOST_LOOKED_AT = 500;

  private final GroupCommit writer;
  private final Reader reader;
  private final Turns turns;
  private final Intake intake;
  private final KeyRing keys;
  private final Polls polls;
  private final Database database;
  private final InboxRows rows;

  SqlInbox(
      GroupCommit writer,
      Reader reader,
      Turns turns,
      Intake intake,
      KeyRing keys,
      Database database) {
    this.writer = writer;
    this.reader = reader;
    this.turns = turns;
    this.intake = intake;
    this.keys = keys;
    this.polls = new Polls(keys, intake, turns.node());
    this.database = database;
    this.rows = new InboxRows(keys);
  }

  @Override
  public List<Turn> turns() {
    return reader.read(Turns::all);
  }

  @Override
  public Optional<Long> begin(String account, Question question, Duration first, Instant now) {
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
    Optional<byte[]> answer = end.answer().map(bytes -> polls.encrypted(end.poll(), bytes));
    return writer.writeLast(
        session -> {
          int fresh = polls.end(session, end, answer);
          Optional<String> failure =
              end.result() == PollEnd.Result.TAKEN ? Optional.empty() : end.reason();
          Turns.end(session, end.poll(), failure, fresh > 0 ? end.pause() : end.idle(), end.now());
          return fresh;
        });
  }

  @Override
  public Optional<KeptAnswer> adopt(List<String> accounts, Set<Long> mine) {
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
  public int pushed(Batch batch, byte[] body, Instant now) {
    return writer.writeLast(session -> polls.push(session, batch, body, now));
  }

  @Override
  public void unreadable(String account, byte[] body, String reason, Instant now) {
    writer.writeLast(session -> polls.unreadable(session, account, body, reason, now));
  }

  /** A report that waits, and since when. */
  private record Waiting(Intake.Owned record, String account, Instant since) {}

  @Override
  public long look(List<Account> accounts, long behind, Duration wait, Instant now) {
    List<Long> found =
        reader.read(
            session ->
                session.list(
                    row -> row.getLong(1),
                    "SELECT id FROM record WHERE consumer IS NULL AND id > ? ORDER BY id LIMIT "
                        + MOST_LOOKED_AT,
                    behind));
    if (found.isEmpty()) {
      return 0;
    }
    long last = writer.writeLast(session -> look(session, accounts, found, now.minus(wait), now));
    return found.size() < MOST_LOOKED_AT ? 0 : last;
  }

  private long look(
      Session session, List<Account> accounts, List<Long> found, Instant over, Instant now)
      throws SQLException {
    List<Waiting> waiting =
        session.list(
            row ->
                new Waiting(
                    InboxRows.waiting(row), row.getString(8), Instant.ofEpochMilli(row.getLong(9))),
            "SELECT id, number, other_numbers, vendor_id, custom_id, verdict, status, account,"
                + " received_at FROM record WHERE consumer IS NULL AND id >= ? AND id <= ? ORDER BY"
                + " id"
                + database.lockingRows(),
            found.get(0),
            found.get(found.size() - 1));
    Map<String, Account> byName = new HashMap<>();
    accounts.forEach(account -> byName.put(account.name(), account));
    Map<String, List<Waiting>> byAccount = new HashMap<>();
    waiting.forEach(
        each -> byAccount.computeIfAbsent(each.account(), name -> new ArrayList<>()).add(each));
    for (Map.Entry<String, List<Waiting>> each : byAccount.entrySet()) {
      Account account = byName.get(each.getKey());
      Set<Long> ended = new HashSet<>();
      each.getValue().stream()
          .filter(record -> record.since().isBefore(over))
          .forEach(record -> ended.add(record.record().id()));
      if (account == null) {
        Intake.abandon(session, ended);
      } else {
        intake.again(
            session,
            account.channels(),
            account.ownership(),
            each.getValue().stream().map(Waiting::record).toList(),
            ended,
            now);
      }
    }
    return found.get(found.size() - 1);
  }

  @Override
  public int assign(String account, String owner) {
    boolean any =
        reader.read(
            session ->
                session
                    .first(
                        row -> true,
                        "SELECT 1 FROM record WHERE consumer = '' AND account = ? LIMIT 1",
                        account)
                    .isPresent());
    return any ? writer.writeLast(session -> intake.assign(session, account, owner)) : 0;
  }

  @Override
  public List<InboxRecord> fetch(String consumer, Kind kind, Optional<Long> behind, int most) {
    return reader.read(
        session -> {
          long from =
              behind.isPresent()
                  ? behind.get()
                  : session
                      .first(
                          row -> row.getLong(1),
                          "SELECT acknowledged FROM inbox WHERE consumer = ? AND kind = ?",
                          consumer,
                          kind.name())
                      .orElse(0L);
          return session.list(
              rows::read,
              "SELECT "
                  + InboxRows.COLUMNS
                  + " FROM record WHERE consumer = ? AND kind = ? AND position > ? ORDER BY position"
                  + " LIMIT ?",
              consumer,
              kind.name(),
              from,
              most);
        });
  }

  @Override
  public boolean acknowledge(String consumer, Kind kind, long position) {
    return writer.writeLast(
            session ->
                session.update(
                        "UPDATE inbox SET acknowledged = CASE WHEN acknowledged < ? THEN ? ELSE"
                            + " acknowledged END WHERE consumer = ? AND kind = ? AND last >= ?",
                        position,
                        position,
                        consumer,
                        kind.name(),
                        position)
                    > 0)
        || position == 0;
  }

  @Override
  public Optional<AgedBalance> balance(String account) {
    return reader.read(
        session ->
            session.first(
                SqlInbox::balance,
                "SELECT amount, unit, asked_at FROM balance WHERE account = ?",
                account));
  }

  private static AgedBalance balance(ResultSet row) throws SQLException {
    return new AgedBalance(
        new Balance(new BigDecimal(row.getString(1)), Balance.Unit.valueOf(row.getString(2))),
        Instant.ofEpochMilli(row.getLong(3)));
  }

  @Override
  public void balance(
      String account,
      Optional<Balance> balance,
      Optional<String> reason,
      Duration pause,
      Instant now) {
    writer.write(
        session -> {
          if (balance.isPresent()) {
            session.update(
                "INSERT INTO balance (account, amount, unit, asked_at) VALUES (?, ?, ?, ?) ON"
                    + " CONFLICT (account) DO UPDATE SET amount = excluded.amount, unit ="
                    + " excluded.unit, asked_at = excluded.asked_at",
                account,
                balance.get().amount().toPlainString(),
                balance.get().unit().name(),
                now.toEpochMilli());
          }
          Turns.endBalance(session, account, reason, pause, now);
          return 0;
        });
  }

  @Override
  public List<Problem> problems(Instant since, int most) {
    return reader.read(session -> new ProblemRows(keys).all(session, since, most));
  }

  @Override
  public int remove(Instant over, Instant forgotten) {
    List<Object[]> polls = old("poll", over);
    List<Object[]> records = old("record", over);
    List<Object[]> identities =
        reader.read(
            session ->
                session.list(
                    row -> new Object[] {row.getString(1), row.getBytes(2), row.getLong(3)},
                    "SELECT near, digest, seen_at FROM record_identity WHERE seen_at < ? ORDER BY"
                        + " seen_at LIMIT "
                        + MOST_REMOVED,
                    forgotten.toEpochMilli()));
    int all = polls.size() + records.size() + identities.size();
    if (all > 0) {
      writer.write(
          session -> {
            session.updateAll("DELETE FROM broken_record WHERE poll = ?", polls);
            session.updateAll("DELETE FROM poll WHERE id = ?", polls);
            session.updateAll("DELETE FROM record WHERE id = ?", records);
            return session.updateAll(
                "DELETE FROM record_identity WHERE near = ? AND digest = ? AND seen_at = ?",
                identities);
          });
    }
    return all;
  }

  private List<Object[]> old(String table, Instant over) {
    return reader.read(
        session ->
            session.list(
                row -> new Object[] {row.getLong(1)},
                "SELECT id FROM " + table + " WHERE id < ? ORDER BY id LIMIT " + MOST_REMOVED,
                Ids.from(over)));
  }
}
