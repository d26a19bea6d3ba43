package dev.yizhan.door;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A delivery report.
 *
 * @param id of the message or of its number, as the door answered it
 * @param number in China without a prefix, abroad with {@code +}
 * @param status the vendor's word for it; may be empty
 * @param time in China, whole seconds
 * @param clientId the client's own id of the message
 */
public record DoorReport(
    long id,
    String number,
    Status state,
    String status,
    LocalDateTime time,
    Optional<String> clientId) {

  /** What the report says. */
  public enum Status {
    /** The message has reached the phone. */
    DELIVERED,
    /** It has not, and will not. */
    FAILED,
    /** It is not known yet. */
    PENDING
  }

  /** Shows no number. */
  @Override
  public String toString() {
    return "DoorReport[" + id + ", " + state + "]";
  }
}
