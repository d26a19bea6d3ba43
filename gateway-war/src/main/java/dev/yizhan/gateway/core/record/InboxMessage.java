package dev.yizhan.gateway.core.record;

import java.util.Optional;

/**
 * An inbound message as its consumer gets it.
 *
 * @param to the number or extension that it was sent to, if the vendor reports it
 */
public record InboxMessage(Head head, Optional<String> to, String text) implements InboxRecord {

  /** Shows neither number nor text. */
  @Override
  public String toString() {
    return "InboxMessage[" + position() + "]";
  }
}
