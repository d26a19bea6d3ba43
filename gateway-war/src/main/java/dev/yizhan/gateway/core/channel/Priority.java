package dev.yizhan.gateway.core.channel;

/** Which work goes first where not all can be done at once. */
public enum Priority {
  /** Usual messages. They always get a share, so that urgent ones never stop them. */
  NORMAL,
  /** Messages that lose their use within minutes, such as verification codes. */
  URGENT
}
