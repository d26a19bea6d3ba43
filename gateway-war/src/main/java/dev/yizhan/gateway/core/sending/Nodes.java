package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.submission.CallStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Monitors the other nodes on the same store, on one thread. A node without a heartbeat for the
 * length of the lease, by this node's clock, is declared dead, and its running calls are unknown.
 * No clocks are compared. A node that could not write its own heartbeat, or was paused, restarts
 * its monitoring: the store may have been unavailable to all.
 */
public final class Nodes implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Nodes.class.getName());

  private record Seen(long heartbeats, long since) {}

  private final CallStore store;
  private final Clock clock;
  private final Duration lease;
  private final Map<Long, Seen> seen = new HashMap<>();
  private long lastCheck = System.nanoTime();

  public Nodes(CallStore store, Clock clock, Duration lease) {
    this.store = store;
    this.clock = clock;
    this.lease = lease;
  }

  /** On a store for a single node, all others are dead. */
  void start() {
    if (store.isExclusive()) {
      store.otherNodes().forEach(this::declareDead);
    }
    store.heartbeat();
  }

  void check() {
    try {
      store.heartbeat();
    } catch (StoreException e) {
      seen.clear();
      throw e;
    }
    long now = System.nanoTime();
    if (now - lastCheck > lease.toNanos()) {
      seen.clear();
    }
    lastCheck = now;
    Map<Long, Long> others = store.otherNodes();
    seen.keySet().retainAll(others.keySet());
    others.forEach(
        (node, heartbeats) -> {
          Seen before = seen.get(node);
          if (before == null || before.heartbeats() != heartbeats) {
            seen.put(node, new Seen(heartbeats, now));
          } else if (now - before.since() > lease.toNanos()) {
            declareDead(node, heartbeats);
          }
        });
  }

  private void declareDead(long node, long heartbeats) {
    int interrupted = store.declareDead(node, heartbeats, clock.instant());
    if (interrupted > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Node {0,number,#} is declared dead; {1} sends and polls that it was running have an"
              + " unknown result and are not repeated",
          node,
          interrupted);
    }
  }

  /** Signs off, so that nobody waits for this node's lease to end. */
  @Override
  public void close() {
    try {
      store.signOff(clock.instant());
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The gateway ends without signing off: its store is not available");
    }
  }
}
