package dev.yizhan.gateway.core.account;

import dev.yizhan.codec.code.Category;
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
 * The passwords of vendors' accounts. A new password is persisted before the vendor is asked to
 * change it. If the vendor does not confirm the change, both passwords are tried until one is known
 * to be valid.
 */
public final class Passwords implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Passwords.class.getName());

  /** Longer than a change takes; also the interval at which both passwords are tried. */
  private static final Duration RETRY_INTERVAL = Duration.ofMinutes(2);

  /** How long after the request the vendor may still apply a change. */
  private static final Duration CHANGE_TIMEOUT = Duration.ofMinutes(5);

  private volatile Map<String, AccountLogin> logins;
  private final PasswordStore store;
  private final Clock clock;
  private final Map<String, String> inUse = new HashMap<>();
  private final Map<String, Instant> lastTries = new HashMap<>();
  private final PeriodicTasks tasks = new PeriodicTasks("yizhan-passwords");

  public Passwords(Map<String, AccountLogin> logins, PasswordStore store, Clock clock) {
    this.logins = Map.copyOf(logins);
    this.store = store;
    this.clock = clock;
    logins.forEach((account, login) -> inUse.put(account, login.configuredPassword()));
  }

  /**
   * Replaces all accounts, and applies their changed passwords.
   *
   * @param replacements by account name
   */
  public synchronized void replace(Map<String, AccountLogin> replacements) {
    Map<String, String> next = new HashMap<>();
    replacements.forEach((account, login) -> next.put(account, login.configuredPassword()));
    for (PasswordStore.StoredPassword stored : storedPasswords(replacements)) {
      // A candidate in use was accepted by the vendor, although the store has not recorded this.
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

  /** Applies changed passwords, those of other nodes too, and settles unconfirmed ones. */
  public synchronized void refresh() {
    for (PasswordStore.StoredPassword stored : storedPasswords()) {
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
   * Encrypts stored passwords under the current key, applies them, and refreshes them regularly.
   */
  public void start(Duration interval) {
    store.reencrypt(clock.instant());
    refresh();
    tasks.every(interval, "Changed passwords cannot be refreshed now", this::refresh);
  }

  @Override
  public void close() {
    tasks.close();
  }

  private List<PasswordStore.StoredPassword> storedPasswords() {
    return storedPasswords(logins);
  }

  private List<PasswordStore.StoredPassword> storedPasswords(Map<String, AccountLogin> logins) {
    return store.find(
        logins.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> entry.getValue().configuredPassword())));
  }

  private Optional<PasswordStore.StoredPassword> storedPasswords(String account) {
    return storedPasswords().stream().filter(entry -> entry.account().equals(account)).findFirst();
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
      LOG.log(System.Logger.Level.INFO, "Account {0} now uses another password", account);
    }
  }

  /**
   * Changes a password.
   *
   * @param account one whose vendor supports this
   * @throws GatewayException if it was not changed, or the result is unknown
   */
  synchronized void change(String account, String password) {
    AccountLogin login = login(account);
    try {
      // Every channel of the account must be able to use it.
      Runnable unused = login.prepare(password);
    } catch (RuntimeException e) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST, "newPassword: this vendor does not support such a password");
    }
    if (!store.addCandidate(account, login.configuredPassword(), password, clock.instant())) {
      Optional<PasswordStore.StoredPassword> unsettled =
          storedPasswords(account).filter(stored -> stored.candidate().isPresent());
      if (unsettled.isPresent() && !settle(unsettled.get())
          || !store.addCandidate(account, login.configuredPassword(), password, clock.instant())) {
        throw GatewayException.of(
            FaultCode.VENDOR_IN_DOUBT,
            "An earlier change of this password is not confirmed yet. Try again in some minutes");
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
                      "The request did not reach the vendor, and the old password stays valid: "
                          + notSent.reason());
                },
            unknown -> () -> settleOrThrow(account, password));
    settlement.run();
  }

  private void accept(String account, String password) {
    switchTo(account, password);
    persistAccepted(account, password);
  }

  /** If it cannot be stored now, the candidate remains and is settled later. */
  private void persistAccepted(String account, String password) {
    try {
      store.accept(account, password, clock.instant());
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The changed password of account {0} could not be stored yet",
          account);
    }
  }

  private static Outcome<Done> askVendor(AccountLogin login, String current, String password) {
    try (VendorClient vendor = login.openWith(current)) {
      return vendor.changePassword(password);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A vendor's client failed", e);
      return new Outcome.Unknown<>("an internal error of the gateway during the call");
    }
  }

  private void discard(String account, String password) {
    storedPasswords(account)
        .filter(stored -> stored.candidate().filter(password::equals).isPresent())
        .ifPresent(
            stored -> {
              boolean unused = store.settle(stored, false, clock.instant());
            });
  }

  private void settleOrThrow(String account, String password) {
    if (!storedPasswords(account).map(this::settle).orElse(false)) {
      throw GatewayException.of(
          FaultCode.VENDOR_IN_DOUBT,
          "The vendor did not answer, and has not confirmed which password is valid. Do not change"
              + " it again: the gateway tries both every other minute (ListProblems)");
    }
    if (!password.equals(inUse.get(account))) {
      throw GatewayException.of(
          FaultCode.VENDOR_UNAVAILABLE,
          "The vendor did not answer, and still accepts the old password: it was not changed");
    }
  }

  /** Tries both passwords; returns whether the valid one is now known and stored. */
  private boolean settle(PasswordStore.StoredPassword stored) {
    String account = stored.account();
    String candidate = stored.candidate().orElseThrow();
    String current = stored.current().orElse(login(account).configuredPassword());
    boolean mayStillChange = clock.instant().isBefore(stored.changedAt().plus(CHANGE_TIMEOUT));
    Optional<Boolean> candidateValid = isValid(account, candidate);
    Optional<Boolean> isValid =
        candidateValid.isPresent() && candidateValid.get()
            ? candidateValid
            : candidateValid
                .filter(rejected -> !mayStillChange)
                .flatMap(rejected -> isValid(account, current))
                .filter(accepted -> accepted)
                .map(accepted -> false);
    if (isValid.isEmpty()) {
      return false;
    }
    try {
      if (!store.settle(stored, isValid.get(), clock.instant())) {
        // Another node was faster; the next refresh reads its result.
        return false;
      }
    } catch (StoreException e) {
      return false;
    }
    switchTo(account, isValid.get() ? candidate : current);
    return true;
  }

  /** Whether the vendor accepts a password; empty if it does not answer that. */
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

  /** Changes that the vendor has not confirmed. */
  public List<PasswordStore.StoredPassword> unsettled() {
    return storedPasswords().stream().filter(stored -> stored.candidate().isPresent()).toList();
  }
}
