package dev.yizhan.sandbox.world;

import dev.yizhan.sandbox.server.RawRequest;
import java.time.Instant;

/**
 * A message that a simulated phone received.
 *
 * @param phone the recipient, in the form that the vendor got
 * @param text decoded
 * @param acceptance by the vendor
 * @param extension digits after the sender's number; empty for none
 * @param customId the client's id for it; empty for none
 * @param request the request that brought it
 */
public record PhoneMessage(
    String phone,
    String text,
    Acceptance acceptance,
    String extension,
    String customId,
    Instant at,
    RawRequest request) {

  /**
   * How a vendor accepted a message.
   *
   * @param vendor the service, for example {@code winic-http}
   * @param id the vendor's id for the message
   * @param account the account that was charged
   */
  public record Acceptance(String vendor, String id, String account) {}

  /** {@return the service that accepted it} */
  public String vendor() {
    return acceptance.vendor();
  }

  /** {@return the vendor's id for it} */
  public String vendorId() {
    return acceptance.id();
  }

  /** {@return the account that was charged} */
  public String account() {
    return acceptance.account();
  }
}
