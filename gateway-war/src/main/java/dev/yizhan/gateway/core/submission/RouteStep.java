package dev.yizhan.gateway.core.submission;

import java.util.List;

/**
 * A call's position on its route.
 *
 * @param route the names of all candidate channels, in order, this one among them
 * @param attempt from 1, over all channels
 */
public record RouteStep(String channel, List<String> route, int attempt) {

  /** Copies the list. */
  public RouteStep {
    route = List.copyOf(route);
  }

  /** The same attempt over another channel of the route. */
  public RouteStep over(String newChannel) {
    return new RouteStep(newChannel, route, attempt);
  }

  /** The next attempt, on the same channel. */
  public RouteStep again() {
    return new RouteStep(channel, route, attempt + 1);
  }
}
