package dev.yizhan.gateway.core;

import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.AccountLogin;
import dev.yizhan.gateway.core.channel.Channel;
import java.util.List;
import java.util.Map;

/**
 * What one configuration says about vendors.
 *
 * @param channels with different names
 * @param accounts of the channels, with different names
 * @param logins by the account's name
 */
public record Topology(
    List<Channel> channels, List<Account> accounts, Map<String, AccountLogin> logins) {

  /** Copies the collections. */
  public Topology {
    channels = List.copyOf(channels);
    accounts = List.copyOf(accounts);
    logins = Map.copyOf(logins);
  }
}
