package dev.yizhan.gateway.core.door;

import dev.yizhan.gateway.core.submission.DeliveryState;
import java.time.Instant;
import java.util.Optional;

/**
 * A delivery of a front door's message that has failed without a vendor's report.
 *
 * @param position of the recipient in its submission
 * @param number of the recipient
 * @param state {@code REJECTED}, {@code EXPIRED} or {@code CANCELLED}
 * @param at when it failed
 * @param reference of the message, which tells the id that the door answered
 * @param requestId of the message, which tells the client's own id
 */
public record FailedDelivery(
    long submission,
    int position,
    String number,
    DeliveryState state,
    Instant at,
    String reference,
    Optional<String> requestId) {

  /** Shows no number. */
  @Override
  public String toString() {
    return "FailedDelivery[" + submission + ", " + position + "]";
  }
}
