package dev.yizhan.gateway.core.channel;

import dev.yizhan.http.Binding;
import dev.yizhan.vendor.VendorClient;

/**
 * A way to send over an account.
 *
 * @param name the operator's name for it
 * @param account the name of the account
 * @param vendor the name of the vendor, for example {@code winic-http}
 * @param transport by which the vendor is called
 * @param connection to the vendor
 * @param rules when it sends, and to whom
 */
public record Channel(
    String name,
    String account,
    String vendor,
    Binding transport,
    VendorConnection connection,
    ChannelRules rules) {

  /**
   * The client with the password that is used now.
   *
   * @return the client
   */
  public VendorClient client() {
    return connection.client();
  }
}
