package dev.yizhan.gateway.core.simulation;

import java.time.Instant;
import java.util.Optional;

/**
 * What the simulated vendor will say about a number.
 *
 * @param account to whom
 * @param callId the gateway's id of the call
 * @param number the recipient's
 * @param status of a delivery report; without one, the number replies
 * @param dueAt when, to the millisecond
 */
public record SimulatedRecord(
    String account, String callId, String number, Optional<String> status, Instant dueAt) {

  /** The simulated vendor's id of a call. No vendor has one like it. */
  static String vendorId(String callId) {
    return "test-" + callId;
  }

  /** Shows no number. */
  @Override
  public String toString() {
    return "SimulatedRecord[" + callId + "]";
  }
}
