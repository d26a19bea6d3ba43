package dev.yizhan.gateway.core.problem;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that wants an operator.
 *
 * @param kind what it is
 * @param account whose account
 * @param channel over which channel
 * @param submission which
 * @param number which recipient
 * @param from when it began
 * @param to when it ended
 * @param detail one sentence
 */
public record Problem(
    Kind kind,
    Optional<String> account,
    Optional<String> channel,
    Optional<Long> submission,
    Optional<String> number,
    Optional<Instant> from,
    Optional<Instant> to,
    String detail) {

  /** Kinds of problems. */
  public enum Kind {
    /** Nobody knows whether a vendor has it. */
    UNKNOWN_DELIVERY,
    /** A vendor may have handed out records that we never got. */
    POLL_IN_DOUBT,
    /** An answer or a push that cannot be read; it is kept. */
    UNREADABLE_ANSWER,
    /** A record that cannot be read; it is kept. */
    BROKEN_RECORD,
    /** A vendor does not answer. */
    SILENT_ACCOUNT,
    /** Nobody knows which password counts. */
    PASSWORD_IN_DOUBT,
    /** There is little left. */
    LOW_BALANCE,
    /** Records that belong to nobody. */
    UNOWNED_RECORDS
  }

  /**
   * Shows no number and no text.
   *
   * @return its kind and account
   */
  @Override
  public String toString() {
    return kind + " " + account.orElse("");
  }
}
