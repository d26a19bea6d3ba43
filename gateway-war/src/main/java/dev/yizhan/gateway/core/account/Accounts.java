package dev.yizhan.gateway.core.account;

import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All accounts by name; others when the configuration changes. */
public final class Accounts {

  private volatile Map<String, Account> byName;

  /**
   * Takes the accounts.
   *
   * @param accounts with different names
   */
  public Accounts(Collection<Account> accounts) {
    byName = indexed(accounts);
  }

  private static Map<String, Account> indexed(Collection<Account> accounts) {
    Map<String, Account> byName = new LinkedHashMap<>();
    for (Account account : accounts) {
      if (byName.put(account.name(), account) != null) {
        throw new IllegalArgumentException("Two accounts are called " + account.name());
      }
    }
    return byName;
  }

  /**
   * From now on there are these. Questions that are out go on with those of before.
   *
   * @param accounts with different names
   */
  public void replace(Collection<Account> accounts) {
    byName = indexed(accounts);
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
  public Account forChannel(Channel channel) {
    return find(channel.account())
        .orElseThrow(
            () ->
                GatewayException.of(
                    FaultCode.UNKNOWN_CHANNEL, "This channel is not configured any more"));
  }
}
