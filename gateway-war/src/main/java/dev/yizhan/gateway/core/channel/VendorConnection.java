package dev.yizhan.gateway.core.channel;

import static java.util.Objects.requireNonNull;

import dev.yizhan.http.Transport;
import dev.yizhan.vendor.VendorClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/** A channel's client at its vendor. The password may change while calls are running. */
public final class VendorConnection implements AutoCloseable {

  private final Transport transport;
  private final Function<String, VendorClient> opener;
  private final Deque<VendorClient> opened = new ArrayDeque<>();
  private volatile VendorClient client;
  private String password;

  private VendorConnection(
      Transport transport, Function<String, VendorClient> opener, String password) {
    this.transport = requireNonNull(transport, "transport");
    this.opener = requireNonNull(opener, "opener");
    this.password = requireNonNull(password, "password");
    this.client = opener.apply(password);
    opened.push(client);
  }

  /**
   * Opens a client with the configured password.
   *
   * @param transport carries the client's calls; its owner closes it
   * @param opener opens a client with a password; throws if the vendor cannot take that password
   * @param password the configured one
   * @return the connection
   */
  public static VendorConnection open(
      Transport transport, Function<String, VendorClient> opener, String password) {
    return new VendorConnection(transport, opener, password);
  }

  /**
   * A connection whose client is the same with every password.
   *
   * @param transport carries polls
   * @param client the client
   * @return the connection
   */
  public static VendorConnection fixed(Transport transport, VendorClient client) {
    return new VendorConnection(transport, password -> client, "");
  }

  /**
   * The client with the password that is used now.
   *
   * @return the client, which this connection closes
   */
  public VendorClient client() {
    return client;
  }

  /**
   * What carries the client's calls.
   *
   * @return the transport, for a recorder of polls
   */
  public Transport transport() {
    return transport;
  }

  /**
   * Opens another client beside the one that is used.
   *
   * @param password of the other client
   * @return a client that the caller closes
   * @throws RuntimeException if the vendor cannot take that password
   */
  public VendorClient openWith(String password) {
    return opener.apply(password);
  }

  /**
   * Prepares a change of the password.
   *
   * @param password the new one
   * @return uses it from then on; calls that are running finish with the old one
   * @throws RuntimeException if the vendor cannot take that password; nothing has changed then
   */
  public synchronized Runnable prepare(String password) {
    if (password.equals(this.password)) {
      return () -> {};
    }
    VendorClient next = opener.apply(password);
    opened.push(next);
    return () -> use(password, next);
  }

  private synchronized void use(String next, VendorClient opened) {
    client = opened;
    password = next;
  }

  @Override
  public synchronized void close() {
    opened.forEach(VendorClient::close);
  }
}
