package dev.yizhan.gateway.core.channel;

import dev.yizhan.gateway.core.channel.ChannelStateStore.ChannelState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What operators did to channels, as this node knows it: its own changes at once, those of other
 * nodes when it looks next ({@link Timing#look}). Claims ask the store itself.
 */
public final class ChannelStates {

  private final ChannelStateStore store;
  private volatile Map<String, ChannelState> byChannel = Map.of();

  /**
   * Knows nothing yet; {@link #look} asks.
   *
   * @param store who knows
   */
  public ChannelStates(ChannelStateStore store) {
    this.store = store;
  }

  /** Asks the store. */
  public synchronized void refresh() {
    byChannel = Map.copyOf(store.channelStates());
  }

  /**
   * What an operator did to a channel last.
   *
   * @param channel its name
   * @return empty where none did anything
   */
  public Optional<ChannelState> find(String channel) {
    return Optional.ofNullable(byChannel.get(channel));
  }

  /**
   * Whether a channel is suspended.
   *
   * @param channel its name
   * @return whether nothing goes over it
   */
  public boolean isSuspended(String channel) {
    return find(channel).map(ChannelState::suspended).orElse(false);
  }

  /** Changes one, durably. */
  public synchronized void change(String channel, ChannelState state) {
    store.change(channel, state);
    Map<String, ChannelState> changed = new HashMap<>(byChannel);
    changed.put(channel, state);
    byChannel = Map.copyOf(changed);
  }
}
