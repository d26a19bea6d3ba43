package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.polling.BalanceSnapshot;
import dev.yizhan.gateway.core.polling.BalanceStore;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import dev.yizhan.vendor.Balance;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

final class SqlBalances implements BalanceStore {

  private static final long HOUR_MILLIS = 3_600_000;
  private static final String SAMPLE =
      "SELECT amount, unit, at FROM balance_sample WHERE account = ?";

  private final GroupCommit writer;
  private final StoreReader reader;

  SqlBalances(GroupCommit writer, StoreReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public Optional<BalanceSnapshot> find(String account) {
    return reader.read(
        session ->
            session.queryFirst(
                SqlBalances::balance,
                "SELECT amount, unit, asked_at FROM balance WHERE account = ?",
                account));
  }

  private static BalanceSnapshot balance(ResultSet row) throws SQLException {
    return new BalanceSnapshot(
        new Balance(new BigDecimal(row.getString(1)), Balance.Unit.valueOf(row.getString(2))),
        Instant.ofEpochMilli(row.getLong(3)));
  }

  @Override
  public void storeResult(
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
            keepSample(session, account, balance.get(), now);
          }
          PollLeases.endBalance(session, account, reason, pause, now);
          return 0;
        });
  }

  private static void keepSample(Session session, String account, Balance balance, Instant now)
      throws SQLException {
    session.update(
        "INSERT INTO balance_sample (account, hour, amount, unit, at) VALUES (?, ?, ?, ?, ?) ON"
            + " CONFLICT (account, hour) DO NOTHING",
        account,
        now.toEpochMilli() / HOUR_MILLIS,
        balance.amount().toPlainString(),
        balance.unit().name(),
        now.toEpochMilli());
  }

  /** The sample that was taken nearest to a moment: the first of an hour is kept. */
  static Optional<BalanceSnapshot> nearest(Session session, String account, Instant time)
      throws SQLException {
    long hour = time.toEpochMilli() / HOUR_MILLIS;
    Optional<BalanceSnapshot> before =
        session.queryFirst(
            SqlBalances::balance,
            SAMPLE + " AND hour < ? ORDER BY hour DESC LIMIT 1",
            account,
            hour);
    Optional<BalanceSnapshot> after =
        session.queryFirst(
            SqlBalances::balance, SAMPLE + " AND hour >= ? ORDER BY hour LIMIT 1", account, hour);
    return Stream.of(before, after)
        .flatMap(Optional::stream)
        .min(Comparator.comparing(sample -> Duration.between(sample.askedAt(), time).abs()));
  }

  static int forgetSamples(Session session, Instant before) throws SQLException {
    return session.update(
        "DELETE FROM balance_sample WHERE hour < ?", before.toEpochMilli() / HOUR_MILLIS);
  }
}
