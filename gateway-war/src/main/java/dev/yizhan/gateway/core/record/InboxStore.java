package dev.yizhan.gateway.core.record;

import java.util.List;
import java.util.Optional;

/** Records by owner and position. Errors as in {@link RecordStore}. */
public interface InboxStore {

  /**
   * A consumer's delivery reports, in the order of their positions.
   *
   * @param after a position; empty for the acknowledged one
   */
  List<InboxReport> reports(String consumer, Optional<Long> after, int limit);

  /**
   * A consumer's inbound messages, in the order of their positions.
   *
   * @param after a position; empty for the acknowledged one
   */
  List<InboxMessage> messages(String consumer, Optional<Long> after, int limit);

  /**
   * Acknowledges everything up to and including a position.
   *
   * @param position a lower one than before changes nothing
   * @return whether that position is assigned
   */
  boolean acknowledge(String consumer, RecordKind kind, long position);
}
