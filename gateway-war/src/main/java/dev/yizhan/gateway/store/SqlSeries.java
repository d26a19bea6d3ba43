package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.series.OutcomeCount;
import dev.yizhan.gateway.core.series.SeriesStore;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** SQL for both SQLite and PostgreSQL. */
final class SqlSeries implements SeriesStore {

  private static final String ADD =
      "INSERT INTO outcome_minute (at, channel, outcome, calls) VALUES (?, ?, ?, ?) ON CONFLICT"
          + " (at, channel, outcome) DO UPDATE SET calls = outcome_minute.calls + excluded.calls";

  private final GroupCommit writer;
  private final StoreReader reader;

  SqlSeries(GroupCommit writer, StoreReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public void add(List<OutcomeCount> counts, Instant forgetBefore) {
    // In one order on all nodes, to prevent deadlocks.
    List<Object[]> rows =
        counts.stream()
            .sorted(
                Comparator.comparing(OutcomeCount::minute)
                    .thenComparing(OutcomeCount::channel)
                    .thenComparing(OutcomeCount::outcome))
            .map(
                each ->
                    new Object[] {
                      each.minute().toEpochMilli(),
                      each.channel(),
                      each.outcome().name(),
                      each.calls()
                    })
            .toList();
    int unused =
        writer.writeLast(
            session -> {
              int forgotten =
                  session.update(
                      "DELETE FROM outcome_minute WHERE at < ?", forgetBefore.toEpochMilli());
              session.updateAll(ADD, rows);
              return forgotten;
            });
  }

  @Override
  public List<OutcomeCount> read(Instant from, Optional<String> channel) {
    return reader.read(
        session ->
            session.query(
                row ->
                    new OutcomeCount(
                        Instant.ofEpochMilli(row.getLong(1)),
                        channel.orElse(""),
                        CallRecord.Result.valueOf(row.getString(2)),
                        row.getLong(3)),
                "SELECT at, outcome, SUM(calls) FROM outcome_minute WHERE at >= ?"
                    + (channel.isPresent() ? " AND channel = ?" : "")
                    + " GROUP BY at, outcome ORDER BY at, outcome",
                channel.isPresent()
                    ? new Object[] {from.toEpochMilli(), channel.get()}
                    : new Object[] {from.toEpochMilli()}));
  }
}
