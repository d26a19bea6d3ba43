package dev.yizhan.gateway.core.series;

import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.task.PeriodicTasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts how calls end, by minute and channel. Each node counts in memory and adds its counts to
 * the store once a minute, so that sending writes nothing for them. A node that dies loses those of
 * one minute.
 */
public final class OutcomeSeries implements Events, AutoCloseable {

  /** For how long minutes are kept. */
  public static final Duration KEPT = Duration.ofDays(7);

  private static final System.Logger LOG = System.getLogger(OutcomeSeries.class.getName());
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** Of some channels for some hours: while the store is away, no more is remembered. */
  private static final int MOST_COUNTED = 10_000;

  private final SeriesStore store;
  private final Clock clock;
  private final PeriodicTasks tasks = new PeriodicTasks("yizhan-series");
  private final Map<Key, Long> counts = new ConcurrentHashMap<>();

  private record Key(Instant minute, String channel, CallRecord.Result outcome) {}

  public OutcomeSeries(SeriesStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Stores from now on what was counted, once a minute. */
  public void start() {
    tasks.every(PAUSE, "Outcomes cannot be stored now", this::flush);
  }

  @Override
  public void callEnded(PendingCall call, CallRecord record) {
    count(record);
  }

  void count(CallRecord record) {
    Key key =
        new Key(record.end().truncatedTo(ChronoUnit.MINUTES), record.channel(), record.outcome());
    counts.merge(key, 1L, Long::sum);
  }

  /** Stores what was counted. */
  public void flush() {
    List<OutcomeCount> taken = new ArrayList<>();
    for (Key key : List.copyOf(counts.keySet())) {
      Optional.ofNullable(counts.remove(key))
          .ifPresent(
              calls ->
                  taken.add(new OutcomeCount(key.minute(), key.channel(), key.outcome(), calls)));
    }
    if (taken.isEmpty()) {
      return;
    }
    try {
      store.add(taken, clock.instant().minus(KEPT));
    } catch (StoreException e) {
      // Counts that may be there are not added again: too low is better than too high.
      if (e.certainty() == StoreException.Certainty.NOT_DONE && counts.size() < MOST_COUNTED) {
        taken.forEach(
            each ->
                counts.merge(
                    new Key(each.minute(), each.channel(), each.outcome()),
                    each.calls(),
                    Long::sum));
      }
      throw e;
    }
  }

  /**
   * The counts of all nodes, with what this one has not stored yet, in no particular order. Several
   * counts may be of the same minute.
   *
   * @param from the first minute
   * @param channel the only one; empty for all, whose counts name no channel
   */
  public List<OutcomeCount> read(Instant from, Optional<String> channel) {
    List<OutcomeCount> all = new ArrayList<>(store.read(from, channel));
    counts.forEach(
        (key, calls) -> {
          if (!key.minute().isBefore(from) && channel.map(key.channel()::equals).orElse(true)) {
            all.add(new OutcomeCount(key.minute(), channel.orElse(""), key.outcome(), calls));
          }
        });
    return all;
  }

  /** Stores the last counts. */
  @Override
  public void close() {
    tasks.close();
    try {
      flush();
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The outcomes of the last minute are not counted: {0}",
          e.getMessage());
    }
  }
}
