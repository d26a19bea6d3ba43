package dev.yizhan.gateway.monitoring;

import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.Circuit;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.operation.Backlog;
import dev.yizhan.gateway.core.polling.PollLease;
import dev.yizhan.gateway.core.problem.Problem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gauges of what the store and the configuration hold. */
final class StateGauges {

  private static final System.Logger LOG = System.getLogger(StateGauges.class.getName());
  private static final double MILLIS_PER_SECOND = 1000;

  /** The store is read no more often, whatever the number of scrapers. */
  private static final Duration MAX_AGE = Duration.ofSeconds(5);

  private final MeterRegistry registry;
  private final Clock clock;
  private final MultiGauge dueCalls;
  private final MultiGauge oldestDueAges;
  private final MultiGauge suspended;
  private final MultiGauge openCircuits;
  private final MultiGauge runningCalls;
  private final MultiGauge passwordDays;
  private final MultiGauge pollAges;
  private final MultiGauge silenceLimits;
  private final MultiGauge balances;
  private final MultiGauge balanceAges;
  private final MultiGauge lowBalances;
  private final MultiGauge problems;
  private final ProblemGauges problemGauges;
  private final ReaderGauges readerGauges;
  private final OptOutGauges optOutGauges;
  private volatile double configurationRejected;
  private volatile double unknownDeliveries = Double.NaN;
  private volatile double storeUp = Double.NaN;
  private Instant refreshedAt = Instant.EPOCH;

  StateGauges(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    dueCalls = gauge("yizhan.queue.due.calls", "Calls that are due and not started");
    oldestDueAges =
        gauge(
            "yizhan.queue.oldest.due.seconds",
            "Age of the oldest call that is due and not started");
    suspended = gauge("yizhan.channel.suspended", "1 while an operator has suspended the channel");
    openCircuits =
        gauge(
            "yizhan.channel.circuit.open",
            "1 while this node does not call the channel's vendor, since it does not answer");
    runningCalls = gauge("yizhan.channel.running.calls", "Calls of this node to the vendor");
    passwordDays =
        gauge(
            "yizhan.consumer.password.last.used.day.timestamp.seconds",
            "Begin of the day, China time, on which this node saw the password last; 0 if never");
    pollAges = gauge("yizhan.poll.age.seconds", "Time since the vendor last answered this poll");
    silenceLimits =
        gauge("yizhan.poll.silent.after.seconds", "Poll age above which the account is silent");
    balances = gauge("yizhan.balance", "Balance that the vendor last reported");
    balanceAges = gauge("yizhan.balance.age.seconds", "Time since the vendor reported the balance");
    lowBalances = gauge("yizhan.balance.low", "The configured low-balance");
    problemGauges = new ProblemGauges(registry);
    readerGauges = new ReaderGauges(registry);
    optOutGauges = new OptOutGauges(registry);
    problems = gauge("yizhan.problems", "Problems that ListProblems lists, at most 500 of a kind");
    Gauge.builder("yizhan.unknown.deliveries", () -> unknownDeliveries)
        .description("Recipients with unknown outcome: the vendor may have their message")
        .register(registry);
    Gauge.builder("yizhan.configuration.refused", () -> configurationRejected)
        .description("1 while a changed configuration is rejected")
        .register(registry);
    Gauge.builder("yizhan.store.up", () -> storeUp)
        .description("1 if the store could be read for these metrics and written to")
        .register(registry);
  }

  private MultiGauge gauge(String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  synchronized void refresh(StateSources sources) {
    configurationRejected = sources.rejectedConfiguration().get().isPresent() ? 1 : 0;
    Instant now = clock.instant();
    if (now.isBefore(refreshedAt.plus(MAX_AGE))) {
      return;
    }
    set(
        suspended,
        sources.core().channels().all(),
        channel -> Tags.of("channel", channel.name()),
        channel -> sources.core().states().isSuspended(channel.name()) ? 1 : 0);
    set(
        openCircuits,
        sources.core().channels().all(),
        channel -> Tags.of("channel", channel.name()),
        channel -> sources.core().queues().circuit(channel.name()) == Circuit.CLOSED ? 0 : 1);
    set(
        runningCalls,
        sources.core().channels().all(),
        channel -> Tags.of("channel", channel.name()),
        channel -> sources.core().queues().activity(channel.name()).running());
    set(
        passwordDays,
        sources.passwordUses().get(),
        use ->
            Tags.of(
                "consumer", use.consumer(), "password", use.password() == 1 ? "first" : "second"),
        use ->
            use.day()
                .map(day -> day.atStartOfDay(QuietHours.CHINA).toInstant().getEpochSecond())
                .orElse(0L));
    try {
      refreshQueues(sources, now);
      refreshPolls(sources, now);
      refreshBalances(sources, now);
      refreshProblems(sources);
      readerGauges.refresh(sources, now);
      optOutGauges.refresh(sources, now);
      storeUp = sources.health().check().isReady() ? 1 : 0;
      refreshedAt = now;
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.DEBUG, "Reading the store for metrics failed", e);
      storeUp = 0;
      unknownDeliveries = Double.NaN;
      for (MultiGauge stale :
          List.of(dueCalls, oldestDueAges, pollAges, balances, balanceAges, problems)) {
        stale.register(List.of(), true);
      }
      problemGauges.clear();
      readerGauges.clear();
      optOutGauges.clear();
    }
  }

