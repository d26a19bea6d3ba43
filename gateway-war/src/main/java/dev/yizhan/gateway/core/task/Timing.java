package dev.yizhan.gateway.core.task;

import java.time.Duration;

/**
 * How often a node looks, and how long it waits.
 *
 * @param checkInterval how often for work that is due, and for what operators did to channels
 * @param heartbeatInterval how often it tells that it lives, and looks whether others do
 * @param lease after how long without a word another node is taken for dead
 * @param firstPause before what was surely not sent is tried again; doubled each time
 * @param longestPause above which it does not grow
 */
public record Timing(
    Duration checkInterval,
    Duration heartbeatInterval,
    Duration lease,
    Duration firstPause,
    Duration longestPause) {

  /** A second; 5 s and 30 s; 5 s to 5 min. */
  public static final Timing DEFAULT =
      new Timing(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5));

  private static final int LAST_DOUBLING = 16;

  /** The pause behind an attempt, from 1. */
  public Duration retryPause(int attempt) {
    Duration doubled = firstPause.multipliedBy(1L << Math.min(attempt - 1, LAST_DOUBLING));
    return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
  }
}
