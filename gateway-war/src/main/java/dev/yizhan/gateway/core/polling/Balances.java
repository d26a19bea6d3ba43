package dev.yizhan.gateway.core.polling;

import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.Accounts;
import dev.yizhan.gateway.core.account.Pace;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Balance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Balances with their age: vendors forbid asking often, whichever node asks, so an answer is kept
 * for a while.
 */
public final class Balances {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Nobody else asks while one does; longer than a question takes. */
  private static final Duration HOLD = Duration.ofMinutes(2);

  private static final long LOOK_NANOS = 50_000_000;

  private final Accounts accounts;
  private final PollStore polls;
  private final BalanceStore store;
  private final Clock clock;
  private final Supplier<GlobalLimits> rules;
  private final Events events;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  /**
   * Keeps balances.
   *
   * @param accounts whose
   * @param store where they are kept
   * @param clock for their ages
   * @param rules say how long an answer is good for
   * @param events hears of questions
   */
  public Balances(
      Accounts accounts,
      PollStore polls,
      BalanceStore store,
      Clock clock,
      Supplier<GlobalLimits> rules,
      Events events) {
    this.events = events;
    this.accounts = accounts;
    this.polls = polls;
    this.store = store;
    this.clock = clock;
    this.rules = rules;
  }

  /**
   * The balance behind a channel.
   *
   * @param channel which
   * @return what the vendor said now or a little while ago
   * @throws GatewayException where the vendor does not tell
   */
  public AgedBalance of(Channel channel) {
    Account account = accounts.of(channel);
    return of(account, pause(account));
  }

  /** Asks the vendor if the last balance is older than the account's interval. */
  void refresh(Account account) {
    AgedBalance unused = of(account, account.balanceWatch().every());
  }

  private AgedBalance of(Account account, Duration fresh) {
    synchronized (locks.computeIfAbsent(account.name(), name -> new Object())) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        Optional<AgedBalance> known = store.balance(account.name());
        if (known.isPresent() && now().isBefore(known.get().askedAt().plus(fresh))) {
          return known.get();
        }
        if (polls.begin(account.name(), PollKind.BALANCE, HOLD, now()).isPresent()) {
          return ask(account);
        }
        // Another node asks now, or the vendor is to be left alone.
        if (known.isPresent()) {
          return known.get();
        }
        Optional<String> failure = failure(account);
        if (failure.isPresent() || System.nanoTime() > end) {
          throw unavailable(
              failure.orElse("it has not answered yet") + "; it is asked again in a while");
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Optional<PollLease> turn(Account account) {
    return polls.turns().stream()
        .filter(
            turn -> turn.account().equals(account.name()) && turn.question() == PollKind.BALANCE)
        .findFirst();
  }

  private Optional<String> failure(Account account) {
    return turn(account).flatMap(PollLease::failure);
  }

  private Duration pause(Account account) {
    Duration vendors = account.connection().client().balancePause();
    Duration pause = rules.get().balancePause();
    return pause.compareTo(vendors) < 0 ? vendors : pause;
  }

  private AgedBalance ask(Account account) {
    Outcome<Balance> outcome;
    long start = System.nanoTime();
    try {
      outcome = account.connection().client().balance();
    } catch (RuntimeException e) {
      outcome = new Outcome.Unknown<>("a mistake of the gateway's own");
    }
    boolean isTaken = outcome.match(given -> true, no -> false, no -> false, no -> false);
    events.asked(
        new Events.Asked(
            account.name(),
            PollKind.BALANCE.name(),
            isTaken ? "TAKEN" : "NOTHING",
            0,
            isTaken,
            Duration.ofNanos(System.nanoTime() - start)));
    return outcome.match(
        given -> taken(account, given.value()),
        rejected -> {
          failed(account, rejected.reason());
          throw GatewayException.refused(rejected.code());
        },
        notSent -> {
          failed(account, notSent.reason());
          throw unavailable(notSent.reason());
        },
        unknown -> {
          failed(account, unknown.reason());
          throw unavailable(unknown.reason());
        });
  }

  private AgedBalance taken(Account account, Balance balance) {
    Instant now = now();
    store.balance(account.name(), Optional.of(balance), Optional.empty(), pause(account), now);
    return new AgedBalance(balance, now);
  }

  private void failed(Account account, String reason) {
    Duration usual = pause(account);
    Duration before =
        turn(account)
            .filter(turn -> turn.failure().isPresent())
            .map(PollLease::pause)
            .orElse(usual);
    Duration longer = new Pace(usual, usual).afterFailure(before);
    store.balance(account.name(), Optional.empty(), Optional.of(reason), longer, now());
  }

  private static GatewayException unavailable(String reason) {
    return GatewayException.of(
        FaultCode.VENDOR_UNAVAILABLE, "The vendor did not tell the balance: " + reason);
  }
}
