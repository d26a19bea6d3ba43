package dev.yizhan.gateway.core.polling;

import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.Accounts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How the accounts are, as the store knows it. No vendor is asked. */
public final class AccountStates {

  private final Accounts accounts;
  private final PollStore polls;
  private final BalanceStore balances;

  public AccountStates(Accounts accounts, PollStore polls, BalanceStore balances) {
    this.accounts = accounts;
    this.polls = polls;
    this.balances = balances;
  }

  /**
   * The state of an account.
   *
   * @param leases of what is polled, by kind; none for a kind that was never polled
   * @param balance as it was last known
   */
  public record AccountState(
      Account account, List<PollLease> leases, Optional<BalanceSnapshot> balance) {

    /** Copies the list. */
    public AccountState {
      leases = List.copyOf(leases);
    }
  }

  /** All accounts, in the order of the configuration. */
  public List<AccountState> list() {
    List<PollLease> leases = polls.leases();
    return accounts.all().stream()
        .map(
            account ->
                new AccountState(
                    account,
                    leases.stream()
                        .filter(lease -> lease.account().equals(account.name()))
                        .sorted(Comparator.comparing(PollLease::kind))
                        .toList(),
                    balances.find(account.name())))
        .toList();
  }
}
