package dev.yizhan.gateway.core.channel;

/** Whether calls are made over a channel, by what this node sees of its vendor. */
public enum Circuit {
  /** The vendor answers: calls are made. */
  CLOSED,
  /** The vendor does not answer: calls wait, or take another channel. */
  OPEN,
  /** One call finds out whether the vendor answers again. */
  HALF_OPEN
}
