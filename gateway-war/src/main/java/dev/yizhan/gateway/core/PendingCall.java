package dev.yizhan.gateway.core;

import dev.yizhan.vendor.VendorCall;
import java.time.Instant;

/**
 * A call that has been claimed: it is written down as on its way, and nobody else makes it.
 *
 * @param submission whose
 * @param number which of the submission's calls, from 1
 * @param attempt how often its recipients have been tried, this time counted
 * @param channel over which channel
 * @param expiresAt when it is no longer to be tried
 * @param call what to send
 */
public record PendingCall(
    long submission, int number, int attempt, String channel, Instant expiresAt, VendorCall call) {

  /** What to send, with the id under which it will be known in reports. */
  VendorCall identified() {
    return call.withId(submission + "-" + number);
  }
}
