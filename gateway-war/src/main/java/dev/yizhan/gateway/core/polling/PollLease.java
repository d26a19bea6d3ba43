package dev.yizhan.gateway.core.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of one kind of poll of an account.
 *
 * @param holder who is polling now
 * @param dueAt when the next poll is due
 * @param pause before that
 * @param since when this kind was first polled
 * @param answeredAt when the vendor last answered
 * @param failure of the last poll
 */
public record PollLease(
    String account,
    PollKind kind,
    Holder holder,
    Instant dueAt,
    Duration pause,
    Instant since,
    Optional<Instant> answeredAt,
    Optional<String> failure) {

  /** A {@code dueAt} further in the future was written by a node whose clock is wrong. */
  public static final Duration MAX_CLOCK_ERROR = Duration.ofMinutes(15);

  /** Who holds a lease. */
  public enum Holder {
    /** Nobody is polling. */
    NOBODY,
    /** The node that asks. */
    THIS_NODE,
    /** Another node. */
    OTHER_NODE
  }

  /** Whether a node is polling now. */
  public boolean isHeld() {
    return holder != Holder.NOBODY;
  }

  /** Whether no node holds it and the next poll is due. */
  public boolean isFree(Instant now) {
    return !isHeld()
        && (!now.isBefore(dueAt) || dueAt.isAfter(now.plus(pause).plus(MAX_CLOCK_ERROR)));
  }
}
