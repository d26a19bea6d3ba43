package dev.yizhan.gateway.core.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with a question.
 *
 * @param account whose
 * @param kind which
 * @param isHeld whether a node asks now
 * @param dueAt when it may be asked next
 * @param pause how long the vendor was left alone last
 * @param since when it was asked first
 * @param answeredAt when it was answered last
 * @param failure why it was not answered the last time
 */
public record PollLease(
    String account,
    PollKind kind,
    boolean isHeld,
    Instant dueAt,
    Duration pause,
    Instant since,
    Optional<Instant> answeredAt,
    Optional<String> failure) {

  /** Nobody is told to wait for longer by his own clock; that of another was wrong then. */
  public static final Duration MAX_CLOCK_ERROR = Duration.ofMinutes(15);

  /**
   * Whether it may be asked.
   *
   * @param now the time
   * @return whether nobody asks, and the vendor has been left alone for long enough
   */
  public boolean isFree(Instant now) {
    return !isHeld
        && (!now.isBefore(dueAt) || dueAt.isAfter(now.plus(pause).plus(MAX_CLOCK_ERROR)));
  }
}
