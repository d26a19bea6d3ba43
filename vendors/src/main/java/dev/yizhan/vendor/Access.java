package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.soap.ServiceSettings;
import java.net.URI;

/**
 * Where a vendor is, how it is spoken to, and by whom.
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
   * Refuses SOAP where a vendor has none.
   *
   * @param vendor its name
   */
  public void refuseSoap(String vendor) {
    if (binding.isSoap()) {
      throw new IllegalArgumentException(vendor + " takes HTTP_POST and HTTP_GET, not " + binding);
    }
  }
}
