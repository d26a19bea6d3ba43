package dev.yizhan.gateway.core.record;

import java.util.List;
import java.util.Optional;

/**
 * The records of one answer or push.
 *
 * @param broken raw records that could not be read
 * @param note what else is wrong with the answer
 */
public record RecordBatch(
    RecordSource source,
    RecordKind kind,
    List<IncomingRecord> records,
    List<String> broken,
    Optional<String> note) {

  /** Copies the lists. */
  public RecordBatch {
    records = List.copyOf(records);
    broken = List.copyOf(broken);
  }

  /** Whether it contains no record and no note. */
  public boolean isEmpty() {
    return records.isEmpty() && broken.isEmpty() && note.isEmpty();
  }

  /**
   * Counts only: numbers and texts stay out of logs.
   *
   * @return for example {@code 3 REPORTS, 0 broken}
   */
  @Override
  public String toString() {
    return records.size() + " " + kind + ", " + broken.size() + " broken";
  }
}
