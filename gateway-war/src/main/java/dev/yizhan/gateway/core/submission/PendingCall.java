package dev.yizhan.gateway.core.submission;

import dev.yizhan.vendor.Message;
import java.time.Instant;
import java.util.List;

/**
 * A claimed call: it is stored as running, and no one else makes it.
 *
 * @param key its submission and number
 * @param consumer whose submission it is
 * @param step its channel, route and attempt
 * @param expiresAt when it is not tried any more
 * @param recipients of the call
 * @param message to them, as a vendor plans it
 * @param isPartial whether the stored call may have further recipients, to whom it does not go
 */
public record PendingCall(
    CallKey key,
    String consumer,
    RouteStep step,
    Instant expiresAt,
    List<Recipient> recipients,
    Message message,
    boolean isPartial) {

  /** Copies the list. */
  public PendingCall {
    recipients = List.copyOf(recipients);
  }

  /** The id of its submission. */
  public long submission() {
    return key.submission();
  }

  /** Which of the submission's calls, from 1. */
  public int number() {
    return key.number();
  }

  public String channel() {
    return step.channel();
  }

  /** The gateway's id of the call, which vendors return in reports where they can. */
  public String id() {
    return submission() + "-" + number();
  }
}
