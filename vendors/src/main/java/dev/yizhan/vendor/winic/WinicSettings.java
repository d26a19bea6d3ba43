package dev.yizhan.vendor.winic;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.FullWidth;
import dev.yizhan.codec.PartLength;
import dev.yizhan.http.VendorRequest;
import java.net.URI;

/**
 * An account of winic and how it is used; the same for both of its services.
 *
 * @param address scheme, host and port, without a path: {@code http://service.winic.org:8009}
 * @param user the account
 * @param password its password
 * @param method GET puts the password into the address: POST is the better choice
 * @param recipientsPerCall the most numbers in one call
 * @param widened the characters that go out in full width
 * @param partLength how long a billed part is
 */
public record WinicSettings(
    URI address,
    String user,
    String password,
    VendorRequest.Method method,
    int recipientsPerCall,
    FullWidth widened,
    PartLength partLength) {

  /** Checks that nothing is {@code null} and that a call takes at least one number. */
  public WinicSettings {
    if (address.getHost() == null) {
      throw new IllegalArgumentException("address needs http or https and a host: " + address);
    }
    requireNonNull(user, "user");
    requireNonNull(password, "password");
    requireNonNull(method, "method");
    requireNonNull(widened, "widened");
    requireNonNull(partLength, "partLength");
    if (recipientsPerCall < 1) {
      throw new IllegalArgumentException(
          "recipientsPerCall must be 1 or more: " + recipientsPerCall);
    }
  }

  /**
   * An account of the HTTP service with the document's limits: 100 numbers by GET, 5000 by POST.
   *
   * @param address scheme, host and port
   * @param user the account
   * @param password its password
   * @param method GET or POST
   * @return the settings
   */
  public static WinicSettings http(
      URI address, String user, String password, VendorRequest.Method method) {
    return new WinicSettings(
        address,
        user,
        password,
        method,
        method == VendorRequest.Method.GET ? 100 : 5000,
        FullWidth.WINIC,
        PartLength.DEFAULT);
  }

  /**
   * An account of the asmx service; its document names no limit, 100 numbers by GET and 1000 by
   * POST are taken (vendor-rules §3).
   *
   * @param address scheme, host and port
   * @param user the account
   * @param password its password
   * @param method GET or POST
   * @return the settings
   */
  public static WinicSettings asmx(
      URI address, String user, String password, VendorRequest.Method method) {
    return new WinicSettings(
        address,
        user,
        password,
        method,
        method == VendorRequest.Method.GET ? 100 : 1000,
        FullWidth.WINIC,
        PartLength.DEFAULT);
  }

  /**
   * Shows neither account nor password.
   *
   * @return for example {@code POST http://service.winic.org:8009}
   */
  @Override
  public String toString() {
    return method + " " + address;
  }
}
