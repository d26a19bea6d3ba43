package dev.yizhan.gateway.core.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that an operator did.
 *
 * @param who the operator's name
 * @param target a submission's id, a channel; phone numbers masked
 */
public record JournalEntry(
    Instant at, String who, Action action, String target, Optional<String> reason) {

  /** What was done. */
  public enum Action {
    /** An unknown delivery was settled. */
    SETTLED,
    /** Waiting deliveries of a submission were cancelled. */
    CANCELLED,
    /** A channel was suspended. */
    SUSPENDED,
    /** A channel was resumed. */
    RESUMED,
    /** A record was skipped that a callback refuses. */
    SKIPPED,
    /** An answer that could not be read was read again. */
    READ_AGAIN,
    /** An answer that cannot be read was ticked off. */
    TICKED_OFF,
    /** A vendor was asked to register an account. */
    REGISTERS_ACCOUNT,
    /** A vendor was asked to change the password of an account. */
    CHANGES_PASSWORD,
    /** An operator sends a message as a consumer. */
    SENDS,
    /** An operator has seen the text of a message. */
    READ_TEXT,
    /** A number was put on a list of opt-outs. */
    ADDED_OPT_OUT,
    /** A number was taken from a list of opt-outs. */
    LIFTED_OPT_OUT,
    /** An operator signed in to the console. */
    SIGNED_IN,
    /** An operator signed out of the console. */
    SIGNED_OUT
  }

  /** An entry without a reason. */
  public static JournalEntry of(Instant at, String who, Action action, String target) {
    return new JournalEntry(at, who, action, target, Optional.empty());
  }
}
