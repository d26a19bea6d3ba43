package dev.yizhan.gateway.monitoring;

import dev.yizhan.gateway.core.optout.OptOutList;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Gauges of the lists of numbers that have opted out. */
final class OptOutGauges {

  /** All numbers are counted, and they change slowly. */
  private static final Duration MAX_AGE = Duration.ofSeconds(30);

  private final MultiGauge numbers;
  private Instant countedAt = Instant.EPOCH;

  OptOutGauges(MeterRegistry registry) {
    numbers =
        MultiGauge.builder("yizhan.optout.numbers")
            .description("Numbers on a list of opt-outs")
            .register(registry);
  }

  void refresh(StateSources sources, Instant now) {
    if (now.isBefore(countedAt.plus(MAX_AGE))) {
      return;
    }
    numbers.register(
        sources.stores().optOuts().counts().entrySet().stream()
            .<MultiGauge.Row<?>>map(each -> MultiGauge.Row.of(tags(each.getKey()), each.getValue()))
            .toList(),
        true);
    countedAt = now;
  }

  private static Tags tags(OptOutList list) {
    return Tags.of("list", list.kind().name().toLowerCase(Locale.ROOT), "name", list.name());
  }

  void clear() {
    numbers.register(List.of(), true);
    countedAt = Instant.EPOCH;
  }
}
