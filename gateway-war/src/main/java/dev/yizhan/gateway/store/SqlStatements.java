package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.statement.StatementLine;
import dev.yizhan.gateway.core.statement.StatementStore;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.store.rollup.Amounts;
import dev.yizhan.gateway.store.rollup.ChannelAccounts;
import dev.yizhan.gateway.store.rollup.Figure;
import dev.yizhan.gateway.store.rollup.Recount;
import dev.yizhan.gateway.store.rollup.RollupKey;
import dev.yizhan.gateway.store.rollup.Rollups;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Statements, read from the sums; submissions of days that have none are counted. */
final class SqlStatements implements StatementStore {

  private final GroupCommit writer;
  private final StoreReader reader;

  SqlStatements(GroupCommit writer, StoreReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public Optional<LocalDate> firstWithSums() {
    long day = reader.read(Rollups::firstDay);
    return day == 0 ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day));
  }

  @Override
  public Map<LocalDate, List<StatementLine>> lines(
      LocalDate from, LocalDate to, Optional<String> consumer) {
    return reader.read(
        session -> {
          SortedMap<RollupKey, Amounts> found =
              Rollups.read(session, from.toEpochDay(), to.toEpochDay(), consumer);
          addCounted(session, found, from, to, consumer);
          Map<RollupKey, Long> refused = refused(session, from, to, consumer);
          refused.keySet().forEach(key -> found.computeIfAbsent(key, none -> new Amounts()));
          ChannelAccounts accounts = ChannelAccounts.read(session);
          Map<LocalDate, List<StatementLine>> lines = new TreeMap<>();
          found.forEach(
              (key, amounts) ->
                  lines
                      .computeIfAbsent(LocalDate.ofEpochDay(key.day()), day -> new ArrayList<>())
                      .add(
                          line(
                              key,
                              accounts.of(key.channel(), key.day()),
                              amounts,
                              refused.getOrDefault(key, 0L))));
          return lines;
        });
  }

  private static void addCounted(
      Session session,
      Map<RollupKey, Amounts> found,
      LocalDate from,
      LocalDate to,
      Optional<String> consumer)
      throws SQLException {
    long firstDay = Rollups.firstDay(session);
    for (LocalDate day = from;
        !day.isAfter(to) && day.toEpochDay() < firstDay;
        day = day.plusDays(1)) {
      Recount.of(session, day.toEpochDay(), lowestId(day), lowestId(day.plusDays(1)), consumer)
          .forEach(
              (key, amounts) ->
                  found.computeIfAbsent(key, none -> new Amounts()).addAll(amounts, 1));
    }
  }

  private static long lowestId(LocalDate day) {
    return Ids.lowestAt(day.atStartOfDay(QuietHours.CHINA).toInstant());
  }

  private static Map<RollupKey, Long> refused(
      Session session, LocalDate from, LocalDate to, Optional<String> consumer)
      throws SQLException {
    Map<RollupKey, Long> refused = new HashMap<>();
    List<Object> values = new ArrayList<>(List.of(from.toEpochDay(), to.toEpochDay()));
    consumer.ifPresent(values::add);
    session.query(
        row ->
            refused.put(
                new RollupKey(row.getLong(1), row.getString(2), row.getString(3)), row.getLong(4)),
        "SELECT day, consumer, channel, recipients FROM opt_out_refusal WHERE day >= ? AND day <= ?"
            + (consumer.isPresent() ? " AND consumer = ?" : ""),
        values.toArray());
    return refused;
  }

  private static StatementLine line(RollupKey key, String account, Amounts amounts, long refused) {
    Map<DeliveryState, Long> deliveries = new EnumMap<>(DeliveryState.class);
    long waiting = amounts.get(Figure.RECIPIENTS);
    for (DeliveryState state : DeliveryState.values()) {
      long count = Figure.of(state).map(amounts::get).orElse(0L);
      waiting -= count;
      put(deliveries, state, count);
    }
    put(deliveries, DeliveryState.QUEUED, waiting);
    Map<CallRecord.Result, Long> calls = new EnumMap<>(CallRecord.Result.class);
    for (CallRecord.Result result : CallRecord.Result.values()) {
      put(calls, result, amounts.get(Figure.of(result)));
    }
    TreeMap<Long, Long> seconds = new TreeMap<>();
    amounts.forEachSecond(seconds::put);
    return new StatementLine(
        new StatementLine.Key(key.consumer(), key.channel()),
        account,
        amounts.get(Figure.SUBMISSIONS),
        amounts.get(Figure.SEGMENTS),
        deliveries,
        new StatementLine.Calls(calls, amounts.get(Figure.BILLED_PARTS), amounts.charge()),
        new StatementLine.OptedOut(amounts.get(Figure.OPTED_OUT), refused),
        new StatementLine.Seconds(seconds));
  }

  private static <K> void put(Map<K, Long> counts, K key, long count) {
    if (count != 0) {
      counts.put(key, count);
    }
  }

  @Override
  public void setAccounts(LocalDate day, Map<String, String> accounts) {
    if (!reader.read(ChannelAccounts::read).areAlready(accounts)) {
      int unused =
          writer.write(
              session -> ChannelAccounts.read(session).change(session, day.toEpochDay(), accounts));
    }
  }

  @Override
  public int forget(LocalDate before) {
    return writer.write(
        session ->
            Rollups.forget(session, before.toEpochDay())
                + SqlBalances.forgetSamples(
                    session, before.atStartOfDay(QuietHours.CHINA).toInstant()));
  }
}
