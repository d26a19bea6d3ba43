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
  private static final Duration RETRY_INTERVAL = Duration.ofMinutes(2);

  /** So long a vendor may still be at work on a change, from when it was to be asked. */
  private static final Duration CHANGE_TIMEOUT = Duration.ofMinutes(5);

  private volatile Map<String, AccountLogin> logins;
  private final PasswordStore store;
  private final Clock clock;
  private final Map<String, String> inUse = new HashMap<>();
  private final Map<String, Instant> lastTries = new HashMap<>();
  private final PeriodicTasks tasks = new PeriodicTasks("yizhan-passwords");

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
    logins.forEach((account, login) -> inUse.put(account, login.configuredPassword()));
  }

  /**
   * From now on there are these accounts, and what was changed before is used for them.
   *
   * @param replacements by the account's name
   */
  public synchronized void replace(Map<String, AccountLogin> replacements) {
    Map<String, String> next = new HashMap<>();
    replacements.forEach((account, login) -> next.put(account, login.configuredPassword()));
    for (PasswordStore.StoredPassword stored : stored(replacements)) {
      // The vendor has taken the candidate where it is used, although the store could not say so.
      stored
          .candidate()
          .filter(password -> password.equals(inUse.get(stored.account())))
          .or(stored::current)
          .ifPresent(password -> next.put(stored.account(), password));
    }
    List<Runnable> switches = new ArrayList<>();
    replacements.forEach(
        (account, login) ->
            switches.add(login.prepare(Objects.requireNonNull(next.get(account), account))));
    logins = Map.copyOf(replacements);
    inUse.clear();
    inUse.putAll(next);
    switches.forEach(Runnable::run);
  }

  /** Uses what was changed before, also by other nodes; settles what was left open. */
  public synchronized void refresh() {
    for (PasswordStore.StoredPassword stored : stored()) {
      boolean candidateInUse =
          stored
              .candidate()
              .filter(password -> password.equals(inUse.get(stored.account())))
              .isPresent();
      if (!candidateInUse) {
        switchTo(
            stored.account(),
            stored.current().orElse(login(stored.account()).configuredPassword()));
      }
      if (stored.candidate().isPresent() && isDue(stored)) {
        lastTries.put(stored.account(), clock.instant());
        boolean unused = settle(stored);
      }
    }
  }

  /**
   * Keeps what is kept under today's key, uses it, and looks from time to time.
   *
   * @param interval between two looks
   */
  public void start(Duration interval) {
    store.reencrypt(clock.instant());
    refresh();
    tasks.every(interval, "Changed passwords cannot be looked for now", this::refresh);
  }

  /** Looks no more. */
  @Override
  public void close() {
    tasks.close();
  }

  private List<PasswordStore.StoredPassword> stored() {
    return stored(logins);
  }

  private List<PasswordStore.StoredPassword> stored(Map<String, AccountLogin> logins) {
    return store.find(
        logins.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> entry.getValue().configuredPassword())));
  }

  private Optional<PasswordStore.StoredPassword> stored(String account) {
    return stored().stream().filter(entry -> entry.account().equals(account)).findFirst();
  }

  private boolean isDue(PasswordStore.StoredPassword stored) {
    Instant last = lastTries.getOrDefault(stored.account(), stored.changedAt());
    Instant from = last.isBefore(stored.changedAt()) ? stored.changedAt() : last;
    return from.plus(RETRY_INTERVAL).isBefore(clock.instant());
  }

  private AccountLogin login(String account) {
    return Objects.requireNonNull(logins.get(account), account);
  }

  private void switchTo(String account, String password) {
    if (!password.equals(inUse.get(account))) {
      Runnable switches = login(account).prepare(password);
      inUse.put(account, password);
      switches.run();
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
    if (!store.addCandidate(account, login.configuredPassword(), password, clock.instant())) {
      Optional<PasswordStore.StoredPassword> unsettled =
          stored(account).filter(stored -> stored.candidate().isPresent());
      if (unsettled.isPresent() && !settle(unsettled.get())
          || !store.addCandidate(account, login.configuredPassword(), password, clock.instant())) {
        throw GatewayException.of(
            FaultCode.VENDOR_IN_DOUBT,
            "An earlier change of this password is not settled yet: try again in some minutes");
      }
    }
    String current = Objects.requireNonNull(inUse.get(account), account);
    Outcome<Done> outcome = askVendor(login, current, password);
    Runnable settlement =
        outcome.match(
            accepted -> () -> accept(account, password),
            rejected ->
                () -> {
                  discard(account, password);
                  throw GatewayException.refused(rejected.code());
                },
            notSent ->
                () -> {
                  discard(account, password);
                  throw GatewayException.of(
                      FaultCode.VENDOR_UNAVAILABLE,
                      "The vendor was not asked; the password is the old one: " + notSent.reason());
                },
            unknown -> () -> settleOrThrow(account, password));
    settlement.run();
  }

  private void accept(String account, String password) {
    switchTo(account, password);
    persistAccepted(account, password);
  }

  /** Where it cannot be written down now, the candidate is there still, and is settled later. */
  private void persistAccepted(String account, String password) {
    try {
      store.accept(account, password, clock.instant());
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "That account {0} has another password could not be written down yet",
          account);
    }
  }

  private static Outcome<Done> askVendor(AccountLogin login, String current, String password) {
    try (VendorClient vendor = login.openWith(current)) {
      return vendor.changePassword(password);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A vendor's code failed", e);
      return new Outcome.Unknown<>("a mistake of the gateway's own during the call");
    }
  }

  /** Nothing has changed. */
  private void discard(String account, String password) {
    stored(account)
        .filter(stored -> stored.candidate().filter(password::equals).isPresent())
        .ifPresent(
            stored -> {
              boolean unused = store.settle(stored, false, clock.instant());
            });
  }

  private void settleOrThrow(String account, String password) {
    if (!stored(account).map(this::settle).orElse(false)) {
      throw GatewayException.of(
          FaultCode.VENDOR_IN_DOUBT,
          "The vendor did not answer, and does not yet tell which password counts: the gateway"
              + " keeps both and tries them every other minute (ListProblems); do not change it"
              + " again");
    }
    if (!password.equals(inUse.get(account))) {
      throw GatewayException.of(
          FaultCode.VENDOR_UNAVAILABLE,
          "The vendor did not answer, and takes the old password still: it was not changed");
    }
  }

  /** Asks the vendor with both; whether one of them counts. */
  private boolean settle(PasswordStore.StoredPassword stored) {
    String account = stored.account();
    String candidate = stored.candidate().orElseThrow();
    String current = stored.current().orElse(login(account).configuredPassword());
    boolean mayStillChange = clock.instant().isBefore(stored.changedAt().plus(CHANGE_TIMEOUT));
    Optional<Boolean> candidateValid = isValid(account, candidate);
    Optional<Boolean> outcome =
        candidateValid.isPresent() && candidateValid.get()
            ? candidateValid
            : candidateValid
                .filter(rejected -> !mayStillChange)
                .flatMap(rejected -> isValid(account, current))
                .filter(accepted -> accepted)
                .map(accepted -> false);
    if (outcome.isEmpty()) {
      return false;
    }
    try {
      if (!store.settle(stored, outcome.get(), clock.instant())) {
        // Another node was faster; the next look tells what it found.
        return false;
      }
    } catch (StoreException e) {
      return false;
    }
    switchTo(account, outcome.get() ? candidate : current);
    return true;
  }

  /** Whether the vendor takes a password; empty where it does not say. */
  private Optional<Boolean> isValid(String account, String password) {
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
  public List<PasswordStore.StoredPassword> unsettled() {
    return stored().stream().filter(stored -> stored.candidate().isPresent()).toList();
  }
}
