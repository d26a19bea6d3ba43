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
 * @param traffic whether its messages are real
 */
public record Sender(
    String name,
    Set<String> channels,
    Routes routes,
    OptionalInt dailyQuota,
    Priority priority,
    OptionalInt maxQueued,
    Traffic traffic) {

  /** Whether messages go to vendors. */
  public enum Traffic {
    REAL,
    /** Over {@link TestChannels} only. */
    TEST
  }

  /** A sender of real messages. */
  public Sender(
      String name,
      Set<String> channels,
      Routes routes,
      OptionalInt dailyQuota,
      Priority priority,
      OptionalInt maxQueued) {
    this(name, channels, routes, dailyQuota, priority, maxQueued, Traffic.REAL);
  }

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

  public boolean isTest() {
    return traffic == Traffic.TEST;
  }

  /** Whether it may send over a channel of the configuration, or what simulates it. */
  public boolean mayUse(String channel) {
    return channels.isEmpty() || channels.contains(channel);
  }

  /** The name of the channel over which its messages go where a channel is named. */
  public String over(String channel) {
    return isTest() ? TestChannels.nameOf(TestChannels.simulated(channel)) : channel;
  }
}
