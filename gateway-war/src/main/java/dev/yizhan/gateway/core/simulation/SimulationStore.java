package dev.yizhan.gateway.core.simulation;

import java.time.Instant;
import java.util.List;

/**
 * What the simulated vendor still has to say. Errors as in {@link
 * dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface SimulationStore {

  /**
   * A stored record.
   *
   * @param id under which it is removed
   */
  record Stored(long id, SimulatedRecord record) {}

  /** Stores records. When it returns, they are durable. */
  void add(List<SimulatedRecord> records);

  /** Some of those whose time has come, the earliest first. */
  List<Stored> due(Instant now, int most);

  /** Removes records that were said. */
  void remove(List<Long> ids);
}
