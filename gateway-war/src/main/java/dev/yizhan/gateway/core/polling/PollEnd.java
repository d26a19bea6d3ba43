package dev.yizhan.gateway.core.polling;

import dev.yizhan.gateway.core.record.RecordBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of a poll for records.
 *
 * @param poll which
 * @param result how it ended
 * @param reason why, if it is not {@link Result#TAKEN}
 * @param answer what came, if it is not stored yet and an operator needs it
 * @param batch the records, if there are any
 * @param pauses until the next poll
 * @param now the time
 */
@SuppressWarnings("ArrayRecordComponent") // Stored once, never compared.
public record PollEnd(
    Poll poll,
    Result result,
    Optional<String> reason,
    Optional<byte[]> answer,
    Optional<RecordBatch> batch,
    Pauses pauses,
    Instant now) {

  /**
   * A poll.
   *
   * @param id given when its lease was taken
   * @param account the name of the account
   * @param kind what was polled
   */
  public record Poll(long id, String account, PollKind kind) {}

  /**
   * Pauses until the next poll.
   *
   * @param busy if a record is new
   * @param idle if none is
   */
  public record Pauses(Duration busy, Duration idle) {

    /** The same in both cases. */
    public static Pauses of(Duration pause) {
      return new Pauses(pause, pause);
    }
  }

  /** Results of a poll. */
  public enum Result {
    /** The answer was read; its records are in the batch. */
    TAKEN,
    /** The vendor certainly handed nothing out: it was not reached, or it refused. */
    NOTHING,
    /** The vendor may have handed out records that were not received. */
    IN_DOUBT,
    /** The answer was received and cannot be read. */
    UNREADABLE
  }
}
