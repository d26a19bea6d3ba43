package dev.yizhan.gateway.monitoring;

import dev.yizhan.gateway.core.GatewayCore;
import dev.yizhan.gateway.core.Stores;
import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.operation.Backlog;
import dev.yizhan.gateway.core.polling.PollLease;
import dev.yizhan.gateway.core.problem.Problem;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.PendingCall;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The metrics. Labels are names from the configuration and fixed words, so their number is bounded;
 * no phone number, text or id is a label. docs/operations.md lists all metrics.
 */
public final class Meters implements Events, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Meters.class.getName());
  private static final Duration[] VENDOR_BUCKETS =
      millis(50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000);
  private static final Duration[] STORE_BUCKETS = millis(1, 2, 5, 10, 25, 50, 100, 250, 1000);
  private static final Duration[] REQUEST_BUCKETS =
      millis(5, 10, 25, 50, 100, 250, 500, 1000, 5000, 30_000);
  private static final double MILLIS = 1000;

  /** Scrapes within this time share one reading of the store. */
  private static final Duration MAX_AGE = Duration.ofSeconds(5);

  /**
   * What a scrape reads.
   *
   * @param stores of the backlog, polls and balances
   * @param rejected the errors of a newer configuration, if it was rejected
   */
  public record Sources(
      GatewayCore core, Stores stores, Supplier<Optional<String>> rejected, Health health) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Clock clock;
  private final MultiGauge dueCalls =
      gauge("yizhan.queue.due.calls", "Calls that are due and have not begun");
  private final MultiGauge dueAges =
      gauge("yizhan.queue.oldest.due.seconds", "Age of the oldest call that is due");
  private final MultiGauge suspended =
      gauge("yizhan.channel.suspended", "1 if an operator has suspended the channel");
  private final MultiGauge pollAges =
      gauge("yizhan.poll.age.seconds", "Time since the vendor last answered this poll");
  private final MultiGauge silences =
      gauge("yizhan.poll.silent.after.seconds", "Poll age from which the account counts as silent");
  private final MultiGauge balances =
      gauge("yizhan.balance", "Balance that the vendor last reported");
  private final MultiGauge balanceAges =
      gauge("yizhan.balance.age.seconds", "Time since the vendor reported the balance");
  private final MultiGauge lowBalances =
      gauge("yizhan.balance.low", "Configured low-balance of the account");
  private final MultiGauge problems =
      gauge("yizhan.problems", "Problems that ListProblems returns, 500 of a kind at most");
  private volatile double rejected;
  private volatile double unknownDeliveries = Double.NaN;
  private volatile double storeUp = Double.NaN;
  private Instant readAt = Instant.EPOCH;

  /** Registers the metrics. */
  public Meters(Clock clock) {
    this.clock = clock;
    new JvmInfoMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    Gauge.builder("yizhan.unknown.deliveries", () -> unknownDeliveries)
        .description("Recipients with unknown outcome")
        .register(registry);
    Gauge.builder("yizhan.configuration.refused", () -> rejected)
        .description("1 while a changed configuration is rejected")
        .register(registry);
    Gauge.builder("yizhan.store.up", () -> storeUp)
        .description("1 if the store can be read and written")
        .register(registry);
  }

  private static Duration[] millis(long... values) {
    return Arrays.stream(values).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }

  private MultiGauge gauge(String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
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

  private void count(String name, String description, int more, String... tags) {
    Counter.builder(name).description(description).tags(tags).register(registry).increment(more);
  }

  @Override
  public void submitted(NewSubmission submission) {
    count("yizhan.submissions", "Submissions stored", 1, "consumer", submission.consumer());
    count(
        "yizhan.recipients",
        "Recipients of submissions stored",
        submission.recipients(),
        "consumer",
        submission.consumer());
  }

  @Override
  public void called(PendingCall call, CallRecord record) {
    String outcome = lower(record.outcome());
    time(
        "yizhan.vendor.calls",
        "Calls to vendors that send messages",
        VENDOR_BUCKETS,
        record.took(),
        "channel",
        call.channel(),
        "outcome",
        outcome);
    count(
        "yizhan.outcomes",
        "Recipients of vendor calls that ended",
        call.recipients().size(),
        "channel",
        call.channel(),
        "outcome",
        outcome);
  }

  @Override
  public void asked(Asked asked) {
    time(
        "yizhan.polls",
        "Polls for reports, replies and balances",
        VENDOR_BUCKETS,
        asked.took(),
        "account",
        asked.account(),
        "question",
        lower(asked.question()),
        "result",
        lower(asked.result()));
    count(
        "yizhan.records",
        "New reports and replies from polls",
        asked.records(),
        "account",
        asked.account(),
        "question",
        lower(asked.question()));
  }

  @Override
  public void answered(String service, Optional<FaultCode> fault, Duration took) {
    time(
        "yizhan.requests",
        "Requests of consumers and admins",
        REQUEST_BUCKETS,
        took,
        "service",
        service,
        "fault",
        fault.map(Enum::name).orElse(""));
  }

  @Override
  public void committed(boolean isDone, Duration took) {
    time(
        "yizhan.store.commits",
        "Group commits of the store",
        STORE_BUCKETS,
        took,
        "result",
        isDone ? "done" : "failed");
  }

  private static String lower(Object word) {
    return String.valueOf(word).toLowerCase(Locale.ROOT);
  }

  /** Returns all metrics in Prometheus' text format. */
  public synchronized String scrape(Sources sources) {
    read(sources);
    return registry.scrape();
  }

  private void read(Sources sources) {
    rejected = sources.rejected().get().isPresent() ? 1 : 0;
    Instant now = clock.instant();
    if (now.isBefore(readAt.plus(MAX_AGE))) {
      return;
    }
    suspended.register(
        rows(
            sources.core().channels().all(),
            channel -> Tags.of("channel", channel.name()),
            channel -> sources.core().states().isSuspended(channel.name()) ? 1 : 0),
        true);
    try {
      read(sources, now);
      storeUp = sources.health().check().isReady() ? 1 : 0;
      readAt = now;
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.DEBUG, "Metrics of the store are unavailable", e);
      storeUp = 0;
      unknownDeliveries = Double.NaN;
      for (MultiGauge gauge :
          List.of(dueCalls, dueAges, pollAges, balances, balanceAges, problems)) {
        gauge.register(List.of(), true);
      }
    }
  }

  private void read(Sources sources, Instant now) {
    Backlog backlog = sources.stores().operators().backlog(now);
    unknownDeliveries = backlog.unknown();
    Map<String, Backlog.Due> due =
        backlog.due().stream().collect(Collectors.toMap(Backlog.Due::channel, each -> each));
    // Every channel has a sample, so that alerts find 0; so have removed channels with calls due.
    List<String> names =
        new ArrayList<>(sources.core().channels().all().stream().map(Channel::name).toList());
    due.keySet().stream().filter(name -> !names.contains(name)).forEach(names::add);
    dueCalls.register(
        rows(
            names,
            name -> Tags.of("channel", name),
            name -> Optional.ofNullable(due.get(name)).map(Backlog.Due::calls).orElse(0L)),
        true);
    dueAges.register(
        rows(
            names,
            name -> Tags.of("channel", name),
            name ->
                Optional.ofNullable(due.get(name))
                    .map(each -> age(each.oldest(), now))
                    .orElse(0.0)),
        true);
    readPolls(sources, now);
    readBalances(sources, now);
    Map<Problem.Kind, Long> counts = new EnumMap<>(Problem.Kind.class);
    for (Problem.Kind kind : Problem.Kind.values()) {
      counts.put(kind, 0L);
    }
    sources
        .core()
        .problems()
        .list()
        .forEach(problem -> counts.merge(problem.kind(), 1L, Long::sum));
    problems.register(
        rows(counts.entrySet(), each -> Tags.of("kind", each.getKey().name()), Map.Entry::getValue),
        true);
  }

  private void readPolls(Sources sources, Instant now) {
    Map<String, Account> accounts =
        sources.core().accounts().all().stream()
            .collect(Collectors.toMap(Account::name, each -> each));
    List<PollLease> leases =
        sources.stores().polls().turns().stream()
            .filter(
                lease ->
                    Optional.ofNullable(accounts.get(lease.account()))
                        .filter(
                            account ->
                                lease
                                    .question()
                                    .kind()
                                    .filter(account.polling().kinds()::contains)
                                    .isPresent())
                        .isPresent())
            .toList();
    pollAges.register(
        rows(
            leases,
            lease -> Tags.of("account", lease.account(), "question", lower(lease.question())),
            lease -> age(lease.answeredAt().orElse(lease.since()), now)),
        true);
    silences.register(
        rows(
            sources.core().accounts().all(),
            account -> Tags.of("account", account.name()),
            account -> account.polling().silentAfter().toSeconds()),
        true);
  }

  private void readBalances(Sources sources, Instant now) {
    List<MultiGauge.Row<?>> amounts = new ArrayList<>();
    List<MultiGauge.Row<?>> ages = new ArrayList<>();
    List<MultiGauge.Row<?>> lows = new ArrayList<>();
    for (Account account : sources.core().accounts().all()) {
      Tags tags = Tags.of("account", account.name());
      account.balanceWatch().low().ifPresent(low -> lows.add(MultiGauge.Row.of(tags, low)));
      sources
          .stores()
          .balances()
          .balance(account.name())
          .ifPresent(
              aged -> {
                amounts.add(MultiGauge.Row.of(tags, aged.balance().amount()));
                ages.add(MultiGauge.Row.of(tags, age(aged.askedAt(), now)));
              });
    }
    balances.register(amounts, true);
    balanceAges.register(ages, true);
    lowBalances.register(lows, true);
  }

  private static double age(Instant from, Instant now) {
    return Math.max(0, Duration.between(from, now).toMillis() / MILLIS);
  }

  private static <T> Iterable<MultiGauge.Row<?>> rows(
      Iterable<T> things, Function<T, Tags> tags, Function<T, Number> value) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    things.forEach(thing -> rows.add(MultiGauge.Row.of(tags.apply(thing), value.apply(thing))));
    return rows;
  }

  @Override
  public void close() {
    registry.close();
  }
}
