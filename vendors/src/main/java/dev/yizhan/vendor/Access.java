package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.soap.ServiceSettings;
import java.net.URI;
import java.util.Set;

/**
 * A vendor's address, the transport, and the account.
 *
 * @param address scheme and host, perhaps port and a path before the vendor's own: {@code
 *     http://service.winic.org:8009}
 * @param binding which of the vendor's transports; POST is the usual choice
 * @param credentials the account
 */
public record Access(URI address, Binding binding, Credentials credentials) {

  /** Checks the address. */
  public Access {
    requireNonNull(ServiceSettings.of(address, binding), "settings");
    requireNonNull(credentials, "credentials");
  }

  /**
   * The same for the SOAP clients.
   *
   * @return with the HTTP settings of the transport that carries it
   */
  public ServiceSettings service() {
    return ServiceSettings.of(address, binding);
  }

  /**
   * Checks the transport.
   *
   * @param transports those of the vendor
   * @throws IllegalArgumentException that lists them, if this one is not among them
   */
  public void requireOneOf(Set<Binding> transports) {
    if (!transports.contains(binding)) {
      throw new IllegalArgumentException(
          "This vendor has the transports " + transports + ", not " + binding);
    }
  }

  /**
   * The same with another password.
   *
   * @param password in clear
   * @return a copy
   */
  public Access withPassword(String password) {
    return new Access(address, binding, new Credentials(credentials.user(), password));
  }
}
