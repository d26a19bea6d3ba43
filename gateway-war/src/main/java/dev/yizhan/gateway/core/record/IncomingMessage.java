package dev.yizhan.gateway.core.record;

import java.util.Optional;
import java.util.function.Function;

/**
 * An inbound message as it came.
 *
 * @param to the number or extension that it was sent to, if the vendor reports it
 */
public record IncomingMessage(Head head, Optional<String> to, String text)
    implements IncomingRecord {

  @Override
  public <R> R match(
      Function<? super IncomingReport, ? extends R> report,
      Function<? super IncomingMessage, ? extends R> message) {
    return message.apply(this);
  }

  /** Shows neither number nor text. */
  @Override
  public String toString() {
    return "Message";
  }
}
