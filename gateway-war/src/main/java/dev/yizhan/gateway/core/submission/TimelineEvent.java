package dev.yizhan.gateway.core.submission;

import dev.yizhan.codec.PhoneNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * What people did to a submission.
 *
 * @param at when
 * @param kind what
 * @param recipient to which recipient, if not to all
 * @param state into which state that brought them
 * @param who the consumer that did it
 * @param reason why
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
    /** What waited was taken back. */
    CANCELLED,
    /** An operator told what became of an unknown delivery. */
    SETTLED
  }
}
