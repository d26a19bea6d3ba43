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
 */
public record Sender(String name, Set<String> channels, Routes routes, OptionalInt dailyQuota) {

  /** Copies the set. */
  public Sender {
    channels = Set.copyOf(channels);
  }

  /** A sender without limits. */
  public static Sender unlimited(String name) {
    return new Sender(name, Set.of(), Routes.NONE, OptionalInt.empty());
  }

  public boolean mayUse(String channel) {
    return channels.isEmpty() || channels.contains(channel);
  }
}
