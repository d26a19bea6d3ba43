package dev.yizhan.gateway.core.submission;

import dev.yizhan.codec.PhoneNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of a submission that is neither a call nor a report.
 *
 * @param recipient empty if it concerns all
 * @param state the resulting one
 * @param who the consumer or operator, or the gateway itself
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
    SETTLED,
    /** A report that was matched by number was about another message. */
    MATCH_UNDONE
  }
}
