package dev.yizhan.gateway.core.channel;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All channels by name, in the order of the configuration; replaced when it is reloaded. Beside
 * each there may be one that simulates it.
 */
public final class Channels {

  private volatile Map<String, Channel> byName;
  private volatile Map<String, Channel> simulated = Map.of();

  /**
   * Creates the first set.
   *
   * @param channels with distinct names
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
   * Replaces all channels. Running calls finish over the old ones.
   *
   * @param channels with distinct names
   */
  public void replace(Collection<Channel> channels) {
    byName = indexed(channels);
  }

  /**
   * Replaces those that simulate.
   *
   * @param channels with names of {@link TestChannels}
   */
  public void simulate(Collection<Channel> channels) {
    simulated = indexed(channels);
  }

  /** In the order of the configuration; none that simulates another. */
  public List<Channel> all() {
    return List.copyOf(byName.values());
  }

  /** Those that simulate others, too. */
  public List<Channel> withSimulated() {
    return Stream.concat(byName.values().stream(), simulated.values().stream()).toList();
  }

  /** Also one that simulates another. */
  public Optional<Channel> find(String name) {
    return Optional.ofNullable((TestChannels.isTest(name) ? simulated : byName).get(name));
  }

  /** Those over which a consumer's messages may go, in the order of the configuration. */
  public List<Channel> of(Sender sender) {
    return byName.keySet().stream()
        .filter(sender::mayUse)
        .flatMap(name -> find(sender.over(name)).stream())
        .toList();
  }

  /**
   * The channel of a name.
   *
   * @throws GatewayException if there is none; it lists the known names
   */
  public Channel named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                GatewayException.of(
                    FaultCode.UNKNOWN_CHANNEL,
                    "There is no channel of this name. Known channels: " + byName.keySet()));
  }

  /**
   * The channel of a name, for a consumer.
   *
   * @throws GatewayException if there is none, or the consumer may not use it; it lists the names
   *     that it may use
   */
  public Channel named(String name, Sender sender) {
    // A real name means the one that simulates it, so that programs need not be changed.
    boolean isNoName = TestChannels.isTest(name) && !sender.isTest();
    Channel channel =
        find(sender.over(name))
            .filter(found -> !isNoName)
            .orElseThrow(
                () ->
                    GatewayException.of(
                        FaultCode.UNKNOWN_CHANNEL,
                        "There is no channel of this name. This consumer may use "
                            + usableBy(sender)));
    if (!sender.mayUse(TestChannels.simulated(name))) {
      throw GatewayException.of(
          FaultCode.NOT_ALLOWED,
          "This consumer may not use this channel. It may use " + usableBy(sender));
    }
    return channel;
  }

  /** The names of the channels that a consumer may use, in the order of the configuration. */
  public List<String> usableBy(Sender sender) {
    return of(sender).stream().map(Channel::name).toList();
  }
}
