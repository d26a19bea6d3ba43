package dev.yizhan.gateway.core.problem;

import java.time.Instant;
import java.util.Optional;

/**
 * A condition that needs an operator.
 *
 * @param number the recipient
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
    /** A delivery with an unknown outcome. */
    UNKNOWN_DELIVERY,
    /** A poll with an unknown result: records may be lost. */
    POLL_IN_DOUBT,
    /** An answer or a push that cannot be read; it is retained. */
    UNREADABLE_ANSWER,
    /** A record that cannot be read; it is retained. */
    BROKEN_RECORD,
    /** A vendor does not answer polls. */
    SILENT_ACCOUNT,
    /** The vendor has not confirmed which password is valid. */
    PASSWORD_IN_DOUBT,
    /** The balance is below its threshold. */
    LOW_BALANCE,
    /** Records without an owner. */
    UNOWNED_RECORDS
  }

  /** Shows neither number nor text. */
  @Override
  public String toString() {
    return kind + " " + account.orElse("");
  }
}
