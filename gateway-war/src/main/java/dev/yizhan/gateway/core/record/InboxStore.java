package dev.yizhan.gateway.core.record;

import java.util.List;
import java.util.Optional;

/** Records by owner and position. Errors as in {@link RecordStore}. */
public interface InboxStore {

  /**
   * A consumer's delivery reports.
   *
   * @param after a position; empty for the acknowledged one
   * @param limit how many
   * @return in the order of their positions
   */
  List<InboxReport> reports(String consumer, Optional<Long> after, int limit);

  /**
   * A consumer's inbound messages.
   *
   * @param after a position; empty for the acknowledged one
   * @param limit how many
   * @return in the order of their positions
   */
  List<InboxMessage> messages(String consumer, Optional<Long> after, int limit);

  /**
   * Acknowledges everything up to and including a position.
   *
   * @param position a lower one than before changes nothing
   * @return whether there is such a position yet
   */
  boolean acknowledge(String consumer, RecordKind kind, long position);
}
