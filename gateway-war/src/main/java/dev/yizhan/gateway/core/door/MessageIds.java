package dev.yizhan.gateway.core.door;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ids for the messages of each company, from sequences that all nodes share. A node takes many at a
 * time, so that a message rarely waits for the store; those that it has not used when it stops are
 * never used.
 */
public final class MessageIds {

  private static final int BLOCK = 1000;

  private final DoorStore store;
  private final Map<String, Block> blocks = new ConcurrentHashMap<>();

  public MessageIds(DoorStore store) {
    this.store = store;
  }

  private static final class Block {
    private long next;
    private long end;
  }

  /**
   * Ids that nobody else gets, one after the other.
   *
   * @param first the first that the company ever gets
   * @param last the highest that it may get
   * @return the lowest
   * @throws GatewayException {@link FaultCode#STORE_UNAVAILABLE}
   */
  public long next(String company, long first, long last, int count) {
    Block block = blocks.computeIfAbsent(company, name -> new Block());
    synchronized (block) {
      if (block.end - block.next < count) {
        int taken = Math.max(BLOCK, count);
        block.next = taken(company, first, taken);
        block.end = block.next + taken;
      }
      if (block.next + count - 1 > last) {
        throw GatewayException.of(
            FaultCode.STORE_UNAVAILABLE, "The ids of this front door are used up: " + company);
      }
      long lowest = block.next;
      block.next += count;
      return lowest;
    }
  }

  private long taken(String company, long first, int count) {
    try {
      return store.takeIds(company, first, count);
    } catch (StoreException e) {
      throw GatewayException.of(
          FaultCode.STORE_UNAVAILABLE,
          "The gateway cannot use its store now, and nothing was sent. Try again");
    }
  }
}
