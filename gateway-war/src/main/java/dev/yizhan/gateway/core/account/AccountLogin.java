package dev.yizhan.gateway.core.account;

import dev.yizhan.gateway.core.channel.VendorConnection;
import dev.yizhan.vendor.VendorClient;
import java.util.List;

/**
 * The password of an account and the connections that use it.
 *
 * @param configuredPassword the password in the configuration
 * @param primary the connection over which passwords are changed and checked
 * @param connections of all the account's channels
 */
public record AccountLogin(
    String configuredPassword, VendorConnection primary, List<VendorConnection> connections) {

  /** Copies the list. */
  public AccountLogin {
    connections = List.copyOf(connections);
  }

  /** Opens a client, which the caller closes. */
  VendorClient openWith(String password) {
    return primary.openWith(password);
  }

  /**
   * Prepares all connections for another password.
   *
   * @return switches all of them to it
   * @throws RuntimeException if a connection cannot use it; nothing has changed then
   */
  Runnable prepare(String password) {
    List<Runnable> prepared =
        connections.stream().map(connection -> connection.prepare(password)).toList();
    return () -> prepared.forEach(Runnable::run);
  }

  /** Shows no password. */
  @Override
  public String toString() {
    return "AccountLogin";
  }
}
