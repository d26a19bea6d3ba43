package dev.yizhan.gateway.core.submission;

import dev.yizhan.vendor.Message;
import java.time.Instant;
import java.util.List;

/**
 * A claimed call: it is stored as running, and no one else makes it.
 *
 * @param submission the id of its submission
 * @param number which of the submission's calls, from 1
 * @param step its channel, route and attempt
 * @param expiresAt when it is not tried any more
 * @param recipients of the call
 * @param message to them, as a vendor plans it
 * @param isLast whether no other call of the submission waited when this one was claimed
 */
public record PendingCall(
    long submission,
    int number,
    RouteStep step,
    Instant expiresAt,
    List<Recipient> recipients,
    Message message,
    boolean isLast) {

  /** Copies the list. */
  public PendingCall {
    recipients = List.copyOf(recipients);
  }

  public String channel() {
    return step.channel();
  }

  /** The gateway's id of the call, which vendors return in reports where they can. */
  public String id() {
    return submission + "-" + number;
  }
}
