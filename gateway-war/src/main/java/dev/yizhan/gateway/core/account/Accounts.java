package dev.yizhan.gateway.core.account;

import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.TestChannels;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.record.RecordSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All accounts by name; replaced when the configuration is reloaded. */
public final class Accounts {

  private volatile Map<String, Account> byName;
  private volatile Map<String, Account> simulated = Map.of();

  /**
   * Creates the first set.
   *
   * @param accounts with distinct names
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
   * Replaces all accounts. Running queries finish with the old ones.
   *
   * @param accounts with distinct names
   */
  public void replace(Collection<Account> accounts) {
    byName = indexed(accounts);
  }

  /** Replaces the accounts of channels that simulate others. */
  public void simulate(Collection<Account> accounts) {
    simulated = indexed(accounts);
  }

  /** In the order of the configuration; none that is simulated. */
  public List<Account> all() {
    return List.copyOf(byName.values());
  }

  /** Where the records of all accounts come from, also of those that are simulated. */
  public List<RecordSource> sources() {
    return Stream.concat(byName.values().stream(), simulated.values().stream())
        .map(Account::source)
        .toList();
  }

  /** Also one that is simulated. */
  public Optional<Account> find(String name) {
    return Optional.ofNullable((TestChannels.isTest(name) ? simulated : byName).get(name));
  }

  /**
   * The account of a channel.
   *
   * @throws GatewayException if it is no longer configured
   */
  public Account forChannel(Channel channel) {
    return find(channel.account())
        .orElseThrow(
            () ->
                GatewayException.of(
                    FaultCode.UNKNOWN_CHANNEL, "This channel is no longer configured"));
  }
}
