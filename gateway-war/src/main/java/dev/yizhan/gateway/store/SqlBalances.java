package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.polling.BalanceSnapshot;
import dev.yizhan.gateway.core.polling.BalanceStore;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.StoreReader;
import dev.yizhan.vendor.Balance;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

final class SqlBalances implements BalanceStore {

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
          }
          PollLeases.endBalance(session, account, reason, pause, now);
          return 0;
        });
  }
}
