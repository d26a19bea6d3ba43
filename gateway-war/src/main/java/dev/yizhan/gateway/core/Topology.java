package dev.yizhan.gateway.core;

import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.AccountLogin;
import dev.yizhan.gateway.core.channel.Channel;
import java.util.List;
import java.util.Map;

/**
 * The vendors' part of one configuration.
 *
 * @param channels with distinct names
 * @param accounts of the channels, with distinct names
 * @param logins by account name
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
