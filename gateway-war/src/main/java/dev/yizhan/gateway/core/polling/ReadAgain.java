package dev.yizhan.gateway.core.polling;

import dev.yizhan.gateway.core.record.RecordBatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An unreadable answer that was read again.
 *
 * @param batches its records; empty if it still cannot be read at all
 * @param reason why it cannot be read, wholly or in part
 * @param acknowledgement if it is ticked off all the same
 */
public record ReadAgain(
    UnreadableAnswer answer,
    Optional<List<RecordBatch>> batches,
    Optional<String> reason,
    Optional<Acknowledgement> acknowledgement,
    Instant now) {

  /** Who ticks something off, and why. */
  public record Acknowledgement(String who, String reason) {}

  /** How many records still cannot be read. */
  public int broken() {
    return batches.orElse(List.of()).stream().mapToInt(batch -> batch.broken().size()).sum();
  }

  /** Whether all of it was read. */
  public boolean isComplete() {
    return batches.isPresent() && broken() == 0 && reason.isEmpty();
  }

  /** Whether it is no longer listed. */
  public boolean isResolved() {
    return isComplete() || acknowledgement.isPresent();
  }
}
