package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.ChannelStateStore;
import dev.yizhan.gateway.core.channel.ChannelStates;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Channel states in memory. */
final class SuspendedChannels implements ChannelStateStore {

  private final Map<String, ChannelState> states = new HashMap<>();

  static ChannelStates of(String... suspended) {
    ChannelStates states = new ChannelStates(new SuspendedChannels());
    for (String channel : suspended) {
      states.change(channel, new ChannelState(true, "ops", "unpaid", Instant.EPOCH));
    }
    return states;
  }

  @Override
  public Map<String, ChannelState> channelStates() {
    return Map.copyOf(states);
  }

  @Override
  public void change(String channel, ChannelState state) {
    states.put(channel, state);
  }
}
