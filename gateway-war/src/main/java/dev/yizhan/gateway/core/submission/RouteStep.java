package dev.yizhan.gateway.core.submission;

import java.util.List;

/**
 * Where a call stands on its route.
 *
 * @param channel over which it is made
 * @param route the names of the channels over which it may be made, in order; this one among them
 * @param attempt how often its recipients were tried, this time included
 */
public record RouteStep(String channel, List<String> route, int attempt) {

  /** Copies the list. */
  public RouteStep {
    route = List.copyOf(route);
  }

  /** The same route over another channel of it. */
  public RouteStep over(String newChannel) {
    return new RouteStep(newChannel, route, attempt);
  }

  /** The next attempt, on the same channel. */
  public RouteStep again() {
    return new RouteStep(channel, route, attempt + 1);
  }
}
