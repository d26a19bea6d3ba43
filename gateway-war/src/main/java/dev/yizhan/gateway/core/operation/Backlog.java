package dev.yizhan.gateway.core.operation;

import java.time.Instant;
import java.util.List;

/**
 * Unfinished work in the store.
 *
 * @param due calls that are due and not claimed, by channel
 * @param unknown the number of deliveries with an unknown outcome
 */
public record Backlog(List<Due> due, long unknown) {

  /** Copies the list. */
  public Backlog {
    due = List.copyOf(due);
  }

  /**
   * Due calls over a channel.
   *
   * @param oldest since when the first of them is due
   */
  public record Due(String channel, long calls, Instant oldest) {}
}
