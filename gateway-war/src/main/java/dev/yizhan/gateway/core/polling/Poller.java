package dev.yizhan.gateway.core.polling;

import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.Accounts;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.record.Matching;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.record.RecordSource;
import dev.yizhan.gateway.core.record.RecordStore;
import dev.yizhan.gateway.core.task.PeriodicTasks;
import dev.yizhan.gateway.core.task.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Has each account polled at its pace, by one node at a time, and processes stored records. */
public final class Poller implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Poller.class.getName());

  /** How long a report waits for the answer of the call that it is about. */
  private static final Duration MATCH_TIMEOUT = Duration.ofMinutes(10);

  private static final Duration IDENTITY_RETENTION = Matching.ID_WINDOW;
  private static final Duration REMOVE_INTERVAL = Duration.ofMinutes(1);
  private static final int MAX_STEPS = 50;

  private final Accounts accounts;
  private final PollStore polls;
  private final RecordStore records;
  private final PollRunner runner;
  private final Balances balances;
  private final Clock clock;
  private final Timing timing;
  private final Duration retention;
  private final PeriodicTasks pollTasks = new PeriodicTasks("yizhan-poller");
  private final PeriodicTasks recordTasks = new PeriodicTasks("yizhan-inbox");
  private final Set<String> refreshingBalances = ConcurrentHashMap.newKeySet();
  private long matchedUpTo;

  public Poller(
      Accounts accounts,
      PollStore polls,
      RecordStore records,
      PollRunner runner,
      Balances balances,
      Clock clock,
      Timing timing,
      Duration retention) {
    this.accounts = accounts;
    this.polls = polls;
    this.records = records;
    this.runner = runner;
    this.balances = balances;
    this.clock = clock;
    this.timing = timing;
    this.retention = retention;
  }

  /** Starts the periodic tasks. */
  public void start() {
    pollTasks.every(timing.checkInterval(), "Vendors cannot be polled now", this::pollDue);
    recordTasks.every(
        timing.checkInterval(), "Stored answers cannot be read now", this::readStored);
    recordTasks.every(timing.checkInterval(), "Reports cannot be matched now", this::matchWaiting);
    recordTasks.every(
        timing.heartbeatInterval(),
        "Records cannot be assigned to owners now",
        this::assignUnowned);
    recordTasks.every(REMOVE_INTERVAL, "Old records cannot be removed now", this::removeOld);
  }

  private void pollDue() {
    runner.releaseUnstarted();
    Instant now = clock.instant();
    Map<String, PollLease> leases =
        polls.leases().stream()
            .collect(
                Collectors.toMap(lease -> key(lease.account(), lease.kind()), Function.identity()));
    for (Account account : accounts.all()) {
      for (RecordKind kind : account.polling().kinds()) {
        Optional<PollLease> lease =
            Optional.ofNullable(leases.get(key(account.name(), PollKind.of(kind))));
        if (lease.map(held -> held.isFree(now)).orElse(true)) {
          start(
              account,
              kind,
              lease.map(PollLease::pause).orElse(account.polling().pace().shortest()));
        }
      }
      refreshBalance(
          account, Optional.ofNullable(leases.get(key(account.name(), PollKind.BALANCE))), now);
    }
  }

  private static String key(String account, PollKind kind) {
    return account + '/' + kind;
  }

  private void start(Account account, RecordKind kind, Duration pause) {
    Duration initialPause = account.polling().pace().shortest();
    polls
        .acquire(account.name(), PollKind.of(kind), initialPause, clock.instant())
        .ifPresent(poll -> runner.start(new VendorPolls.Poll(account, kind, poll, pause)));
  }

  private void refreshBalance(Account account, Optional<PollLease> lease, Instant now) {
    Account.BalanceWatch watch = account.balanceWatch();
    boolean isDue =
        BalanceTimes.isDue(
            lease.flatMap(PollLease::answeredAt), watch.low().map(low -> watch.every()), now);
    boolean free = lease.map(held -> held.isFree(now)).orElse(true);
    if (isDue
        && free
        && refreshingBalances.add(account.name())
        && !runner.tryExecute(() -> refreshBalance(account))) {
      refreshingBalances.remove(account.name());
    }
  }

  private void refreshBalance(Account account) {
    try {
      balances.refresh(account);
    } catch (GatewayException | StoreException e) {
      LOG.log(System.Logger.Level.DEBUG, "No balance now", e);
    } finally {
      refreshingBalances.remove(account.name());
    }
  }

  /**
   * Processes answers that dead nodes, or this one after an error, have stored and not processed.
   */
  private void readStored() {
    Map<String, Account> byName =
        accounts.all().stream().collect(Collectors.toMap(Account::name, Function.identity()));
    List<String> names = List.copyOf(byName.keySet());
    Optional<UnreadAnswer> unread = polls.takeOverAnswer(names, runner.running());
    while (unread.isPresent()) {
      UnreadAnswer answer = unread.get();
      Account account = Objects.requireNonNull(byName.get(answer.account()), answer.account());
      runner.readStored(
          new VendorPolls.Poll(
              account,
              answer.kind().recordKind().orElseThrow(),
              answer.poll(),
              account.polling().pace().shortest()),
          answer.answer());
      unread = polls.takeOverAnswer(names, runner.running());
    }
  }

  private void matchWaiting() {
    List<RecordSource> sources = accounts.sources();
    int unused = records.correct(sources, clock.instant());
    matchedUpTo = records.matchWaiting(sources, matchedUpTo, MATCH_TIMEOUT, clock.instant());
  }

  private void assignUnowned() {
    for (Account account : accounts.all()) {
      account
          .ownership()
          .owner()
          .ifPresent(
              owner -> {
                int unused = records.assignUnowned(account.name(), owner);
              });
    }
  }

  private void removeOld() {
    Instant now = clock.instant();
    int steps = 0;
    while (steps < MAX_STEPS
        && records.removeOld(now.minus(retention), now.minus(IDENTITY_RETENTION)) > 0) {
      steps++;
    }
  }

  /** Polls nothing more, and waits a little for running polls. */
  @Override
  public void close() {
    pollTasks.close();
    recordTasks.close();
    runner.drain();
  }
}
