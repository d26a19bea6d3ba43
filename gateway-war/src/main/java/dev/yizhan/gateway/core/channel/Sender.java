package dev.yizhan.gateway.core.channel;

import java.util.OptionalInt;
import java.util.Set;

/**
 * A consumer in its role as sender.
 *
 * @param name of the consumer
 * @param channels over which it may send; empty for all
 * @param routes its own, which take precedence over the global ones
 * @param dailyQuota the most recipients a day
 * @param priority of its submissions
 * @param maxQueued the most of its calls that may wait
 */
public record Sender(
    String name,
    Set<String> channels,
    Routes routes,
    OptionalInt dailyQuota,
    Priority priority,
    OptionalInt maxQueued) {

  /** Copies the set. */
  public Sender {
    channels = Set.copyOf(channels);
  }

  /** A sender without limits. */
  public static Sender unlimited(String name) {
    return limited(name, Set.of(), Routes.NONE, OptionalInt.empty());
  }

  /** A sender of usual messages, of which any number may wait. */
  public static Sender limited(
      String name, Set<String> channels, Routes routes, OptionalInt dailyQuota) {
    return new Sender(name, channels, routes, dailyQuota, Priority.NORMAL, OptionalInt.empty());
  }

  public boolean mayUse(String channel) {
    return channels.isEmpty() || channels.contains(channel);
  }
}
