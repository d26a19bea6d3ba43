package dev.yizhan.gateway.core.inbox;

import java.util.List;
import java.util.Optional;

/**
 * What stood in one answer or push.
 *
 * @param account whose
 * @param kind of all its records
 * @param channels over which the account's messages go
 * @param ownership whose records are that belong to no submission
 * @param arrivals the records, in order
 * @param broken what could not be read, as it came
 * @param note what else is wrong with the answer
 */
public record Batch(
    String account,
    Kind kind,
    List<String> channels,
    Ownership ownership,
    List<Arrival> arrivals,
    List<String> broken,
    Optional<String> note) {

  /** Copies the lists. */
  public Batch {
    channels = List.copyOf(channels);
    arrivals = List.copyOf(arrivals);
    broken = List.copyOf(broken);
  }

  /**
   * Whether there is nothing in it.
   *
   * @return whether it had no record at all
   */
  public boolean isEmpty() {
    return arrivals.isEmpty() && broken.isEmpty() && note.isEmpty();
  }

  /**
   * Counts only: numbers and texts stay out of logs.
   *
   * @return for example {@code 3 REPORTS, 0 broken}
   */
  @Override
  public String toString() {
    return arrivals.size() + " " + kind + ", " + broken.size() + " broken";
  }
}
