package dev.yizhan.gateway.store.sql;

import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.fault.StoreException.Certainty;
import dev.yizhan.gateway.core.task.PeriodicTasks;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of a node. It takes all waiting operations as a group, runs those of one kind
 * together, commits once, and then completes them all: concurrent operations share a flush and
 * their statements.
 *
 * <p>If a group fails before its commit, nothing of it is done. Unless the store as a whole has
 * failed, each operation is then tried once more alone, so that none fails because of another. If
 * the commit itself fails, the node's row ({@link NodeRow}) shows on a new connection whether it
 * was committed. If that cannot be read within a few seconds, the result is unknown.
 *
 * <p>An operation with a deadline that the writer has not begun by then is not done: while the
 * store hangs, its callers learn that nothing happened.
 *
 * <p>After every error the connection is replaced: on a full disk SQLite rolls back by itself, and
 * a connection that is used afterwards stores parts of transactions.
 */
public final class GroupCommit implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(GroupCommit.class.getName());

  /** While busy, a wait as long as a commit makes groups larger and saves processor time. */
  private static final long MAX_GATHER_NANOS = 4_000_000;

  private static final long SLOTS = 64;
  private static final int BUSY_GROUP = 4;
  private static final int AVERAGED_GROUPS = 16;
  private static final Duration DEADLINE_CHECK = Duration.ofMillis(250);
  private static final long RESOLVE_NANOS = 3_000_000_000L;
  private static final int RESOLVE_PAUSE_MILLIS = 250;

  private final Database database;
  private final NodeRow node;
  private final WriteQueue waiting = new WriteQueue();
  private final Thread writer = new Thread(this::run, "yizhan-store-writer");
  private final PeriodicTasks deadlines = new PeriodicTasks("yizhan-store-deadlines");

  /** Made before it is needed: when the writer ends, its classes may not be there any more. */
  private final StoreException isClosed =
      new StoreException("The store is closed", new IllegalStateException());

  /** The same for work that the writer had begun. */
  private final StoreException hasEnded =
      new StoreException("The writer has ended", new IllegalStateException(), Certainty.IN_DOUBT);

  private volatile boolean closed;
  private volatile Events events = Events.NONE;
  private @Nullable Session session;

  /** The group that is committed, or was last. Only for the writer. */
  private List<WriteOperation<?, ?>> begun = List.of();

  /** How long a group takes. Only for the writer. */
  private long averageNanos;

  public GroupCommit(Database database, NodeRow node) {
    this.database = database;
    this.node = node;
    writer.setDaemon(true);
  }

  public void start() {
    writer.start();
    deadlines.every(DEADLINE_CHECK, "Deadlines cannot be checked", this::giveUpOverdue);
  }

  public void setListener(Events listener) {
    events = listener;
  }

  /**
   * Runs work and waits until it is durable.
   *
   * @throws StoreException if it failed, or its result is unknown
   */
  public <T> T write(StoreWork<T> work) {
    return StoreException.await(submit(work));
  }

  public <T> CompletableFuture<T> submit(StoreWork<T> work) {
    return submit(WriteOperation.of(work));
  }

  /**
   * Runs work after everything else in its group, at most one of this kind in a group: a row that
   * many need is locked briefly, and no other is waited for while it is locked.
   *
   * @throws StoreException if it failed, or its result is unknown
   */
  public <T> T writeLast(StoreWork<T> work) {
    return StoreException.await(submit(WriteOperation.last(work)));
  }

  /**
   * Runs work together with other operations of its kind.
   *
   * @return completed by the writer when the work is durable, or with a {@link StoreException}
   */
  public <A, T> CompletableFuture<T> submit(BulkWork<A, T> work, A argument) {
    return submit(new WriteOperation<>(work, argument));
  }

  /**
   * As {@link #submit(BulkWork, Object)}, and passes the result on before the writer does anything
   * else.
   *
   * @param onDurable must not block the writer
   */
  public <A, T> CompletableFuture<T> submit(
      BulkWork<A, T> work, A argument, Consumer<T> onDurable) {
    WriteOperation<A, T> operation = new WriteOperation<>(work, argument);
    // Before the writer has it: a result would be passed on by this thread otherwise.
    CompletableFuture<T> passedOn =
        operation
            .completion()
            .thenApply(
                result -> {
                  onDurable.accept(result);
                  return result;
                });
    CompletableFuture<T> unused = submit(operation);
    return passedOn;
  }

  /**
   * As {@link #submit(BulkWork, Object)}, if the writer begins the work in time.
   *
   * @param patience after which work that was not begun is given up, and certainly not done
   */
  public <A, T> CompletableFuture<T> submit(BulkWork<A, T> work, A argument, Duration patience) {
    return submit(new WriteOperation<>(work, argument, System.nanoTime() + patience.toNanos()));
  }

  private void giveUpOverdue() {
    long now = System.nanoTime();
    waiting.forEach(operation -> operation.giveUpAfterDeadline(now));
  }

  private <T> CompletableFuture<T> submit(WriteOperation<?, T> operation) {
    boolean refused = closed || !waiting.offer(operation);
    if (refused || closed && waiting.remove(operation)) {
      operation.fail(
          new StoreException(
              closed ? "The store is closed" : "Too many operations wait for the store",
              new IllegalStateException()));
    }
    return operation.completion();
  }

  private void run() {
    try {
      runUntilClosed();
    } finally {
      // However the writer ends: nobody waits for one that is not there.
      closed = true;
      fail(begun, hasEnded);
      fail(waiting.drain(), isClosed);
    }
    discardSession();
  }

  private void runUntilClosed() {
    boolean busy = false;
    while (!closed) {
      List<WriteOperation<?, ?>> group = new ArrayList<>();
      begun = group;
      try {
        waiting.nextGroup(group, busy ? Math.min(averageNanos, MAX_GATHER_NANOS) : 0);
        List<WriteOperation<?, ?>> taken = group.stream().filter(WriteOperation::take).toList();
        busy = taken.size() >= BUSY_GROUP;
        if (!taken.isEmpty()) {
          long start = System.nanoTime();
          commit(taken);
          averageNanos += (System.nanoTime() - start - averageNanos) / AVERAGED_GROUPS;
        }
      } catch (InterruptedException e) {
        LOG.log(System.Logger.Level.DEBUG, "The writer is interrupted");
        // Completed operations stay as they are.
        fail(group, new StoreException("The store is closed", e, Certainty.IN_DOUBT));
      } catch (RuntimeException | Error e) {
        // For example out of memory or threads: the next group may succeed.
        fail(group, new StoreException("The store failed", e, Certainty.IN_DOUBT));
        LOG.log(System.Logger.Level.ERROR, "The writer failed", e);
        discardSession();
      }
    }
  }

  private void commit(List<WriteOperation<?, ?>> group) throws InterruptedException {
    boolean committing = false;
    long start = System.nanoTime();
    try {
      Session current = session();
      node.countTransaction(current);
      WriteOperation.runAll(current, group);
      current.end();
      committing = true;
      current.connection().commit();
      group.forEach(WriteOperation::complete);
      events.committed(true, Duration.ofNanos(System.nanoTime() - start));
    } catch (SQLException | RuntimeException | Error e) {
      discardSession();
      events.committed(false, Duration.ofNanos(System.nanoTime() - start));
      if (committing) {
        resolve(group, e);
      } else if (group.size() == 1 || !SqlErrors.mayConcernOneOperation(e)) {
        LOG.log(
            System.Logger.Level.WARNING, "The store could not write: {0}", SqlErrors.describe(e));
        fail(
            group,
            group.size() == 1 && SqlErrors.isAboutData(e)
                ? StoreException.ofData("The store does not accept the data", e)
                : new StoreException("The store could not write", e));
      } else {
        for (WriteOperation<?, ?> operation : group) {
          commit(List.of(operation));
        }
      }
    }
  }

  /** Finds out, by the node's row, whether a commit that failed was done. */
  private void resolve(List<WriteOperation<?, ?>> group, Throwable cause)
      throws InterruptedException {
    StoreException unknown =
        new StoreException("The store did not answer a commit", cause, Certainty.IN_DOUBT);
    long end = System.nanoTime() + RESOLVE_NANOS;
    while (System.nanoTime() < end) {
      try {
        Optional<Boolean> committed = node.hasCommitted(session());
        session().connection().commit();
        if (committed.isEmpty()) {
          break;
        }
        LOG.log(
            System.Logger.Level.WARNING,
            "The store did not answer a commit ({0}); it was {1}",
            SqlErrors.describe(cause),
            committed.get() ? "done" : "not done");
        if (committed.get()) {
          group.forEach(WriteOperation::complete);
        } else {
          fail(group, new StoreException("The store could not commit", cause));
        }
        return;
      } catch (SQLException | RuntimeException e) {
        discardSession();
        try {
          // The store needs a moment to recover, and sends no signal when it has.
          Thread.sleep(RESOLVE_PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
          fail(group, unknown);
          throw interrupted;
        }
      }
    }
    LOG.log(
        System.Logger.Level.ERROR,
        "The result of a commit is unknown: {0}",
        SqlErrors.describe(cause));
    fail(group, unknown);
  }

  private static void fail(List<WriteOperation<?, ?>> group, StoreException failure) {
    group.forEach(operation -> operation.fail(failure));
  }

  private Session session() throws SQLException {
    Session current = session;
    if (current == null) {
      current = new Session(database.openWriter(), slot());
      session = current;
    }
    return current;
  }

  /** Restarts do not add rows without end. */
  private int slot() {
    return (int) Math.floorMod(node.id(), SLOTS);
  }

  private void discardSession() {
    Session current = session;
    session = null;
    if (current != null) {
      try {
        current.close();
      } catch (SQLException e) {
        LOG.log(System.Logger.Level.DEBUG, "A broken connection could not be closed", e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    deadlines.close();
    writer.interrupt();
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
