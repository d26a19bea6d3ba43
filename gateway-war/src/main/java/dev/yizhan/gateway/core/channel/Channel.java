package dev.yizhan.gateway.core.channel;

import dev.yizhan.http.Binding;
import dev.yizhan.vendor.VendorClient;

/**
 * A vendor's service over which messages are sent, with an account.
 *
 * @param account the name of the account
 * @param vendor the name of the vendor, for example {@code winic-http}
 * @param transport by which the vendor is called
 * @param rules when it sends, and to whom
 * @param capacity how much it sends at once
 */
public record Channel(
    String name,
    String account,
    String vendor,
    Binding transport,
    VendorConnection connection,
    ChannelRules rules,
    Capacity capacity) {

  /** The client with the current password. */
  public VendorClient client() {
    return connection.client();
  }
}
