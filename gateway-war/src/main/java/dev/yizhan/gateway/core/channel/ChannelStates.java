package dev.yizhan.gateway.core.channel;

import dev.yizhan.gateway.core.channel.ChannelStateStore.ChannelState;
import dev.yizhan.gateway.core.task.Timing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Suspended channels as this node knows them: its own changes at once, those of other nodes after
 * the next refresh ({@link Timing#checkInterval}). Claims read the store itself.
 */
public final class ChannelStates {

  private final ChannelStateStore store;
  private volatile Map<String, ChannelState> byChannel = Map.of();

  /** Starts empty; {@link #refresh} reads the store. */
  public ChannelStates(ChannelStateStore store) {
    this.store = store;
  }

  public synchronized void refresh() {
    byChannel = Map.copyOf(store.channelStates());
  }

  /** The last change of a channel by an operator. */
  public Optional<ChannelState> find(String channel) {
    return Optional.ofNullable(byChannel.get(channel));
  }

  public boolean isSuspended(String channel) {
    return find(channel).map(ChannelState::suspended).orElse(false);
  }

  /** Changes a state durably. */
  public synchronized void change(String channel, ChannelState state) {
    store.change(channel, state);
    Map<String, ChannelState> changed = new HashMap<>(byChannel);
    changed.put(channel, state);
    byChannel = Map.copyOf(changed);
  }
}
