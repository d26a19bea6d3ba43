package dev.yizhan.gateway.core.record;

import java.util.Optional;

/**
 * An inbound message as its consumer receives it.
 *
 * @param to the number or extension to which it was sent, if the vendor reports it
 */
public record InboxMessage(Head head, Optional<String> to, String text) implements InboxRecord {

  /** Shows neither number nor text. */
  @Override
  public String toString() {
    return "InboxMessage[" + position() + "]";
  }
}
