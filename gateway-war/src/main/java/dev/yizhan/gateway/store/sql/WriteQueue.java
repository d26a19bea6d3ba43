package dev.yizhan.gateway.store.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The operations that wait for the writer, and which of them form its next group. Work that has
 * been accepted goes first: operations that start new work join a group in proportion to the
 * others. Under overload, new work waits here until it is refused, and does not wait after it was
 * accepted.
 */
final class WriteQueue {

  private static final int MAX_WAITING = 10_000;
  private static final int MAX_GROUP = 512;

  /** So many start new work in a group without others: enough for any disk, while others wait. */
  private static final int MIN_STARTING = 16;

  private final BlockingQueue<WriteOperation<?, ?>> arrived = new ArrayBlockingQueue<>(MAX_WAITING);

  /** Only the writer adds and removes, any thread reads. */
  private final Queue<WriteOperation<?, ?>> starting = new ConcurrentLinkedQueue<>();

  private final Deque<WriteOperation<?, ?>> last = new ArrayDeque<>();
  private volatile int startingCount;

  /** Adds an operation, if there is room. */
  boolean offer(WriteOperation<?, ?> operation) {
    return startingCount < MAX_WAITING && arrived.offer(operation);
  }

  /** Removes an operation, unless the writer has seen it. */
  boolean remove(WriteOperation<?, ?> operation) {
    return arrived.remove(operation);
  }

  void forEach(Consumer<WriteOperation<?, ?>> action) {
    arrived.forEach(action);
    starting.forEach(action);
  }

  /**
   * Waits for operations, at most a second.
   *
   * @param gatherNanos to wait for more once there is one
   * @return the next group; empty if nothing came
   */
  List<WriteOperation<?, ?>> nextGroup(long gatherNanos) throws InterruptedException {
    if (starting.isEmpty() && last.isEmpty()) {
      WriteOperation<?, ?> first = arrived.poll(1, TimeUnit.SECONDS);
      if (first == null) {
        return List.of();
      }
      return groupAfter(List.of(first), gatherNanos);
    }
    return groupAfter(List.of(), gatherNanos);
  }

  private List<WriteOperation<?, ?>> groupAfter(
      List<WriteOperation<?, ?>> first, long gatherNanos) {
    if (gatherNanos > 0) {
      LockSupport.parkNanos(gatherNanos);
    }
    List<WriteOperation<?, ?>> seen = new ArrayList<>(first);
    arrived.drainTo(seen, MAX_GROUP);
    List<WriteOperation<?, ?>> group = new ArrayList<>();
    for (WriteOperation<?, ?> operation : seen) {
      if (operation.isLast()) {
        last.add(operation);
      } else if (operation.startsWork()) {
        starting.add(operation);
      } else {
        group.add(operation);
      }
    }
    int ending = 0;
    for (WriteOperation<?, ?> operation : group) {
      ending += operation.runsLate() ? 0 : 1;
    }
    int room = Math.max(MIN_STARTING, ending);
    for (int i = 0; i < room && !starting.isEmpty(); i++) {
      group.add(starting.remove());
    }
    // One: a row that many need is locked briefly.
    if (!last.isEmpty()) {
      group.add(last.remove());
    }
    startingCount = starting.size();
    return group;
  }

  /** Removes all operations. */
  List<WriteOperation<?, ?>> drain() {
    List<WriteOperation<?, ?>> all = new ArrayList<>(last);
    all.addAll(starting);
    last.clear();
    starting.clear();
    arrived.drainTo(all);
    return all;
  }
}
