package dev.yizhan.gateway.core.channel;

import java.time.Instant;
import java.util.Map;

/** The channels that operators have suspended. */
public interface ChannelStateStore {

  /**
   * The last change of a channel's state.
   *
   * @param suspended whether nothing is sent over it
   * @param who the operator
   * @param reason as the operator gave it
   */
  record ChannelState(boolean suspended, String who, String reason, Instant at) {}

  /** All states by channel name, without channels that were never changed. */
  Map<String, ChannelState> channelStates();

  void change(String channel, ChannelState state);
}
