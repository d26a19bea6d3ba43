package dev.yizhan.gateway.core.task;

import java.time.Duration;

/**
 * Intervals and pauses of a node's work.
 *
 * @param checkInterval of checks for due work and suspended channels
 * @param heartbeatInterval of this node's heartbeats and of checks of other nodes
 * @param lease how long another node may stay without a heartbeat before it is declared dead
 * @param firstPause before the first retry of an unsent call; doubled for each further one
 * @param longestPause the limit of that doubling
 */
public record Timing(
    Duration checkInterval,
    Duration heartbeatInterval,
    Duration lease,
    Duration firstPause,
    Duration longestPause) {

  /** 1 s; 5 s and 30 s; 5 s to 5 min. */
  public static final Timing DEFAULT =
      new Timing(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5));

  private static final int LAST_DOUBLING = 16;

  /**
   * The pause after an attempt.
   *
   * @param attempt from 1
   */
  public Duration retryPause(int attempt) {
    Duration doubled = firstPause.multipliedBy(1L << Math.min(attempt - 1, LAST_DOUBLING));
    return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
  }
}
