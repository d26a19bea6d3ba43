package dev.yizhan.gateway.core.submission;

import java.util.List;

/**
 * Calls that this node has claimed.
 *
 * @param calls to be made
 * @param stopped calls whose recipients, all or some, have opted out since they were accepted
 */
public record ClaimedCalls(List<ClaimedCall> calls, List<Stopped> stopped) {

  /** Copies the lists. */
  public ClaimedCalls {
    calls = List.copyOf(calls);
    stopped = List.copyOf(stopped);
  }

  /**
   * Recipients of a call that get nothing.
   *
   * @param consumer who sent
   * @param recipients how many
   * @param isWhole whether nobody is left, so that the call has ended
   */
  public record Stopped(CallKey call, String consumer, int recipients, boolean isWhole) {}
}
