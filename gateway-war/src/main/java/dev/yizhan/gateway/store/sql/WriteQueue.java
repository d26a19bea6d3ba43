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
 * The operations that wait for the writer, and which of them form its next group, by their {@link
 * BulkWork.Share}. Work that has been accepted goes first: under overload, new work waits here,
 * where it can be refused, and not after it was accepted.
 */
final class WriteQueue {

  private static final int MAX_WAITING = 10_000;
  private static final int MAX_GROUP = 512;

  /** In a group in which nothing ends. It commits quickly, so this is enough for any load. */
  private static final int LEAST_AS_WORK_ENDS = 16;

  private static final int LARGEST_BATCH = 64;

  private final BlockingQueue<WriteOperation<?, ?>> arrived = new ArrayBlockingQueue<>(MAX_WAITING);

  // Only the writer adds and removes, any thread reads.
  private final Queue<WriteOperation<?, ?>> asWorkEnds = new ConcurrentLinkedQueue<>();
  private final Queue<WriteOperation<?, ?>> batches = new ConcurrentLinkedQueue<>();

  private final Deque<WriteOperation<?, ?>> last = new ArrayDeque<>();
  private volatile int postponed;

  /** Adds an operation, if there is room. */
  boolean offer(WriteOperation<?, ?> operation) {
    return postponed < MAX_WAITING && arrived.offer(operation);
  }

  /** Removes an operation, unless the writer has seen it. */
  boolean remove(WriteOperation<?, ?> operation) {
    return arrived.remove(operation);
  }

  void forEach(Consumer<WriteOperation<?, ?>> action) {
    arrived.forEach(action);
    asWorkEnds.forEach(action);
    batches.forEach(action);
  }

  /**
   * Waits for operations, at most a second, and moves those of the next group into a list. Whatever
   * fails meanwhile, each operation is in the list or still in this queue.
   *
   * @param group empty, and still so if nothing came
   * @param gatherNanos to wait for more once there is one
   */
  void nextGroup(List<WriteOperation<?, ?>> group, long gatherNanos) throws InterruptedException {
    if (asWorkEnds.isEmpty() && batches.isEmpty() && last.isEmpty()) {
      WriteOperation<?, ?> first = arrived.poll(1, TimeUnit.SECONDS);
      if (first == null) {
        return;
      }
      sort(first, group);
    }
    if (gatherNanos > 0) {
      LockSupport.parkNanos(gatherNanos);
    }
    WriteOperation<?, ?> next = arrived.poll();
    for (int seen = 1; next != null; seen++) {
      sort(next, group);
      next = seen < MAX_GROUP ? arrived.poll() : null;
    }
    int ending = 0;
    for (WriteOperation<?, ?> operation : group) {
      ending += operation.runsLate() ? 0 : 1;
    }
    move(asWorkEnds, Math.max(LEAST_AS_WORK_ENDS, ending), group);
    move(batches, LARGEST_BATCH, group);
    // One: a row that many need is locked briefly.
    move(last, 1, group);
    postponed = asWorkEnds.size() + batches.size();
  }

  private void sort(WriteOperation<?, ?> operation, List<WriteOperation<?, ?>> group) {
    if (operation.isLast()) {
      last.add(operation);
      return;
    }
    switch (operation.share()) {
      case ALWAYS -> group.add(operation);
      case AS_WORK_ENDS -> asWorkEnds.add(operation);
      case BATCH -> batches.add(operation);
    }
  }

  private static void move(
      Queue<WriteOperation<?, ?>> from, int most, List<WriteOperation<?, ?>> to) {
    for (int i = 0; i < most && !from.isEmpty(); i++) {
      to.add(from.remove());
    }
  }

  /** Removes all operations. */
  List<WriteOperation<?, ?>> drain() {
    List<WriteOperation<?, ?>> all = new ArrayList<>(last);
    all.addAll(asWorkEnds);
    all.addAll(batches);
    last.clear();
    asWorkEnds.clear();
    batches.clear();
    arrived.drainTo(all);
    return all;
  }
}
