package dev.yizhan.gateway.core.channel;

import java.util.OptionalInt;
import java.util.Set;

/**
 * A consumer as far as it sends.
 *
 * @param name whose messages they are
 * @param channels over which it may send; empty for all
 * @param routes its own, before those of everybody
 * @param dailyQuota to how many recipients a day, if there is a limit
 */
public record Sender(String name, Set<String> channels, Routes routes, OptionalInt dailyQuota) {

  /** Copies the set. */
  public Sender {
    channels = Set.copyOf(channels);
  }

  /**
   * One without limits.
   *
   * @param name whose messages they are
   * @return who may send over all channels
   */
  public static Sender unlimited(String name) {
    return new Sender(name, Set.of(), Routes.NONE, OptionalInt.empty());
  }

  /**
   * Whether it may use a channel.
   *
   * @param channel its name
   * @return whether it is among its channels
   */
  public boolean mayUse(String channel) {
    return channels.isEmpty() || channels.contains(channel);
  }
}
