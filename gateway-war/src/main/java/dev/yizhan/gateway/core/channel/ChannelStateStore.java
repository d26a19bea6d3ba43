package dev.yizhan.gateway.core.channel;

import java.time.Instant;
import java.util.Map;

/** Which channels operators have suspended. */
public interface ChannelStateStore {

  /**
   * The last change of a channel's state.
   *
   * @param suspended whether nothing is sent over it
   * @param who the operator
   * @param reason as the operator gave it
   * @param at when
   */
  record ChannelState(boolean suspended, String who, String reason, Instant at) {}

  /**
   * All states.
   *
   * @return by the channel's name; a channel that was never changed is not among them
   */
  Map<String, ChannelState> channelStates();

  /** Persists a change. */
  void change(String channel, ChannelState state);
}
