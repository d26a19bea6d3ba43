package dev.yizhan.gateway.monitoring;

import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.PendingCall;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Counters and histograms of events, and {@link StateGauges}. Labels are names from the
 * configuration and constants of the code, so that their number is bounded; phone numbers, texts
 * and ids are never labels. docs/operations.md lists all metrics.
 */
public final class Metrics implements Events, AutoCloseable {

  private static final Duration[] VENDOR_BUCKETS =
      millis(50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000);
  private static final Duration[] STORE_BUCKETS = millis(1, 2, 5, 10, 25, 50, 100, 250, 1000);
  private static final Duration[] REQUEST_BUCKETS =
      millis(5, 10, 25, 50, 100, 250, 500, 1000, 5000, 30_000);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final StateGauges stateGauges;

  /** Registers the metrics of the JVM too. */
  public Metrics(Clock clock) {
    new JvmInfoMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    stateGauges = new StateGauges(registry, clock);
  }

  private static Duration[] millis(long... values) {
    return Arrays.stream(values).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }

  private void time(
      String name, String description, Duration[] buckets, Duration took, String... tags) {
    Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(buckets)
        .register(registry)
        .record(took);
  }

  private void count(String name, String description, int increment, String... tags) {
    Counter.builder(name)
        .description(description)
        .tags(tags)
        .register(registry)
        .increment(increment);
  }

  @Override
  public void submitted(NewSubmission submission) {
    count("yizhan.submissions", "Persisted submissions", 1, "consumer", submission.consumer());
    count(
        "yizhan.recipients",
        "Recipients of persisted submissions",
        submission.recipients(),
        "consumer",
        submission.consumer());
  }

  @Override
  public void callEnded(PendingCall call, CallRecord record) {
    String outcome = Labels.of(record.outcome());
    time(
        "yizhan.vendor.calls",
        "Calls to vendors to send messages",
        VENDOR_BUCKETS,
        record.took(),
        "channel",
        call.channel(),
        "outcome",
        outcome);
    count(
        "yizhan.outcomes",
        "Recipients of finished calls to vendors",
        call.recipients().size(),
        "channel",
        call.channel(),
        "outcome",
        outcome);
  }

  @Override
  public void vendorQueried(VendorQuery query) {
    time(
        "yizhan.polls",
        "Calls to vendors for delivery reports, inbound messages and balances",
        VENDOR_BUCKETS,
        query.took(),
        "account",
        query.account(),
        "question",
        Labels.of(query.kind()),
        "result",
        Labels.of(query.result()));
    count(
        "yizhan.records",
        "New delivery reports and inbound messages that were polled",
        query.records(),
        "account",
        query.account(),
        "question",
        Labels.of(query.kind()));
  }

  @Override
  public void requestAnswered(String service, Optional<FaultCode> fault, Duration took) {
    time(
        "yizhan.requests",
        "SOAP requests of consumers and admins",
        REQUEST_BUCKETS,
        took,
        "service",
        service,
        "fault",
        fault.map(Enum::name).orElse(""));
  }

  @Override
  public void callbackEnded(CallbackEnd end) {
    time(
        "yizhan.callbacks",
        "Deliveries of records to the callbacks of consumers",
        VENDOR_BUCKETS,
        end.took(),
        "consumer",
        end.consumer(),
        "reader",
        end.reader(),
        "kind",
        Labels.of(end.kind()),
        "result",
        Labels.of(end.result()));
    count(
        "yizhan.callback.records",
        "Records in these deliveries",
        end.records(),
        "consumer",
        end.consumer(),
        "reader",
        end.reader(),
        "kind",
        Labels.of(end.kind()),
        "result",
        Labels.of(end.result()));
  }

  @Override
  public void optedOut(String consumer, OptOutPoint point, int recipients) {
    count(
        "yizhan.opted.out.recipients",
        "Recipients that got nothing, since they have opted out",
        recipients,
        "consumer",
        consumer,
        "point",
        Labels.of(point));
  }

  @Override
  public void committed(boolean isDone, Duration took) {
    time(
        "yizhan.store.commits",
        "Commits of grouped changes to the store",
        STORE_BUCKETS,
        took,
        "result",
        isDone ? "done" : "failed");
  }

  /** All metrics, in Prometheus' text format 0.0.4. */
  public String scrape(StateSources sources) {
    stateGauges.refresh(sources);
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }
}
