package dev.yizhan.gateway.core.callback;

import dev.yizhan.gateway.core.door.FailedDelivery;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.task.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What happens before and after a delivery. A batch is stored with its id before it goes out, so
 * that it is the same one after a crash; it is acknowledged after the receiver has accepted it.
 */
final class Deliveries {

  private static final System.Logger LOG = System.getLogger(Deliveries.class.getName());

  /** Receivers that failed together are not tried together. */
  private static final double LEAST_OF_PAUSE = 0.8;

  private static final double MOST_OF_PAUSE = 1.2;

  private final CallbackStore store;
  private final DeliveryReader reader;
  private final FailureReader failures;
  private final Clock clock;
  private final Timing timing;
  private final Events events;

  Deliveries(
      CallbackStore store,
      DeliveryReader reader,
      FailureReader failures,
      Clock clock,
      Timing timing,
      Events events) {
    this.store = store;
    this.reader = reader;
    this.failures = failures;
    this.clock = clock;
    this.timing = timing;
    this.events = events;
  }

  /** A delivery that is stored as begun. */
  record Prepared(Callback callback, Progress progress, Receiver.Delivery delivery) {}

  /** Whether a callback has something to deliver, and its time has come. */
  boolean isDue(CallbackStore.Standing standing, Instant now) {
    return standing.progress().stream()
        .anyMatch(progress -> isDue(standing.callback(), progress, now));
  }

  private boolean isDue(Callback callback, Progress progress, Instant now) {
    return progress.isDue(now)
        || progress.kind() == RecordKind.REPORTS
            && progress.isTimeToTry(now)
            && !failures.read(callback, 1).isEmpty();
  }

  /**
   * Prepares the next delivery that is due.
   *
   * @param lastKind the kind that the last one had: the other one goes first
   */
  Optional<Prepared> prepare(Callback callback, Optional<RecordKind> lastKind) {
    while (true) {
      Instant now = clock.instant();
      Optional<Progress> due =
          store.standings(List.of(callback)).get(0).progress().stream()
              .filter(progress -> isDue(callback, progress, now))
              .min(
                  Comparator.comparing(
                      progress -> lastKind.equals(Optional.of(progress.kind())) ? 1 : 0));
      if (due.isEmpty()) {
        return Optional.empty();
      }
      Progress progress = due.get();
      List<InboxRecord> records = reader.read(callback, progress);
      List<FailedDelivery> failed = failures(callback, progress, records.size());
      if (!records.isEmpty()) {
        return begin(callback, progress, records, failed);
      }
      if (progress.assigned() == progress.acknowledged()) {
        return failed.isEmpty()
            ? Optional.empty()
            : Optional.of(prepared(callback, progress, store.nextId(), records, failed));
      }
      long last = progress.isPending() ? progress.batch().last() : progress.assigned();
      reportExpired(callback, progress, last - progress.acknowledged(), last);
      if (!store.save(callback, progress.acceptedUpTo(last))) {
        return Optional.empty();
      }
    }
  }

  private List<FailedDelivery> failures(Callback callback, Progress progress, int records) {
    return progress.kind() == RecordKind.REPORTS
        ? failures.read(callback, progress.limit(callback.maxRecords()) - records)
        : List.of();
  }

  private Optional<Prepared> begin(
      Callback callback,
      Progress progress,
      List<InboxRecord> records,
      List<FailedDelivery> failed) {
    Progress begun = progress;
    if (!progress.isPending()) {
      long last = records.get(records.size() - 1).position();
      reportExpired(callback, progress, last - progress.acknowledged() - records.size(), last);
      begun = progress.begun(store.nextId(), last);
      if (!store.save(callback, begun)) {
        return Optional.empty();
      }
    }
    return Optional.of(prepared(callback, begun, begun.batch().id(), records, failed));
  }

  private static Prepared prepared(
      Callback callback,
      Progress progress,
      long id,
      List<InboxRecord> records,
      List<FailedDelivery> failed) {
    return new Prepared(
        callback,
        progress,
        new Receiver.Delivery(id, callback.consumer(), progress.kind(), records, failed));
  }

  /** Positions have no gaps, except where records were removed after their retention time. */
  private void reportExpired(Callback callback, Progress progress, long count, long last) {
    if (count <= 0) {
      return;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "Records were removed after their retention time and never delivered to the callback of {0}:"
            + " {1} {2} between the positions {3} and {4}",
        callback.id(),
        Long.toString(count),
        progress.kind(),
        Long.toString(progress.acknowledged() + 1),
        Long.toString(last));
    events.callbackEnded(
        new Events.CallbackEnd(
            callback.consumer(),
            callback.id().reader().name(),
            progress.kind().name(),
            "EXPIRED",
            (int) Math.min(Integer.MAX_VALUE, count),
            Duration.ZERO));
  }

  /**
   * Stores what became of a delivery.
   *
   * @return whether this node still holds the lease
   */
  boolean end(Prepared prepared, Receiver.Answer answer, long nanos) {
    Receiver.Delivery delivery = prepared.delivery();
    List<? extends InboxRecord> records = delivery.records();
    Callback callback = prepared.callback();
    Progress progress = prepared.progress();
    events.callbackEnded(
        new Events.CallbackEnd(
            callback.consumer(),
            callback.id().reader().name(),
            progress.kind().name(),
            answer.result().name(),
            delivery.size(),
            Duration.ofNanos(nanos)));
    if (answer.result() == Receiver.Result.ACCEPTED) {
      failures.told(callback, delivery.failures());
      return store.save(
          callback,
          progress.acceptedUpTo(
              records.isEmpty() ? progress.acknowledged() : progress.batch().last()));
    }
    return store.save(
        callback,
        progress.failed(
            answer,
            delivery.size(),
            middle(progress, records),
            store.nextId(),
            pause(progress.failures().count() + 1),
            clock.instant()));
  }

  private static long middle(Progress progress, List<? extends InboxRecord> records) {
    return records.isEmpty()
        ? progress.acknowledged()
        : records.get(Math.max(0, records.size() / 2 - 1)).position();
  }

  /** When the oldest failure was stored that is not delivered. */
  Optional<Instant> oldestFailure(Callback callback) {
    return failures.read(callback, 1).stream().map(FailedDelivery::at).findFirst();
  }

  private Duration pause(int attempt) {
    double factor = ThreadLocalRandom.current().nextDouble(LEAST_OF_PAUSE, MOST_OF_PAUSE);
    return Duration.ofMillis((long) (timing.retryPause(attempt).toMillis() * factor));
  }
}
