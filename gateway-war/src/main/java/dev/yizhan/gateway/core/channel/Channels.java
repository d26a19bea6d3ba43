package dev.yizhan.gateway.core.channel;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All channels by name, in the order of the configuration; others when that changes. */
public final class Channels {

  private volatile Map<String, Channel> byName;

  /**
   * Takes the channels.
   *
   * @param channels with different names
   */
  public Channels(Collection<Channel> channels) {
    byName = indexed(channels);
  }

  private static Map<String, Channel> indexed(Collection<Channel> channels) {
    Map<String, Channel> byName = new LinkedHashMap<>();
    for (Channel channel : channels) {
      if (byName.put(channel.name(), channel) != null) {
        throw new IllegalArgumentException("Two channels are called " + channel.name());
      }
    }
    return byName;
  }

  /**
   * From now on there are these. Calls that run go on over those of before.
   *
   * @param channels with different names
   */
  public void replace(Collection<Channel> channels) {
    byName = indexed(channels);
  }

  /**
   * All of them.
   *
   * @return in order
   */
  public List<Channel> all() {
    return List.copyOf(byName.values());
  }

  /**
   * Finds one.
   *
   * @param name the operator's name for it
   * @return the channel
   */
  public Optional<Channel> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The channel that a consumer means.
   *
   * @param name as given
   * @return the channel
   * @throws GatewayException that lists the names there are
   */
  public Channel named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                GatewayException.of(
                    FaultCode.UNKNOWN_CHANNEL,
                    "There is no channel of that name; there are " + byName.keySet()));
  }

  /**
   * The channel that a consumer means, and may use.
   *
   * @param name as given
   * @param sender who asks
   * @return the channel
   * @throws GatewayException that lists the names that it may use
   */
  public Channel named(String name, Sender sender) {
    Channel channel =
        find(name)
            .orElseThrow(
                () ->
                    GatewayException.of(
                        FaultCode.UNKNOWN_CHANNEL,
                        "There is no channel of that name; there are " + usableBy(sender)));
    if (!sender.mayUse(name)) {
      throw GatewayException.of(
          FaultCode.NOT_ALLOWED,
          "This consumer may not use that channel; it may use " + usableBy(sender));
    }
    return channel;
  }

  /** The names of the channels that a consumer may use, in order. */
  public List<String> usableBy(Sender sender) {
    return byName.keySet().stream().filter(sender::mayUse).toList();
  }
}
