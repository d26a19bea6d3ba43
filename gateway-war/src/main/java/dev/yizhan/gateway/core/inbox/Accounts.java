package dev.yizhan.gateway.core.inbox;

import dev.yizhan.gateway.core.Channel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All accounts by name. */
public final class Accounts {

  private final Map<String, Account> byName = new LinkedHashMap<>();

  /**
   * Takes the accounts.
   *
   * @param accounts with different names
   */
  public Accounts(Collection<Account> accounts) {
    for (Account account : accounts) {
      if (byName.put(account.name(), account) != null) {
        throw new IllegalArgumentException("Two accounts are called " + account.name());
      }
    }
  }

  /**
   * All of them.
   *
   * @return in order
   */
  public List<Account> all() {
    return List.copyOf(byName.values());
  }

  /**
   * Finds one.
   *
   * @param name the operator's name for it
   * @return the account
   */
  public Optional<Account> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The account behind a channel. */
  Account of(Channel channel) {
    return Objects.requireNonNull(byName.get(channel.account()), channel.account());
  }
}
