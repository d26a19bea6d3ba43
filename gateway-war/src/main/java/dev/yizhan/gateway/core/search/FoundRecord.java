package dev.yizhan.gateway.core.search;

import dev.yizhan.gateway.core.record.InboxRecord;
import java.util.Optional;

/**
 * A record without its text.
 *
 * @param consumer its owner; empty while it waits for its delivery, and an empty text if it is
 *     nobody's
 * @param head its position is 0 if it has no owner
 * @param verdict of a report
 * @param status the vendor's, of a report
 * @param to the number or extension to which an inbound message was sent
 */
public record FoundRecord(
    long id,
    Optional<String> consumer,
    InboxRecord.Head head,
    Optional<String> verdict,
    Optional<String> status,
    Optional<String> to) {

  /** Shows no number. */
  @Override
  public String toString() {
    return "FoundRecord[" + id + "]";
  }
}
