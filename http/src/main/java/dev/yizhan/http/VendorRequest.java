package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request to a vendor.
 *
 * @param method GET or POST
 * @param address where to; of a GET with the query in it
 * @param contentType of the body, empty for a GET
 * @param body the bytes that go out, empty for a GET
 * @param headers further headers, by name
 */
@SuppressWarnings("ArrayRecordComponent") // The body is what goes out; requests are not compared.
public record VendorRequest(
    Method method, URI address, String contentType, byte[] body, Map<String, String> headers) {

  /** How it goes. */
  public enum Method {
    /** Everything in the address, passwords too: only where a vendor demands it. */
    GET,
    /** The parameters in the body. */
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
          "address needs http or https and a host: " + plain(address));
    }
  }

  /**
   * A form, in the body or behind the address.
   *
   * @param method GET or POST
   * @param address without a query
   * @param form the form, encoded already
   * @return the request
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
   * Shows the address without its query, since passwords and numbers stand there.
   *
   * @return for example {@code POST http://service.winic.org:8009/sys_port/gateway/index.asp}
   */
  @Override
  public String toString() {
    return method + " " + plain(address);
  }

  private static String plain(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
  }
}
