package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A message from a phone.
 *
 * @param number who wrote, as the vendor writes it
 * @param text what
 * @param to the port, extension or number that was written to, where the vendor tells it
 * @param time when, China time, where the vendor tells it
 * @param vendorId the vendor's id of it, where it has one
 * @param customId our id of the call that is answered, where the vendor knows it
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
