package dev.yizhan.gateway.core.channel;

/**
 * How much work a gateway takes on.
 *
 * @param queuedCalls the most calls of all consumers that are due and wait, on all nodes together;
 *     a little more where several nodes take work at the same moment
 * @param running the most submissions that are being stored at a time, on each node
 */
public record WorkLimits(int queuedCalls, int running) {

  /** An hour's work of a busy gateway, and fewer running ones than make each other slow. */
  public static final WorkLimits DEFAULT = new WorkLimits(200_000, 256);
}
