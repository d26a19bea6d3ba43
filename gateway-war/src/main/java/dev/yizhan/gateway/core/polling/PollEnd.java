package dev.yizhan.gateway.core.polling;

import dev.yizhan.gateway.core.record.RecordBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of a poll for records.
 *
 * @param reason why, if it is not {@link Result#TAKEN}
 * @param answer received, not stored yet, and needed by an operator
 * @param batch the records, if there are any
 * @param pauses until the next poll
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
   * @param id assigned when its lease was acquired
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
    /** The vendor certainly returned no records: it was not reached, or it refused. */
    NOTHING,
    /** The vendor may have returned, and deleted, records that were not received. */
    IN_DOUBT,
    /** The answer was received and cannot be read. */
    UNREADABLE
  }
}
