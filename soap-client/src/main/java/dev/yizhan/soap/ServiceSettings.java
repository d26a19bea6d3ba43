package dev.yizhan.soap;

import static java.util.Objects.requireNonNull;

import dev.yizhan.http.Binding;
import dev.yizhan.http.HttpSettings;
import java.net.URI;

/**
 * Where a service is and how it is spoken to. Immutable.
 *
 * @param address scheme and host, perhaps port and a path before the service's own: {@code
 *     http://service2.winic.org}
 * @param binding SOAP 1.1, SOAP 1.2, POST or GET
 * @param http time-outs, trust, proxy, limits, the name we call ourselves; {@link
 *     HttpSettings#DEFAULT} has 5 s to connect, 30 s for the answer and 4 MiB of it
 */
public record ServiceSettings(URI address, Binding binding, HttpSettings http) {

  private static final int HIGHEST_PORT = 65_535;

  /** Checks the address. */
  public ServiceSettings {
    if (!("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
        || address.getHost() == null
        || address.getPort() > HIGHEST_PORT
        || address.getRawUserInfo() != null
        || address.getRawFragment() != null
        || address.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "address needs http or https and a host, and nothing but a port and a path behind it:"
              + " http://service2.winic.org");
    }
    requireNonNull(binding, "binding");
    requireNonNull(http, "http");
  }

  /**
   * A service with the usual limits.
   *
   * @param address scheme and host
   * @param binding how it is spoken to
   * @return the settings
   */
  public static ServiceSettings of(URI address, Binding binding) {
    return new ServiceSettings(address, binding, HttpSettings.DEFAULT);
  }

  URI resolve(String path) {
    String base = address.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }
}
