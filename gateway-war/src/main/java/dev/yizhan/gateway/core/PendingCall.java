package dev.yizhan.gateway.core;

import dev.yizhan.vendor.Message;
import java.time.Instant;
import java.util.List;

/**
 * A call that has been claimed: it is written down as on its way, and nobody else makes it.
 *
 * @param submission whose
 * @param number which of the submission's calls, from 1
 * @param attempt how often its recipients have been tried, this time counted
 * @param channel over which channel
 * @param route the channels over which it may go, in order; this one among them
 * @param expiresAt when it is no longer to be tried
 * @param recipients to whom
 * @param content what to send
 * @param isLast whether no other call of the submission waited when this one was claimed
 */
public record PendingCall(
    long submission,
    int number,
    int attempt,
    String channel,
    List<String> route,
    Instant expiresAt,
    List<Recipient> recipients,
    Content content,
    boolean isLast) {

  /** Copies the lists. */
  public PendingCall {
    route = List.copyOf(route);
    recipients = List.copyOf(recipients);
  }

  /** The id under which reports will know it. */
  String id() {
    return submission + "-" + number;
  }

  /** What a vendor is to plan. */
  Message message() {
    return content.to(recipients);
  }
}
