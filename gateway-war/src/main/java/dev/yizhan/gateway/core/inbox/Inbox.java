package dev.yizhan.gateway.core.inbox;

import dev.yizhan.gateway.core.FaultCode;
import dev.yizhan.gateway.core.GatewayException;
import java.util.List;
import java.util.Optional;

/**
 * What consumers get of reports and replies: each kind numbered for each consumer in the order in
 * which the records were written down, the same again until it is acknowledged, and again from any
 * position as long as records are kept.
 */
public final class Inbox {

  private static final int USUAL = 500;

  private final InboxStore store;

  /**
   * Reads a store.
   *
   * @param store where the records are
   */
  public Inbox(InboxStore store) {
    this.store = store;
  }

  /**
   * A page of records.
   *
   * @param records in order
   * @param more whether there are more behind them
   */
  public record Page(List<InboxRecord> records, boolean more) {}

  /**
   * A consumer's next records.
   *
   * @param consumer whose
   * @param kind which
   * @param behind the position behind which to begin; empty for the acknowledged one
   * @param most how many; empty for 500
   * @return a page
   */
  public Page fetch(String consumer, Kind kind, Optional<Long> behind, Optional<Integer> most) {
    int size = most.orElse(USUAL);
    List<InboxRecord> found = store.fetch(consumer, kind, behind, size + 1);
    return found.size() > size
        ? new Page(List.copyOf(found.subList(0, size)), true)
        : new Page(found, false);
  }

  /**
   * Acknowledges all up to a position, that included: they are not given again without being asked
   * for.
   *
   * @param consumer whose
   * @param kind which
   * @param position a lower one than before changes nothing
   * @throws GatewayException where nobody was given that position
   */
  public void acknowledge(String consumer, Kind kind, long position) {
    if (!store.acknowledge(consumer, kind, position)) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "position: there is no such position yet: give the last one that was fetched");
    }
  }
}