  private void refreshQueues(StateSources sources, Instant now) {
    Backlog backlog = sources.stores().operators().backlog(now);
    unknownDeliveries = backlog.unknown();
    Map<String, Backlog.Due> due =
        backlog.due().stream().collect(Collectors.toMap(Backlog.Due::channel, each -> each));
    // Idle channels too, so that an alert finds 0 and not nothing; and those no longer configured.
    List<String> channels =
        new ArrayList<>(sources.core().channels().all().stream().map(Channel::name).toList());
    due.keySet().stream().filter(name -> !channels.contains(name)).forEach(channels::add);
    set(
        dueCalls,
        channels,
        name -> Tags.of("channel", name),
        name -> Optional.ofNullable(due.get(name)).map(Backlog.Due::calls).orElse(0L));
    set(
        oldestDueAges,
        channels,
        name -> Tags.of("channel", name),
        name ->
            Optional.ofNullable(due.get(name))
                .map(each -> seconds(each.oldest(), now))
                .orElse(0.0));
  }

  private void refreshPolls(StateSources sources, Instant now) {
    Map<String, Account> accounts =
        sources.core().accounts().all().stream()
            .collect(Collectors.toMap(Account::name, each -> each));
    List<PollLease> polled =
        sources.stores().polls().leases().stream()
            .filter(lease -> isPolled(lease, Optional.ofNullable(accounts.get(lease.account()))))
            .toList();
    set(
        pollAges,
        polled,
        lease -> Tags.of("account", lease.account(), "question", Labels.of(lease.kind())),
        lease -> seconds(lease.answeredAt().orElse(lease.since()), now));
    set(
        silenceLimits,
        sources.core().accounts().all(),
        account -> Tags.of("account", account.name()),
        account -> account.polling().silentAfter().toSeconds());
  }

  private static boolean isPolled(PollLease lease, Optional<Account> account) {
    return lease
        .kind()
        .recordKind()
        .filter(kind -> account.filter(each -> each.polling().kinds().contains(kind)).isPresent())
        .isPresent();
  }

  private void refreshBalances(StateSources sources, Instant now) {
    List<MultiGauge.Row<?>> amounts = new ArrayList<>();
    List<MultiGauge.Row<?>> ages = new ArrayList<>();
    List<MultiGauge.Row<?>> limits = new ArrayList<>();
    for (Account account : sources.core().accounts().all()) {
      Tags tags = Tags.of("account", account.name());
      account.balanceWatch().low().ifPresent(low -> limits.add(MultiGauge.Row.of(tags, low)));
      sources
          .stores()
          .balances()
          .find(account.name())
          .ifPresent(
              aged -> {
                amounts.add(MultiGauge.Row.of(tags, aged.balance().amount()));
                ages.add(MultiGauge.Row.of(tags, seconds(aged.askedAt(), now)));
              });
    }
    balances.register(amounts, true);
    balanceAges.register(ages, true);
    lowBalances.register(limits, true);
  }

  private void refreshProblems(StateSources sources) {
    Map<Problem.Kind, Long> counts = new EnumMap<>(Problem.Kind.class);
    for (Problem.Kind kind : Problem.Kind.values()) {
      counts.put(kind, 0L);
    }
    List<Problem> found = sources.core().problems().list();
    found.forEach(problem -> counts.merge(problem.kind(), 1L, Long::sum));
    problemGauges.refresh(found, sources.core().channels().all(), clock.instant());
    set(
        problems,
        counts.entrySet(),
        each -> Tags.of("kind", each.getKey().name()),
        Map.Entry::getValue);
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / MILLIS_PER_SECOND);
  }

  private static <T> void set(
      MultiGauge gauge, Iterable<T> items, Function<T, Tags> tags, Function<T, Number> value) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    items.forEach(item -> rows.add(MultiGauge.Row.of(tags.apply(item), value.apply(item))));
    gauge.register(rows, true);
  }
}
