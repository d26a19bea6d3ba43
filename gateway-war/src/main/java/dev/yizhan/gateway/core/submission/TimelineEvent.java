package dev.yizhan.gateway.core.submission;

import dev.yizhan.codec.PhoneNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * A manual change of a submission.
 *
 * @param recipient empty if it concerns all
 * @param state the resulting one
 * @param who the consumer or operator
 */
public record TimelineEvent(
    Instant at,
    Kind kind,
    Optional<PhoneNumber> recipient,
    DeliveryState state,
    String who,
    Optional<String> reason) {

  /** Kinds of events. */
  public enum Kind {
    /** Waiting deliveries were cancelled. */
    CANCELLED,
    /** An operator settled an unknown delivery. */
    SETTLED
  }
}
