package dev.yizhan.vendor.record;

import static java.util.Objects.requireNonNull;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * An inbound message.
 *
 * @param number the sender's, as the vendor writes it
 * @param to the port, extension or number that it was sent to; empty if the vendor does not report
 *     it
 * @param time China time; empty if the vendor does not report it
 * @param vendorId the vendor's id of the message, if it has one
 * @param customId the client's id of the call that it replies to; empty if the vendor does not
 *     report it
 */
public record Reply(
    String number,
    String text,
    Optional<String> to,
    Optional<LocalDateTime> time,
    Optional<String> vendorId,
    Optional<String> customId) {

  /** Checks that nothing is {@code null}. */
  public Reply {
    requireNonNull(number, "number");
    requireNonNull(text, "text");
    requireNonNull(to, "to");
    requireNonNull(time, "time");
    requireNonNull(vendorId, "vendorId");
    requireNonNull(customId, "customId");
  }

  /**
   * Shows neither number nor text.
   *
   * @return the time
   */
  @Override
  public String toString() {
    return "Reply[" + time.map(LocalDateTime::toString).orElse("") + "]";
  }
}
