package dev.yizhan.gateway.core.account;

import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.journal.JournalStore;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Ability;
import dev.yizhan.vendor.AccountDetails;
import dev.yizhan.vendor.Done;
import dev.yizhan.vendor.NewAccount;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Queries and changes of vendors' accounts, for administrators. */
public final class AccountActions {

  private record CachedDetails(AccountDetails details, Instant askedAt) {}

  private final Accounts accounts;
  private final Channels channels;
  private final Passwords passwords;
  private final Clock clock;
  private final JournalStore journal;
  private final Events events;
  private final Map<String, CachedDetails> cache = new ConcurrentHashMap<>();

  public AccountActions(
      Accounts accounts,
      Channels channels,
      Passwords passwords,
      JournalStore journal,
      Clock clock,
      Events events) {
    this.events = events;
    this.journal = journal;
    this.accounts = accounts;
    this.channels = channels;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * The vendor's details of an account. They are cached for the vendor's minimum pause between
   * balance queries.
   *
   * @throws GatewayException if there is no such account, or the vendor returns no details
   */
  public AccountDetails details(String account) {
    Channel channel =
        channel(account, Ability.ACCOUNT, "provides no more account details than GetBalance");
    Optional<CachedDetails> cached =
        Optional.ofNullable(cache.get(account))
            .filter(
                entry ->
                    clock
                        .instant()
                        .isBefore(entry.askedAt().plus(channel.client().balancePause())));
    if (cached.isPresent()) {
      return cached.get().details();
    }
    AccountDetails details =
        valueOrThrow(
            channel.client().account(), AccountActions::unavailable, AccountActions::unavailable);
    cache.put(account, new CachedDetails(details, clock.instant()));
    return details;
  }

  /**
   * Registers a new account at the vendor of an existing one.
   *
   * @param account the existing one
   * @param who the operator
   * @throws GatewayException if it was not registered, or the result is unknown
   */
  public void register(String account, NewAccount wanted, String who) {
    Channel channel = channel(account, Ability.REGISTRATION, "does not register accounts");
    journal.add(
        JournalEntry.of(clock.instant(), who, JournalEntry.Action.REGISTERS_ACCOUNT, account));
    events.operatorActed("registers an account", who, account);
    Done unused =
        valueOrThrow(
            channel.client().register(wanted),
            reason ->
                GatewayException.of(
                    FaultCode.VENDOR_UNAVAILABLE,
                    "The request did not reach the vendor: " + reason),
            reason ->
                GatewayException.of(
                    FaultCode.VENDOR_IN_DOUBT,
                    "It is unknown whether the account is registered. Ask the vendor before you"
                        + " try again ("
                        + reason
                        + ")"));
  }

  private static GatewayException unavailable(String reason) {
    return GatewayException.of(
        FaultCode.VENDOR_UNAVAILABLE, "The vendor did not answer: " + reason);
  }

  /**
   * Changes an account's password at its vendor, and uses the new one from then on.
   *
   * @param password the new one
   * @param who the operator
   * @throws GatewayException if it was not changed, or the result is unknown
   */
  public void changePassword(String account, String password, String who) {
    Channel unused = channel(account, Ability.PASSWORD_CHANGE, "does not change passwords");
    journal.add(
        JournalEntry.of(clock.instant(), who, JournalEntry.Action.CHANGES_PASSWORD, account));
    events.operatorActed("changes the password", who, account);
    passwords.change(account, password);
  }

  private Channel channel(String account, Ability ability, String unsupported) {
    Account found =
        accounts
            .find(account)
            .orElseThrow(
                () ->
                    GatewayException.of(
                        FaultCode.UNKNOWN_ACCOUNT,
                        "There is no account of this name. Known accounts: "
                            + accounts.all().stream().map(Account::name).toList()));
    return found.channels().stream()
        .map(channels::named)
        .filter(channel -> channel.client().abilities().can().contains(ability))
        .findFirst()
        .orElseThrow(
            () ->
                GatewayException.of(
                    FaultCode.NOT_AVAILABLE, "The vendor of this account " + unsupported));
  }

  private static <T> T valueOrThrow(
      Outcome<T> outcome,
      Function<String, GatewayException> notSent,
      Function<String, GatewayException> unknown) {
    return outcome.match(
        Outcome.Accepted::value,
        rejected -> {
          throw GatewayException.refused(rejected.code());
        },
        failure -> {
          throw notSent.apply(failure.reason());
        },
        failure -> {
          throw unknown.apply(failure.reason());
        });
  }
}
