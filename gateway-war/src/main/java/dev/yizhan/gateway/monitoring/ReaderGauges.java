package dev.yizhan.gateway.monitoring;

import dev.yizhan.gateway.core.callback.Callbacks;
import dev.yizhan.gateway.core.record.InboxStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Gauges of the readers of consumers' records, and of callbacks among them. */
final class ReaderGauges {

  private static final double MILLIS_PER_SECOND = 1000;

  private final MultiGauge unacknowledged;
  private final MultiGauge oldest;
  private final MultiGauge failing;

  ReaderGauges(MeterRegistry registry) {
    unacknowledged =
        gauge(
            registry,
            "yizhan.reader.unacknowledged",
            "Records that a reader has not acknowledged, those no longer kept included");
    oldest =
        gauge(
            registry,
            "yizhan.callback.oldest.seconds",
            "Age of the oldest record that is not delivered to the consumer's callback");
    failing =
        gauge(
            registry,
            "yizhan.callback.failing.seconds",
            "Time since the first of the callback's failures in a row; 0 if it works");
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  void refresh(StateSources sources, Instant now) {
    List<InboxStore.Backlog> backlogs = sources.stores().inbox().backlogs();
    unacknowledged.register(
        rows(
            backlogs,
            each ->
                Tags.of(
                    "consumer",
                    each.consumer(),
                    "reader",
                    each.reader().name(),
                    "kind",
                    Labels.of(each.kind())),
            InboxStore.Backlog::unacknowledged),
        true);
    List<Callbacks.Status> statuses = sources.core().callbacks().statuses();
    oldest.register(
        rows(statuses, ReaderGauges::tags, status -> seconds(status.oldest(), now)), true);
    failing.register(
        rows(
            statuses,
            ReaderGauges::tags,
            status -> seconds(status.progress().failures().since(), now)),
        true);
  }

  void clear() {
    for (MultiGauge gauge : List.of(unacknowledged, oldest, failing)) {
      gauge.register(List.of(), true);
    }
  }

  private static Tags tags(Callbacks.Status status) {
    return Tags.of(
        "consumer",
        status.id().consumer(),
        "reader",
        status.id().reader().name(),
        "kind",
        Labels.of(status.progress().kind()));
  }

  private static double seconds(Optional<Instant> since, Instant now) {
    return since
        .map(from -> Math.max(0, Duration.between(from, now).toMillis() / MILLIS_PER_SECOND))
        .orElse(0.0);
  }

  private static <T> List<MultiGauge.Row<?>> rows(
      List<T> items, Function<T, Tags> tags, Function<T, Number> value) {
    return items.stream()
        .<MultiGauge.Row<?>>map(item -> MultiGauge.Row.of(tags.apply(item), value.apply(item)))
        .toList();
  }
}
