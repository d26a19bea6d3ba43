package dev.yizhan.gateway.core;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks after the other nodes on the same store, by one thread. A node that has not told anything
 * for the lease, by this node's own watch, is dead: what it was making is unknown. No clocks are
 * compared. A node that could not tell anything itself, or slept, begins to watch anew: the store
 * was away for all, perhaps.
 */
final class Nodes {

  private static final System.Logger LOG = System.getLogger(Nodes.class.getName());

  private record Seen(long beats, long since) {}

  private final CallStore store;
  private final Clock clock;
  private final Duration lease;
  private final Map<Long, Seen> seen = new HashMap<>();
  private long lastLook = System.nanoTime();

  Nodes(CallStore store, Clock clock, Duration lease) {
    this.store = store;
    this.clock = clock;
    this.lease = lease;
  }

  /** Where nobody else can be alive, the others are buried at once. */
  void start() {
    if (store.isExclusive()) {
      store.others().forEach(this::bury);
    }
    store.beat();
  }

  void look() {
    try {
      store.beat();
    } catch (StoreException e) {
      seen.clear();
      throw e;
    }
    long now = System.nanoTime();
    if (now - lastLook > lease.toNanos()) {
      seen.clear();
    }
    lastLook = now;
    Map<Long, Long> others = store.others();
    seen.keySet().retainAll(others.keySet());
    others.forEach(
        (node, beats) -> {
          Seen before = seen.get(node);
          if (before == null || before.beats() != beats) {
            seen.put(node, new Seen(beats, now));
          } else if (now - before.since() > lease.toNanos()) {
            bury(node, beats);
          }
        });
  }

  private void bury(long node, long beats) {
    int interrupted = store.bury(node, beats, clock.instant());
    if (interrupted > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Node {0,number,#} has ended without leave; {1} sends and polls that it was making"
              + " are UNKNOWN, or in doubt, and are not made again",
          node,
          interrupted);
    }
  }
}
