package dev.yizhan.gateway.core;

import java.time.Instant;
import java.util.List;

/**
 * A call that is to be made.
 *
 * @param channel over which channel
 * @param route the channels over which it may go, in order; this one among them
 * @param attempt how often its recipients will have been tried when it is made, from 1
 * @param recipients to whom
 * @param dueAt when
 */
public record NewCall(
    String channel, List<String> route, int attempt, List<Recipient> recipients, Instant dueAt) {

  /** Copies the lists. */
  public NewCall {
    route = List.copyOf(route);
    recipients = List.copyOf(recipients);
  }
}
