package dev.yizhan.gateway.core.account;

import dev.yizhan.codec.Category;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.task.PeriodicTasks;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Done;
import dev.yizhan.vendor.VendorClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The passwords of vendors' accounts. A new one is written down before the vendor is asked to take
 * it; where its answer does not come, both are tried until the vendor says which one counts.
 */
public final class Passwords implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Passwords.class.getName());

  /** Longer than a change takes; and how often both are tried. */
  private static final Duration UNSETTLED = Duration.ofMinutes(2);

  /** So long a vendor may still be at work on a change, from when it was to be asked. */
  private static final Duration GRACE = Duration.ofMinutes(5);

  private volatile Map<String, AccountLogin> logins;
  private final PasswordStore store;
  private final Clock clock;
  private final Map<String, String> used = new HashMap<>();
  private final Map<String, Instant> tried = new HashMap<>();
  private final PeriodicTasks clockwork = new PeriodicTasks("yizhan-passwords");

  /**
   * Knows the accounts.
   *
   * @param logins by the account's name
   * @param store where changed passwords are kept
   * @param clock for times
   */
  public Passwords(Map<String, AccountLogin> logins, PasswordStore store, Clock clock) {
    this.logins = Map.copyOf(logins);
    this.store = store;
    this.clock = clock;
    logins.forEach((account, login) -> used.put(account, login.configured()));
  }

  /**
   * From now on there are these accounts, and what was changed before is used for them.
   *
   * @param others by the account's name
   */
  public synchronized void use(Map<String, AccountLogin> others) {
    Map<String, String> next = new HashMap<>();
    others.forEach((account, login) -> next.put(account, login.configured()));
    for (PasswordStore.Kept each : kept(others)) {
      // The vendor has taken the candidate where it is used, although the store could not say so.
      each.candidate()
          .filter(password -> password.equals(used.get(each.account())))
          .or(each::current)
          .ifPresent(password -> next.put(each.account(), password));
    }
    List<Runnable> ready = new ArrayList<>();
    others.forEach(
        (account, login) ->
            ready.add(login.prepare(Objects.requireNonNull(next.get(account), account))));
    logins = Map.copyOf(others);
    used.clear();
    used.putAll(next);
    ready.forEach(Runnable::run);
  }

  /** Uses what was changed before, also by other nodes; settles what was left open. */
  public synchronized void look() {
    for (PasswordStore.Kept kept : kept()) {
      boolean counts =
          kept.candidate()
              .filter(password -> password.equals(used.get(kept.account())))
              .isPresent();
      if (!counts) {
        use(kept.account(), kept.current().orElse(login(kept.account()).configured()));
      }
      if (kept.candidate().isPresent() && isDue(kept)) {
        tried.put(kept.account(), clock.instant());
        boolean unused = settle(kept);
      }
    }
  }

  /**
   * Keeps what is kept under today's key, uses it, and looks from time to time.
   *
   * @param pause between two looks
   */
  public void start(Duration pause) {
    store.renew(clock.instant());
    look();
    clockwork.every(pause, "Changed passwords cannot be looked for now", this::look);
  }

  /** Looks no more. */
  @Override
  public void close() {
    clockwork.close();
  }

  private List<PasswordStore.Kept> kept() {
    return kept(logins);
  }

  private List<PasswordStore.Kept> kept(Map<String, AccountLogin> logins) {
    return store.all(
        logins.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().configured())));
  }

  private Optional<PasswordStore.Kept> kept(String account) {
    return kept().stream().filter(each -> each.account().equals(account)).findFirst();
  }

  private boolean isDue(PasswordStore.Kept kept) {
    Instant last = tried.getOrDefault(kept.account(), kept.changedAt());
    Instant from = last.isBefore(kept.changedAt()) ? kept.changedAt() : last;
    return from.plus(UNSETTLED).isBefore(clock.instant());
  }

  private AccountLogin login(String account) {
    return Objects.requireNonNull(logins.get(account), account);
  }

  private void use(String account, String password) {
    if (!password.equals(used.get(account))) {
      Runnable ready = login(account).prepare(password);
      used.put(account, password);
      ready.run();
      LOG.log(System.Logger.Level.INFO, "Account {0} uses another password now", account);
    }
  }

  /**
   * Changes a password.
   *
   * @param account whose; its vendor can
   * @param password the new one
   * @throws GatewayException where it was not changed, or nobody knows
   */
  synchronized void change(String account, String password) {
    AccountLogin login = login(account);
    try {
      // Not only for the channel that asks: all of them are to use it.
      Runnable unused = login.prepare(password);
    } catch (RuntimeException e) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST, "newPassword: this vendor cannot take such a password");
    }
    if (!store.begin(account, login.configured(), password, clock.instant())) {
      Optional<PasswordStore.Kept> open =
          kept(account).filter(kept -> kept.candidate().isPresent());
      if (open.isPresent() && !settle(open.get())
          || !store.begin(account, login.configured(), password, clock.instant())) {
        throw GatewayException.of(
            FaultCode.VENDOR_IN_DOUBT,
            "An earlier change of this password is not settled yet: try again in some minutes");
      }
    }
    String before = Objects.requireNonNull(used.get(account), account);
    Outcome<Done> outcome = asked(login, before, password);
    Runnable settlement =
        outcome.match(
            accepted -> () -> take(account, password),
            rejected ->
                () -> {
                  drop(account, password);
                  throw GatewayException.refused(rejected.code());
                },
            notSent ->
                () -> {
                  drop(account, password);
                  throw GatewayException.of(
                      FaultCode.VENDOR_UNAVAILABLE,
                      "The vendor was not asked; the password is the old one: " + notSent.reason());
                },
            unknown -> () -> settleNow(account, password));
    settlement.run();
  }

  private void take(String account, String password) {
    use(account, password);
    keep(account, password);
  }

  /** Where it cannot be written down now, the candidate is there still, and is settled later. */
  private void keep(String account, String password) {
    try {
      store.taken(account, password, clock.instant());
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "That account {0} has another password could not be written down yet",
          account);
    }
  }

  private static Outcome<Done> asked(AccountLogin login, String before, String password) {
    try (VendorClient vendor = login.openWith(before)) {
      return vendor.changePassword(password);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A vendor's code failed", e);
      return new Outcome.Unknown<>("a mistake of the gateway's own during the call");
    }
  }

  /** Nothing has changed. */
  private void drop(String account, String password) {
    kept(account)
        .filter(kept -> kept.candidate().filter(password::equals).isPresent())
        .ifPresent(
            kept -> {
              boolean unused = store.settled(kept, false, clock.instant());
            });
  }

  private void settleNow(String account, String password) {
    if (!kept(account).map(this::settle).orElse(false)) {
      throw GatewayException.of(
          FaultCode.VENDOR_IN_DOUBT,
          "The vendor did not answer, and does not yet tell which password counts: the gateway keeps"
              + " both and tries them every other minute (ListProblems); do not change it again");
    }
    if (!password.equals(used.get(account))) {
      throw GatewayException.of(
          FaultCode.VENDOR_UNAVAILABLE,
          "The vendor did not answer, and takes the old password still: it was not changed");
    }
  }

  /** Asks the vendor with both; whether one of them counts. */
  private boolean settle(PasswordStore.Kept kept) {
    String account = kept.account();
    String candidate = kept.candidate().orElseThrow();
    String before = kept.current().orElse(login(account).configured());
    boolean mayStillCome = clock.instant().isBefore(kept.changedAt().plus(GRACE));
    Optional<Boolean> newOne = isTaken(account, candidate);
    Optional<Boolean> counts =
        newOne.isPresent() && newOne.get()
            ? newOne
            : newOne
                .filter(no -> !mayStillCome)
                .flatMap(no -> isTaken(account, before))
                .filter(yes -> yes)
                .map(yes -> false);
    if (counts.isEmpty()) {
      return false;
    }
    try {
      if (!store.settled(kept, counts.get(), clock.instant())) {
        // Another node was faster; the next look tells what it found.
        return false;
      }
    } catch (StoreException e) {
      return false;
    }
    use(account, counts.get() ? candidate : before);
    return true;
  }

  /** Whether the vendor takes a password; empty where it does not say. */
  private Optional<Boolean> isTaken(String account, String password) {
    Outcome<Balance> answer;
    try (VendorClient vendor = login(account).openWith(password)) {
      answer = vendor.balance();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
    return answer.match(
        accepted -> Optional.of(true),
        rejected ->
            rejected.code().category() == Category.AUTHENTICATION
                ? Optional.of(false)
                : Optional.empty(),
        notSent -> Optional.empty(),
        unknown -> Optional.empty());
  }

  /** Changes that are not settled. */
  public List<PasswordStore.Kept> open() {
    return kept().stream().filter(kept -> kept.candidate().isPresent()).toList();
  }
}
