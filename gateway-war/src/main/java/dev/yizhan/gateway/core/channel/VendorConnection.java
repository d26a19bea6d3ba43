package dev.yizhan.gateway.core.channel;

import static java.util.Objects.requireNonNull;

import dev.yizhan.http.Transport;
import dev.yizhan.vendor.VendorClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A channel's client at its vendor. The password may change while calls are running. */
public final class VendorConnection implements AutoCloseable {

  private final Transport transport;
  private final Function<String, VendorClient> opener;
  private final Supplier<List<CertificateEnd>> certificateEnds;
  private final Deque<VendorClient> opened = new ArrayDeque<>();
  private volatile VendorClient client;
  private volatile String password;

  private VendorConnection(
      Transport transport,
      Function<String, VendorClient> opener,
      Supplier<List<CertificateEnd>> certificateEnds,
      String password) {
    this.certificateEnds = requireNonNull(certificateEnds, "certificateEnds");
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
   * @param opener opens a client with a password; throws if the vendor does not support it
   * @param certificateEnds the certificates on which calls depend, as far as they are known now
   */
  public static VendorConnection open(
      Transport transport,
      Function<String, VendorClient> opener,
      Supplier<List<CertificateEnd>> certificateEnds,
      String password) {
    return new VendorConnection(transport, opener, certificateEnds, password);
  }

  /** As {@link #open(Transport, Function, Supplier, String)}, without certificates. */
  public static VendorConnection open(
      Transport transport, Function<String, VendorClient> opener, String password) {
    return open(transport, opener, List::of, password);
  }

  /**
   * A connection whose client is the same with every password.
   *
   * @param transport carries polls
   */
  public static VendorConnection fixed(Transport transport, VendorClient client) {
    return open(transport, password -> client, "");
  }

  /** The client with the current password. This connection closes it. */
  public VendorClient client() {
    return client;
  }

  /** The current password; a secret. */
  public String password() {
    return password;
  }

  /** The certificates on which calls depend, as far as they are known now. */
  public List<CertificateEnd> certificateEnds() {
    return certificateEnds.get();
  }

  /** The transport of the client's calls, for a recorder of polls. */
  public Transport transport() {
    return transport;
  }

  /**
   * Opens a client with another password.
   *
   * @return a client that the caller closes
   * @throws RuntimeException if the vendor does not support that password
   */
  public VendorClient openWith(String password) {
    return opener.apply(password);
  }

  /**
   * Prepares a change of the password.
   *
   * @return switches to the new one; running calls finish with the old one
   * @throws RuntimeException if the vendor does not support that password; nothing has changed then
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
