package dev.yizhan.gateway.core.record;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.util.List;
import java.util.Optional;

/**
 * The records of consumers. Each kind is numbered for each consumer in the order in which records
 * were stored. Each reader gets them again until it acknowledges them, and from any position as
 * long as they are retained.
 */
public final class Inbox {

  private static final int DEFAULT_PAGE_SIZE = 500;

  private final InboxStore store;

  public Inbox(InboxStore store) {
    this.store = store;
  }

  /**
   * A page of records.
   *
   * @param records in order
   * @param more whether there are more after them
   */
  public record Page<T extends InboxRecord>(List<T> records, boolean more) {

    private static <T extends InboxRecord> Page<T> of(List<T> found, int size) {
      return found.size() > size
          ? new Page<>(List.copyOf(found.subList(0, size)), true)
          : new Page<>(found, false);
    }
  }

  /**
   * A consumer's next delivery reports.
   *
   * @param after a position; empty for the one that the reader has acknowledged
   * @param limit 500 if empty
   */
  public Page<InboxReport> reports(
      String consumer, Reader reader, Optional<Long> after, Optional<Integer> limit) {
    int size = limit.orElse(DEFAULT_PAGE_SIZE);
    return Page.of(store.reports(consumer, reader, after, size + 1), size);
  }

  /**
   * A consumer's next inbound messages.
   *
   * @param after a position; empty for the one that the reader has acknowledged
   * @param limit 500 if empty
   */
  public Page<InboxMessage> messages(
      String consumer, Reader reader, Optional<Long> after, Optional<Integer> limit) {
    int size = limit.orElse(DEFAULT_PAGE_SIZE);
    return Page.of(store.messages(consumer, reader, after, size + 1), size);
  }

  /**
   * Acknowledges everything up to and including a position, for one reader.
   *
   * @param position a lower one than before changes nothing
   * @throws GatewayException if that position is not assigned yet
   */
  public void acknowledge(String consumer, Reader reader, RecordKind kind, long position) {
    if (!store.acknowledge(consumer, reader, kind, position)) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "position: there is no such position yet. Give the last one that was fetched");
    }
  }
}
