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
 * Balances of accounts. Vendors forbid frequent queries, from all nodes together, so answers are
 * cached in the store.
 */
public final class Balances {

  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  /** Held during a query, and longer than one takes. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final long CHECK_NANOS = 50_000_000;

  private final Accounts accounts;
  private final PollStore polls;
  private final BalanceStore store;
  private final Clock clock;
  private final Supplier<GlobalLimits> limits;
  private final Events events;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  public Balances(
      Accounts accounts,
      PollStore polls,
      BalanceStore store,
      Clock clock,
      Supplier<GlobalLimits> limits,
      Events events) {
    this.events = events;
    this.accounts = accounts;
    this.polls = polls;
    this.store = store;
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * The balance of a channel's account; during the vendor's pause, and while another node queries
   * it, the stored one.
   *
   * @throws GatewayException if the vendor does not return it
   */
  public BalanceSnapshot balance(Channel channel) {
    Account account = accounts.forChannel(channel);
    return balance(account, pause(account));
  }

  /** The last known balance of a channel's account; never asks the vendor. */
  public Optional<BalanceSnapshot> last(Channel channel) {
    return store.find(channel.account());
  }

  /** Queries the vendor, unless its pause is not over. */
  void refresh(Account account) {
    BalanceSnapshot unused = balance(account, pause(account));
  }

  private BalanceSnapshot balance(Account account, Duration maxAge) {
    synchronized (locks.computeIfAbsent(account.name(), name -> new Object())) {
      long end = System.nanoTime() + MAX_WAIT.toNanos();
      while (true) {
        Optional<BalanceSnapshot> snapshot = store.find(account.name());
        if (snapshot.isPresent() && now().isBefore(snapshot.get().askedAt().plus(maxAge))) {
          return snapshot.get();
        }
        if (polls.acquire(account.name(), PollKind.BALANCE, LEASE, now()).isPresent()) {
          return query(account);
        }
        // Another node is querying, or the vendor's pause is not over.
        if (snapshot.isPresent()) {
          return snapshot.get();
        }
        Optional<String> failure = failure(account);
        if (failure.isPresent() || System.nanoTime() > end) {
          throw unavailable(
              failure.orElse("it has not answered yet") + ". It is queried again later");
        }
        LockSupport.parkNanos(CHECK_NANOS);
      }
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Optional<PollLease> lease(Account account) {
    return polls.leases().stream()
        .filter(lease -> lease.account().equals(account.name()) && lease.kind() == PollKind.BALANCE)
        .findFirst();
  }

  private Optional<String> failure(Account account) {
    return lease(account).flatMap(PollLease::failure);
  }

  private Duration pause(Account account) {
    Duration vendorPause = account.connection().client().balancePause();
    Duration pause = limits.get().balancePause();
    return pause.compareTo(vendorPause) < 0 ? vendorPause : pause;
  }

  private BalanceSnapshot query(Account account) {
    Outcome<Balance> outcome;
    long start = System.nanoTime();
    try {
      outcome = account.connection().client().balance();
    } catch (RuntimeException e) {
      outcome = new Outcome.Unknown<>("an internal error of the gateway");
    }
    boolean succeeded =
        outcome.match(accepted -> true, failed -> false, failed -> false, failed -> false);
    events.vendorQueried(
        new Events.VendorQuery(
            account.name(),
            PollKind.BALANCE.name(),
            succeeded ? "TAKEN" : "NOTHING",
            0,
            succeeded,
            Duration.ofNanos(System.nanoTime() - start)));
    return outcome.match(
        accepted -> store(account, accepted.value()),
        rejected -> {
          storeFailure(account, rejected.reason());
          throw GatewayException.refused(rejected.code());
        },
        notSent -> {
          storeFailure(account, notSent.reason());
          throw unavailable(notSent.reason());
        },
        unknown -> {
          storeFailure(account, unknown.reason());
          throw unavailable(unknown.reason());
        });
  }

  private BalanceSnapshot store(Account account, Balance balance) {
    Instant now = now();
    store.storeResult(account.name(), Optional.of(balance), Optional.empty(), pause(account), now);
    return new BalanceSnapshot(balance, now);
  }

  private void storeFailure(Account account, String reason) {
    Duration usual = pause(account);
    Duration previous =
        lease(account)
            .filter(lease -> lease.failure().isPresent())
            .map(PollLease::pause)
            .orElse(usual);
    Duration longer = new Pace(usual, usual).afterFailure(previous);
    store.storeResult(account.name(), Optional.empty(), Optional.of(reason), longer, now());
  }

  private static GatewayException unavailable(String reason) {
    return GatewayException.of(
        FaultCode.VENDOR_UNAVAILABLE, "The vendor did not return the balance: " + reason);
  }
}
