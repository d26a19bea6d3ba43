package dev.yizhan.gateway.core.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a question for records ended.
 *
 * @param poll which
 * @param account whose
 * @param question what was asked
 * @param result how
 * @param reason why, where it is not {@link Result#TAKEN}
 * @param answer what came, where nobody kept it yet and it is to be looked at
 * @param batch the records, where there are some
 * @param pause how long the vendor is left alone now
 * @param idle the same where no record is new
 * @param now the time
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
public record PollEnd(
    long poll,
    String account,
    Question question,
    Result result,
    Optional<String> reason,
    Optional<byte[]> answer,
    Optional<Batch> batch,
    Duration pause,
    Duration idle,
    Instant now) {

  /** Ways to end. */
  public enum Result {
    /** The answer was read; its records are in the batch. */
    TAKEN,
    /** The vendor surely handed nothing out: it was not reached, or refused. */
    NOTHING,
    /** The vendor may have handed out what we never got. */
    IN_DOUBT,
    /** The answer is there, and cannot be read. */
    UNREADABLE
  }
}
