package dev.yizhan.gateway.core;

import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.AccountLogin;
import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.channel.Channel;
import java.util.List;
import java.util.Map;

/**
 * The channels, accounts and callbacks of one configuration.
 *
 * @param channels with distinct names
 * @param accounts of the channels, with distinct names
 * @param logins by account name
 * @param callbacks with distinct ids
 * @param codes with which the vendor of each channel rejects, by the channel's name
 */
public record Topology(
    List<Channel> channels,
    List<Account> accounts,
    Map<String, AccountLogin> logins,
    List<Callback> callbacks,
    Map<String, List<ResultCode>> codes) {

  /** Copies the collections. */
  public Topology {
    channels = List.copyOf(channels);
    accounts = List.copyOf(accounts);
    logins = Map.copyOf(logins);
    callbacks = List.copyOf(callbacks);
    codes = Map.copyOf(codes);
  }

  /** Without callbacks and codes. */
  public Topology(
      List<Channel> channels, List<Account> accounts, Map<String, AccountLogin> logins) {
    this(channels, accounts, logins, List.of(), Map.of());
  }
}
