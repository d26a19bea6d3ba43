package dev.yizhan.gateway.core.inbox;

import dev.yizhan.gateway.core.Channel;
import dev.yizhan.gateway.core.Events;
import dev.yizhan.gateway.core.FaultCode;
import dev.yizhan.gateway.core.GatewayException;
import dev.yizhan.gateway.core.HouseRules;
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
  private final InboxStore store;
  private final Clock clock;
  private final Supplier<HouseRules> rules;
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
      Accounts accounts, InboxStore store, Clock clock, Supplier<HouseRules> rules, Events events) {
    this.events = events;
    this.accounts = accounts;
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

  /** Asks where the last answer is older than the account wants it. */
  void look(Account account) {
    AgedBalance unused = of(account, account.balanceEvery());
  }

  private AgedBalance of(Account account, Duration fresh) {
    synchronized (locks.computeIfAbsent(account.name(), name -> new Object())) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        Optional<AgedBalance> known = store.balance(account.name());
        if (known.isPresent() && now().isBefore(known.get().askedAt().plus(fresh))) {
          return known.get();
        }
        if (store.begin(account.name(), Question.BALANCE, HOLD, now()).isPresent()) {
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

  private Optional<Turn> turn(Account account) {
    return store.turns().stream()
        .filter(
            turn -> turn.account().equals(account.name()) && turn.question() == Question.BALANCE)
        .findFirst();
  }

  private Optional<String> failure(Account account) {
    return turn(account).flatMap(Turn::failure);
  }

  private Duration pause(Account account) {
    Duration vendors = account.vendor().balancePause();
    Duration pause = rules.get().balancePause();
    return pause.compareTo(vendors) < 0 ? vendors : pause;
  }

  private AgedBalance ask(Account account) {
    Outcome<Balance> outcome;
    long start = System.nanoTime();
    try {
      outcome = account.vendor().balance();
    } catch (RuntimeException e) {
      outcome = new Outcome.Unknown<>("a mistake of the gateway's own");
    }
    events.asked(
        new Events.Asked(
            account.name(),
            Question.BALANCE.name(),
            outcome instanceof Outcome.Accepted<Balance> ? "TAKEN" : "NOTHING",
            0,
            outcome instanceof Outcome.Accepted<Balance>,
            Duration.ofNanos(System.nanoTime() - start)));
    Instant now = now();
    Duration usual = pause(account);
    if (outcome instanceof Outcome.Accepted<Balance> given) {
      store.balance(account.name(), Optional.of(given.value()), Optional.empty(), usual, now);
      return new AgedBalance(given.value(), now);
    }
    String reason = reason(outcome);
    Duration before =
        turn(account).filter(turn -> turn.failure().isPresent()).map(Turn::pause).orElse(usual);
    Duration longer = new Pace(usual, usual).behindFailure(before);
    store.balance(account.name(), Optional.empty(), Optional.of(reason), longer, now);
    if (outcome instanceof Outcome.Rejected<Balance> refused) {
      throw GatewayException.refused(refused.code());
    }
    throw unavailable(reason);
  }

  private static GatewayException unavailable(String reason) {
    return GatewayException.of(
        FaultCode.VENDOR_UNAVAILABLE, "The vendor did not tell the balance: " + reason);
  }

  /** Why nothing was told, without anything of what was said. */
  static String reason(Outcome<?> outcome) {
    if (outcome instanceof Outcome.Rejected<?> refused) {
      return "the vendor answered " + refused.code().code() + ": " + refused.code().english();
    }
    if (outcome instanceof Outcome.NotSent<?> notSent) {
      return notSent.reason();
    }
    return outcome instanceof Outcome.Unknown<?> unknown ? unknown.reason() : "";
  }
}
