package dev.yizhan.gateway.core.callback;

import dev.yizhan.gateway.core.record.RecordKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the deliveries of one kind of a consumer's records are. A value: each event makes a new
 * one, which is stored before the next thing happens.
 *
 * @param acknowledged the position up to which the receiver has everything
 * @param assigned the last position of the consumer
 * @param batch the one that is delivered now, or was last
 * @param failures since the last delivery that the receiver accepted
 */
public record Progress(
    RecordKind kind, long acknowledged, long assigned, Batch batch, Failures failures) {

  /** How many records a delivery may have at most. */
  public static final int MAX_RECORDS = 1000;

  /** How long a receiver may ask to be left alone. */
  static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  /** A time further in the future was written by a node whose clock is wrong. */
  private static final Duration MAX_CLOCK_ERROR = Duration.ofMinutes(15);

  /** A receiver that fails so often may fail because of a record, or of their number. */
  private static final int FAILURES_BEFORE_NARROWING = 3;

  /**
   * A batch.
   *
   * @param id the same whenever it is tried again
   * @param last its last position
   * @param size how many records the next one may have
   */
  public record Batch(long id, long last, int size) {

    /** Before the first one. */
    public static final Batch NONE = new Batch(0, 0, MAX_RECORDS);
  }

  /**
   * Failures in a row.
   *
   * @param since the first of them
   * @param dueAt when the next attempt is due
   * @param reason of the last one
   * @param isRefused whether the receiver refuses a batch of one record
   */
  public record Failures(
      int count,
      Optional<Instant> since,
      Instant dueAt,
      Optional<String> reason,
      boolean isRefused) {

    /** No failure. */
    public static final Failures NONE =
        new Failures(0, Optional.empty(), Instant.EPOCH, Optional.empty(), false);
  }

  /** Whether a batch was begun and is not accepted. */
  boolean isPending() {
    return batch.last() > acknowledged;
  }

  /** Whether there is something to deliver, and its time has come. */
  boolean isDue(Instant now) {
    return assigned > acknowledged && isTimeToTry(now);
  }

  /** Whether the pause after a failure is over. */
  boolean isTimeToTry(Instant now) {
    Instant dueAt = failures.dueAt();
    return !now.isBefore(dueAt)
        || dueAt.isAfter(now.plus(LONGEST_RETRY_AFTER).plus(MAX_CLOCK_ERROR));
  }

  /** How many positions may be read for the next attempt. */
  int limit(int maxRecords) {
    return isPending()
        ? (int) Math.min(MAX_RECORDS, batch.last() - acknowledged)
        : Math.min(batch.size(), maxRecords);
  }

  /** With a new batch that ends at a position. */
  Progress begun(long id, long last) {
    return new Progress(kind, acknowledged, assigned, new Batch(id, last, batch.size()), failures);
  }

  /** After the receiver has everything up to a position, or it is no longer kept. */
  Progress acceptedUpTo(long position) {
    return new Progress(
        kind,
        position,
        assigned,
        new Batch(batch.id(), batch.last(), Math.min(MAX_RECORDS, batch.size() * 2)),
        Failures.NONE);
  }

  /**
   * After a delivery that was not accepted.
   *
   * @param records how many it had, with the failures
   * @param middle the position of the last record of its first half; the acknowledged one if it had
   *     none
   * @param halfId the id of that half, if it is delivered alone
   * @param pause before the next attempt
   */
  Progress failed(
      Receiver.Answer answer, int records, long middle, long halfId, Duration pause, Instant now) {
    int count = failures.count() + 1;
    boolean isRefused = answer.result() == Receiver.Result.REFUSED;
    boolean isNarrowed =
        records > 1
            && (isRefused
                || answer.result() == Receiver.Result.FAILED && count >= FAILURES_BEFORE_NARROWING);
    Duration asked = answer.retryAfter().orElse(Duration.ZERO);
    Duration bounded = asked.compareTo(LONGEST_RETRY_AFTER) < 0 ? asked : LONGEST_RETRY_AFTER;
    Duration wait = bounded.compareTo(pause) < 0 ? pause : bounded;
    boolean isAtOnce = isNarrowed && isRefused && answer.retryAfter().isEmpty();
    return new Progress(
        kind,
        acknowledged,
        assigned,
        isNarrowed ? new Batch(halfId, middle, Math.max(1, records / 2)) : batch,
        new Failures(
            isAtOnce ? failures.count() : count,
            failures.since().or(() -> Optional.of(now)),
            isAtOnce ? now : now.plus(wait),
            Optional.of(answer.reason()),
            isRefused && records == 1 && middle > acknowledged));
  }
}
