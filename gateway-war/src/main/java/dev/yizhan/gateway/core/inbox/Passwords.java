package dev.yizhan.gateway.core.inbox;

import dev.yizhan.codec.Category;
import dev.yizhan.gateway.core.Clockwork;
import dev.yizhan.gateway.core.FaultCode;
import dev.yizhan.gateway.core.GatewayException;
import dev.yizhan.gateway.core.StoreException;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Done;
import dev.yizhan.vendor.SmsVendor;
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

  /** An account whose password can be changed. */
  public interface Holder {

    /**
     * The configured password.
     *
     * @return as it stands in the configuration
     */
    String configured();

    /**
     * The vendor with another password, beside the one that is used.
     *
     * @param password which
     * @return to ask with
     */
    SmsVendor with(String password);

    /**
     * Makes all ways to the account ready for a password.
     *
     * @param password which
     * @return has them use it from then on
     * @throws RuntimeException where one of them cannot take it; nothing has changed then
     */
    Runnable ready(String password);
  }

  private volatile Map<String, Holder> holders;
  private final PasswordStore store;
  private final Clock clock;
  private final Map<String, String> used = new HashMap<>();
  private final Map<String, Instant> tried = new HashMap<>();
  private final Clockwork clockwork = new Clockwork("yizhan-passwords");

  /**
   * Knows the accounts.
   *
   * @param holders by the account's name
   * @param store where changed passwords are kept
   * @param clock for times
   */
  public Passwords(Map<String, Holder> holders, PasswordStore store, Clock clock) {
    this.holders = Map.copyOf(holders);
    this.store = store;
    this.clock = clock;
    holders.forEach((account, holder) -> used.put(account, holder.configured()));
  }

  /**
   * From now on there are these accounts, and what was changed before is used for them.
   *
   * @param others by the account's name
   */
  public synchronized void use(Map<String, Holder> others) {
    Map<String, String> next = new HashMap<>();
    others.forEach((account, holder) -> next.put(account, holder.configured()));
    for (PasswordStore.Kept each : kept(others)) {
      // The vendor has taken the candidate where it is used, although the store could not say so.
      each.candidate()
          .filter(password -> password.equals(used.get(each.account())))
          .or(each::current)
          .ifPresent(password -> next.put(each.account(), password));
    }
    List<Runnable> ready = new ArrayList<>();
    others.forEach(
        (account, holder) ->
            ready.add(holder.ready(Objects.requireNonNull(next.get(account), account))));
    holders = Map.copyOf(others);
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
        use(kept.account(), kept.current().orElse(holder(kept.account()).configured()));
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
    return kept(holders);
  }

  private List<PasswordStore.Kept> kept(Map<String, Holder> holders) {
    return store.all(
        holders.entrySet().stream()
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

  private Holder holder(String account) {
    return Objects.requireNonNull(holders.get(account), account);
  }

  private void use(String account, String password) {
    if (!password.equals(used.get(account))) {
      Runnable ready = holder(account).ready(password);
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
    Holder holder = holder(account);
    try {
      // Not only for the channel that asks: all of them are to use it.
      Runnable unused = holder.ready(password);
    } catch (RuntimeException e) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST, "newPassword: this vendor cannot take such a password");
    }
    if (!store.begin(account, holder.configured(), password, clock.instant())) {
      Optional<PasswordStore.Kept> open =
          kept(account).filter(kept -> kept.candidate().isPresent());
      if (open.isPresent() && !settle(open.get())
          || !store.begin(account, holder.configured(), password, clock.instant())) {
        throw GatewayException.of(
            FaultCode.VENDOR_IN_DOUBT,
            "An earlier change of this password is not settled yet: try again in some minutes");
      }
    }
    String before = Objects.requireNonNull(used.get(account), account);
    Outcome<Done> outcome = asked(holder, before, password);
    if (outcome instanceof Outcome.Accepted<Done>) {
      use(account, password);
      keep(account, password);
    } else if (outcome instanceof Outcome.Rejected<Done> rejected) {
      drop(account, password);
      throw GatewayException.refused(rejected.code());
    } else if (outcome instanceof Outcome.NotSent<Done> notSent) {
      drop(account, password);
      throw GatewayException.of(
          FaultCode.VENDOR_UNAVAILABLE,
          "The vendor was not asked; the password is the old one: " + notSent.reason());
    } else {
      settleNow(account, password);
    }
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

  private static Outcome<Done> asked(Holder holder, String before, String password) {
    try (SmsVendor vendor = holder.with(before)) {
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
    String before = kept.current().orElse(holder(account).configured());
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
    try (SmsVendor vendor = holder(account).with(password)) {
      answer = vendor.balance();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
    if (answer instanceof Outcome.Accepted<Balance>) {
      return Optional.of(true);
    }
    return answer instanceof Outcome.Rejected<Balance> rejected
            && rejected.code().category() == Category.AUTHENTICATION
        ? Optional.of(false)
        : Optional.empty();
  }

  /** Changes that are not settled. */
  List<PasswordStore.Kept> open() {
    return kept().stream().filter(kept -> kept.candidate().isPresent()).toList();
  }
}
