package dev.yizhan.gateway.store;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.optout.OptOut;
import dev.yizhan.gateway.core.optout.OptOutList;
import dev.yizhan.gateway.core.optout.OptOutStore;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** SQL for both SQLite and PostgreSQL. Ids are ordered by time. */
final class SqlOptOuts implements OptOutStore {

  private static final int MOST_FORGOTTEN = 2000;

  /** Few sizes, so that few statements are prepared. */
  private static final int[] BATCH_SIZES = {100, 10, 1};

  private static final String COLUMNS =
      "SELECT id, list, number, at, submission_id, who, reason FROM opt_out";

  private final GroupCommit writer;
  private final StoreReader reader;
  private final Ids ids;

  SqlOptOuts(GroupCommit writer, StoreReader reader, Ids ids) {
    this.writer = writer;
    this.reader = reader;
    this.ids = ids;
  }

  /** A number is on a list once; the first time counts. */
  static int insert(Session session, long id, OptOut optOut) throws SQLException {
    return session.update(
        "INSERT INTO opt_out (list, number, id, at, submission_id, who, reason) VALUES (?, ?, ?, ?,"
            + " ?, ?, ?) ON CONFLICT (list, number) DO NOTHING",
        optOut.list().toString(),
        optOut.number().digits(),
        id,
        optOut.at().toEpochMilli(),
        optOut.submission(),
        optOut.byHand().map(OptOut.ByHand::who),
        optOut.byHand().map(OptOut.ByHand::reason));
  }

  @Override
  public Map<OptOutList, Long> counts() {
    return reader.read(
        session ->
            session
                .query(
                    row -> Map.entry(OptOutList.parse(row.getString(1)), row.getLong(2)),
                    "SELECT list, COUNT(*) FROM opt_out GROUP BY list")
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public Set<PhoneNumber> listed(List<OptOutList> lists, Collection<PhoneNumber> numbers) {
    if (lists.isEmpty() || numbers.isEmpty()) {
      return Set.of();
    }
    List<String> digits = numbers.stream().map(PhoneNumber::digits).distinct().toList();
    return reader.read(
        session -> {
          Set<PhoneNumber> listed = new HashSet<>();
          int from = 0;
          for (int size : BATCH_SIZES) {
            for (; digits.size() - from >= size; from += size) {
              List<Object> values = new ArrayList<>(lists.stream().map(Object::toString).toList());
              values.addAll(digits.subList(from, from + size));
              listed.addAll(
                  session.query(
                      row -> new PhoneNumber(row.getString(1)),
                      "SELECT number FROM opt_out WHERE list IN "
                          + parameters(lists.size())
                          + " AND number IN "
                          + parameters(size),
                      values.toArray()));
            }
          }
          return listed;
        });
  }

  /** For example {@code (?, ?)}. */
  static String parameters(int count) {
    return "(?" + ", ?".repeat(count - 1) + ")";
  }

  private record Row(long id, OptOut optOut) {}

  private static Row row(ResultSet row) throws SQLException {
    Optional<String> who = Optional.ofNullable(row.getString(6));
    String reason = row.getString(7);
    return new Row(
        row.getLong(1),
        new OptOut(
            OptOutList.parse(row.getString(2)),
            new PhoneNumber(row.getString(3)),
            Instant.ofEpochMilli(row.getLong(4)),
            row.getObject(5) == null ? Optional.empty() : Optional.of(row.getLong(5)),
            who.map(name -> new OptOut.ByHand(name, reason))));
  }

  @Override
  public Page list(Query query) {
    StringBuilder terms = new StringBuilder(" WHERE id < ?");
    List<Object> values = new ArrayList<>(List.of(query.below().orElse(Long.MAX_VALUE)));
    query
        .list()
        .ifPresent(
            list -> {
              terms.append(" AND list = ?");
              values.add(list.toString());
            });
    query
        .number()
        .ifPresent(
            number -> {
              terms.append(" AND number = ?");
              values.add(number.digits());
            });
    List<Row> rows =
        reader.read(
            session ->
                session.query(
                    SqlOptOuts::row,
                    COLUMNS + terms + " ORDER BY id DESC LIMIT " + (PAGE + 1),
                    values.toArray()));
    List<Row> page = rows.subList(0, Math.min(rows.size(), PAGE));
    return new Page(
        page.stream().map(Row::optOut).toList(),
        rows.size() > PAGE ? Optional.of(page.get(PAGE - 1).id()) : Optional.empty());
  }

  @Override
  public OptOut add(OptOut optOut) {
    return writer.write(
        session -> {
          if (insert(session, ids.next(), optOut) > 0) {
            journal(
                session,
                JournalEntry.Action.ADDED_OPT_OUT,
                optOut.list(),
                optOut.number(),
                optOut.byHand().orElseThrow(),
                optOut.at());
          }
          return session
              .queryFirst(
                  SqlOptOuts::row,
                  COLUMNS + " WHERE list = ? AND number = ?",
                  optOut.list().toString(),
                  optOut.number().digits())
              .orElseThrow()
              .optOut();
        });
  }

  @Override
  public boolean lift(OptOutList list, PhoneNumber number, OptOut.ByHand by, Instant at) {
    return writer.write(
        session -> {
          boolean isLifted =
              session.update(
                      "DELETE FROM opt_out WHERE list = ? AND number = ?",
                      list.toString(),
                      number.digits())
                  > 0;
          if (isLifted) {
            journal(session, JournalEntry.Action.LIFTED_OPT_OUT, list, number, by, at);
          }
          return isLifted;
        });
  }

  private void journal(
      Session session,
      JournalEntry.Action action,
      OptOutList list,
      PhoneNumber number,
      OptOut.ByHand by,
      Instant at)
      throws SQLException {
    int unused =
        SqlJournal.add(
            session,
            ids.next(),
            new JournalEntry(at, by.who(), action, list + " " + number, Optional.of(by.reason())));
  }

  @Override
  public void countRefused(Instant at, String consumer, String channel, int recipients) {
    int unused =
        writer.writeLast(
            session ->
                session.update(
                    "INSERT INTO opt_out_refusal (day, consumer, channel, recipients) VALUES (?, ?,"
                        + " ?, ?) ON CONFLICT (day, consumer, channel) DO UPDATE SET recipients ="
                        + " opt_out_refusal.recipients + excluded.recipients",
                    QuotaChanges.chinaDay(at),
                    consumer,
                    channel,
                    recipients));
  }

  @Override
  public int forgetRefused(Instant time) {
    return writer.write(
        session ->
            session.update(
                "DELETE FROM opt_out_refusal WHERE (day, consumer, channel) IN (SELECT day,"
                    + " consumer, channel FROM opt_out_refusal WHERE day < ? LIMIT "
                    + MOST_FORGOTTEN
                    + ")",
                QuotaChanges.chinaDay(time)));
  }
}
