package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.ChannelStates;

/** Which channels make calls now. */
public interface Availability {

  /** Whether an operator has suspended the channel, or its vendor does not answer. */
  boolean isStopped(String channel);

  /** By what operators did, and by what this node sees of the vendors. */
  static Availability of(ChannelStates states, ChannelQueues queues) {
    return channel -> states.isSuspended(channel) || queues.isSilent(channel);
  }
}
