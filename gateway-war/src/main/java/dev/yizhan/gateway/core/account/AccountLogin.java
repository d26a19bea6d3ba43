package dev.yizhan.gateway.core.account;

import dev.yizhan.gateway.core.channel.VendorConnection;
import dev.yizhan.vendor.VendorClient;
import java.util.List;

/**
 * The password of an account and who uses it.
 *
 * @param configured the password in the configuration
 * @param changing the connection over which the vendor is asked to change it
 * @param all connections of the account's channels
 */
public record AccountLogin(
    String configured, VendorConnection changing, List<VendorConnection> all) {

  /** Copies the list. */
  public AccountLogin {
    all = List.copyOf(all);
  }

  /** Opens a client that the caller closes. */
  VendorClient openWith(String password) {
    return changing.openWith(password);
  }

  /**
   * Prepares all connections for another password.
   *
   * @return has all of them use it from then on
   * @throws RuntimeException if one of them cannot take it; nothing has changed then
   */
  Runnable prepare(String password) {
    List<Runnable> prepared = all.stream().map(connection -> connection.prepare(password)).toList();
    return () -> prepared.forEach(Runnable::run);
  }

  /** Shows no password. */
  @Override
  public String toString() {
    return "AccountLogin";
  }
}
