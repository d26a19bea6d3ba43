package dev.yizhan.gateway.core.operation;

import java.time.Instant;
import java.util.List;

/**
 * What stands in the store and is not done.
 *
 * @param due calls that are due and have not begun, by channel
 * @param unknown recipients of whom nobody knows whether a vendor has their message
 */
public record Backlog(List<Due> due, long unknown) {

  /** Copies the list. */
  public Backlog {
    due = List.copyOf(due);
  }

  /**
   * Calls over a channel.
   *
   * @param channel its name
   * @param calls how many
   * @param oldest since when the first of them is due
   */
  public record Due(String channel, long calls, Instant oldest) {}
}
