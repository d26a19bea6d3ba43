package dev.yizhan.gateway.core.submission;

import java.time.Instant;

/**
 * Calls of one consumer that are due and wait for a channel.
 *
 * @param calls how many
 * @param oldest since when the first of them is due
 */
public record DueCalls(String channel, String consumer, int calls, Instant oldest) {

  /** These and others of the channel, as those of this consumer. */
  public DueCalls plus(DueCalls others) {
    return new DueCalls(
        channel,
        consumer,
        calls + others.calls,
        oldest.isBefore(others.oldest) ? oldest : others.oldest);
  }
}
