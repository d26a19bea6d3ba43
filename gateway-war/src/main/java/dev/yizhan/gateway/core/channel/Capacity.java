package dev.yizhan.gateway.core.channel;

/**
 * How much a channel sends at once.
 *
 * @param concurrency the most calls to the vendor at a time, on each node
 * @param priority of the submissions that begin over it
 */
public record Capacity(int concurrency, Priority priority) {

  /** More connections than this are of no use at any of the vendors, and some refuse them. */
  public static final int USUAL_CONCURRENCY = 32;

  /** Usual messages. */
  public static final Capacity DEFAULT = new Capacity(USUAL_CONCURRENCY, Priority.NORMAL);

  /** Checks that something can be sent. */
  public Capacity {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency must be 1 or more: " + concurrency);
    }
  }
}
