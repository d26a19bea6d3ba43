package dev.yizhan.gateway.core.record;

import java.util.List;
import java.util.Optional;

/**
 * Records by owner and position. A reader other than {@link Reader#DEFAULT} begins, when it reads
 * or acknowledges for the first time, where the default reader stands. Errors as in {@link
 * RecordStore}.
 */
public interface InboxStore {

  /**
   * A consumer's delivery reports, in the order of their positions.
   *
   * @param after a position; empty for the one that the reader has acknowledged
   */
  List<InboxReport> reports(String consumer, Reader reader, Optional<Long> after, int limit);

  /**
   * A consumer's inbound messages, in the order of their positions.
   *
   * @param after a position; empty for the one that the reader has acknowledged
   */
  List<InboxMessage> messages(String consumer, Reader reader, Optional<Long> after, int limit);

  /**
   * Acknowledges everything up to and including a position, for one reader.
   *
   * @param position a lower one than before changes nothing
   * @return whether that position is assigned
   */
  boolean acknowledge(String consumer, Reader reader, RecordKind kind, long position);

  /** How far each reader that has read or acknowledged is behind, in no particular order. */
  List<Backlog> backlogs();

  /**
   * How far a reader is behind.
   *
   * @param acknowledged the position up to which it has acknowledged
   * @param last the consumer's last position
   */
  record Backlog(String consumer, Reader reader, RecordKind kind, long acknowledged, long last) {

    /**
     * How many records it has not acknowledged; among them are those whose retention time is over.
     */
    public long unacknowledged() {
      return last - acknowledged;
    }
  }
}
