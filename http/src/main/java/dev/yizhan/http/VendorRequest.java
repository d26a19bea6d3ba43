package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request to a vendor's server.
 *
 * @param address of a GET, including the query
 * @param contentType empty for a GET
 * @param body empty for a GET
 * @param headers other headers than Content-Type, by name
 */
@SuppressWarnings("ArrayRecordComponent") // Requests are not compared.
public record VendorRequest(
    Method method, URI address, String contentType, byte[] body, Map<String, String> headers) {

  /** The HTTP method. */
  public enum Method {
    /** All parameters in the address, including passwords: only if a vendor demands it. */
    GET,
    /** All parameters in the body. */
    POST
  }

  private static final byte[] NO_BODY = {};
  private static final String FORM = "application/x-www-form-urlencoded";

  /** Checks that nothing is {@code null} and that the address has a host. */
  public VendorRequest {
    requireNonNull(method, "method");
    requireNonNull(contentType, "contentType");
    requireNonNull(body, "body");
    headers = Map.copyOf(headers);
    if (address.getHost() == null) {
      throw new IllegalArgumentException(
          "address needs http or https and a host: " + withoutQuery(address));
    }
  }

  /**
   * A form, in the body of a POST or in the query of a GET.
   *
   * @param address without a query
   * @param form encoded
   */
  public static VendorRequest form(Method method, URI address, String form) {
    return switch (method) {
      case GET ->
          new VendorRequest(method, URI.create(address + "?" + form), "", NO_BODY, Map.of());
      case POST ->
          new VendorRequest(
              method, address, FORM, form.getBytes(StandardCharsets.US_ASCII), Map.of());
    };
  }

  /**
   * Without the query, which may contain passwords and numbers: {@code POST
   * http://service.winic.org:8009/sys_port/gateway/index.asp}.
   */
  @Override
  public String toString() {
    return method + " " + withoutQuery(address);
  }

  private static String withoutQuery(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
  }
}
