package dev.yizhan.soap;

import static java.util.Objects.requireNonNull;

import dev.yizhan.http.Binding;
import dev.yizhan.http.HttpSettings;
import java.net.URI;

/**
 * The address and protocol of a service. Immutable.
 *
 * @param address scheme and host, optionally a port and a path that precedes the service's path:
 *     {@code http://service2.winic.org}
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
          "address needs http or https and a host, and may have a port and a path only:"
              + " http://service2.winic.org");
    }
    requireNonNull(binding, "binding");
    requireNonNull(http, "http");
  }

  /** With {@link HttpSettings#DEFAULT}. */
  public static ServiceSettings of(URI address, Binding binding) {
    return new ServiceSettings(address, binding, HttpSettings.DEFAULT);
  }

  URI resolve(String path) {
    String base = address.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }
}
