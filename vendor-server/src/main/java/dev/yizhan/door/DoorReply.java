package dev.yizhan.door;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * An inbound message.
 *
 * @param id unique among those of the caller
 * @param number of the sender
 * @param to the number or extension that it was sent to; empty if unknown
 * @param time in China, whole seconds
 * @param clientId the client's own id of the message that is answered
 */
public record DoorReply(
    long id, String number, String text, String to, LocalDateTime time, Optional<String> clientId) {

  /** Shows neither number nor text. */
  @Override
  public String toString() {
    return "DoorReply[" + id + "]";
  }
}
