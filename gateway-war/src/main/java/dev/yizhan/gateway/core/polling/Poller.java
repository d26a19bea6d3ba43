package dev.yizhan.gateway.core.polling;

import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.Accounts;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.record.Matching;
import dev.yizhan.gateway.core.record.RecordKind;
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

/** Has each account polled at its pace, by one node at a time, and looks after stored records. */
public final class Poller implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Poller.class.getName());

  /** How long a report waits for the answer of the call that it is about. */
  private static final Duration WAIT = Duration.ofMinutes(10);

  private static final Duration IDENTITY = Matching.BY_ID;
  private static final Duration REMOVE = Duration.ofMinutes(1);
  private static final int MOST_STEPS = 50;

  private final Accounts accounts;
  private final PollStore polls;
  private final RecordStore records;
  private final PollRunner runner;
  private final Balances balances;
  private final Clock clock;
  private final Timing timing;
  private final Duration retention;
  private final PeriodicTasks clockwork = new PeriodicTasks("yizhan-poller");
  private final PeriodicTasks helper = new PeriodicTasks("yizhan-inbox");
  private final Set<String> balancing = ConcurrentHashMap.newKeySet();
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

  /** Starts the regular work. */
  public void start() {
    clockwork.every(timing.look(), "Vendors cannot be polled now", this::pollDue);
    helper.every(timing.look(), "Stored answers cannot be read now", this::readStored);
    helper.every(timing.look(), "Reports cannot be matched now", this::matchAgain);
    helper.every(timing.beat(), "Records cannot be given to owners now", this::assign);
    helper.every(REMOVE, "Old records cannot be removed now", this::remove);
  }

  private void pollDue() {
    runner.releaseUnstarted();
    Instant now = clock.instant();
    Map<String, PollLease> turns =
        polls.turns().stream()
            .collect(
                Collectors.toMap(
                    turn -> key(turn.account(), turn.question()), Function.identity()));
    for (Account account : accounts.all()) {
      for (RecordKind kind : account.polling().kinds()) {
        Optional<PollLease> turn =
            Optional.ofNullable(turns.get(key(account.name(), PollKind.of(kind))));
        if (turn.map(last -> last.isFree(now)).orElse(true)) {
          start(account, kind, turn.map(PollLease::pause).orElse(account.polling().pace().least()));
        }
      }
      if (account.balanceWatch().low().isPresent()) {
        refreshBalance(
            account, Optional.ofNullable(turns.get(key(account.name(), PollKind.BALANCE))), now);
      }
    }
  }

  private static String key(String account, PollKind question) {
    return account + '/' + question;
  }

  private void start(Account account, RecordKind kind, Duration pause) {
    Duration least = account.polling().pace().least();
    polls
        .begin(account.name(), PollKind.of(kind), least, clock.instant())
        .ifPresent(poll -> runner.start(new VendorPolls.Poll(account, kind, poll, pause)));
  }

  private void refreshBalance(Account account, Optional<PollLease> turn, Instant now) {
    boolean fresh =
        turn.flatMap(PollLease::answeredAt)
            .filter(at -> now.isBefore(at.plus(account.balanceWatch().every())))
            .isPresent();
    boolean free = turn.map(last -> last.isFree(now)).orElse(true);
    if (!fresh
        && free
        && balancing.add(account.name())
        && !runner.tryExecute(() -> refreshBalance(account))) {
      balancing.remove(account.name());
    }
  }

  private void refreshBalance(Account account) {
    try {
      balances.refresh(account);
    } catch (GatewayException | StoreException e) {
      LOG.log(System.Logger.Level.DEBUG, "No balance now", e);
    } finally {
      balancing.remove(account.name());
    }
  }

  /** Answers that dead nodes, or this one after an error, have stored and not read. */
  private void readStored() {
    Map<String, Account> byName =
        accounts.all().stream().collect(Collectors.toMap(Account::name, Function.identity()));
    List<String> names = List.copyOf(byName.keySet());
    Optional<UnreadAnswer> adopted = polls.adopt(names, runner.running());
    while (adopted.isPresent()) {
      UnreadAnswer answer = adopted.get();
      Account account = Objects.requireNonNull(byName.get(answer.account()), answer.account());
      runner.read(
          new VendorPolls.Poll(
              account,
              answer.question().kind().orElseThrow(),
              answer.poll(),
              account.polling().pace().least()),
          answer.answer());
      adopted = polls.adopt(names, runner.running());
    }
  }

  private void matchAgain() {
    matchedUpTo =
        records.look(
            accounts.all().stream().map(Account::source).toList(),
            matchedUpTo,
            WAIT,
            clock.instant());
  }

  private void assign() {
    for (Account account : accounts.all()) {
      account
          .ownership()
          .owner()
          .ifPresent(
              owner -> {
                int unused = records.assign(account.name(), owner);
              });
    }
  }

  private void remove() {
    Instant now = clock.instant();
    int steps = 0;
    while (steps < MOST_STEPS && records.remove(now.minus(retention), now.minus(IDENTITY)) > 0) {
      steps++;
    }
  }

  /** Polls nothing more, and waits a little for running polls. */
  @Override
  public void close() {
    clockwork.close();
    helper.close();
    runner.drain();
  }
}
