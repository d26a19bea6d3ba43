package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.fault.StoreException.Certainty;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a node. It takes all operations that wait, does those of one kind together, all
 * of them in one transaction, commits once, and then answers them all: concurrent writers share a
 * flush and their statements.
 *
 * <p>Where a group fails before its commit, nothing of it is done; unless the store itself is in
 * trouble, each operation is tried once more alone, so that one takes no other down. Where the
 * commit itself fails, the node's row ({@link NodeRow}) tells on a new connection whether it
 * happened; where that cannot be asked within a few seconds either, the operations are in doubt.
 *
 * <p>After every error the connection is closed and opened anew: on a full disk SQLite rolls back
 * by itself, and a connection kept after that stores halves.
 */
final class GroupCommit implements AutoCloseable {

  /** Something to do in a transaction. */
  interface Work<T> {
    T run(Session session) throws SQLException;
  }

  /** Something to do for many at once; the results in the arguments' order. */
  interface Bulk<A, T> {
    List<T> run(Session session, List<A> arguments) throws SQLException;

    /** Whether it is done behind all else but {@link GroupCommit#writeLast}. */
    default boolean comesBehind() {
      return false;
    }
  }

  private static final System.Logger LOG = System.getLogger(GroupCommit.class.getName());
  private static final int MOST_WAITING = 10_000;
  private static final int MOST_AT_ONCE = 512;

  /**
   * Where many write at once, a little patience makes a group larger, and the machine less busy.
   */
  private static final long GATHER_NANOS = 1_000_000;

  private static final int BUSY = 4;
  private static final long RESOLVE_NANOS = 3_000_000_000L;
  private static final int SQLITE_CONSTRAINT = 19;
  private static final String CONSTRAINT = "23";
  private static final String DEADLOCK = "40";
  private static final String DATA = "22";
  private static final String LIMIT = "54";
  private static final String LOCK_TIMEOUT = "55P03";
  private static final String STATEMENT_TIMEOUT = "57014";
  private static final int RESOLVE_PAUSE_MILLIS = 250;

  private static final Bulk<Work<?>, Object> EACH =
      (session, works) -> {
        List<Object> results = new ArrayList<>(works.size());
        for (Work<?> work : works) {
          results.add(work.run(session));
        }
        return results;
      };

  /** Another object than {@link #EACH}: a kind of its own. */
  private static final Bulk<Work<?>, Object> LAST = (session, works) -> EACH.run(session, works);

  private final Database database;
  private final NodeRow node;
  private final BlockingQueue<Operation<?, ?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread writer = new Thread(this::run, "yizhan-store-writer");
  private volatile boolean closed;
  private volatile Events events = Events.NONE;
  private @Nullable Session session;

  GroupCommit(Database database, NodeRow node) {
    this.database = database;
    this.node = node;
    writer.setDaemon(true);
  }

  void start() {
    writer.start();
  }

  void setListener(Events listener) {
    events = listener;
  }

  /**
   * Does something and waits until it is durable.
   *
   * @throws StoreException where it is not, or where that is in doubt
   */
  <T> T write(Work<T> work) {
    return StoreException.await(submit(work));
  }

  @SuppressWarnings("unchecked") // EACH gives each work its own result.
  <T> CompletableFuture<T> submit(Work<T> work) {
    return (CompletableFuture<T>) submit(EACH, work);
  }

  /**
   * Does something behind all else of its group, and nothing else of the kind in the same group:
   * what locks a row that many want holds it for a short time, and wants no other while it does.
   */
  @SuppressWarnings("unchecked") // LAST gives each work its own result.
  <T> T writeLast(Work<T> work) {
    return StoreException.await((CompletableFuture<T>) submit(LAST, work));
  }

  /**
   * Does something that can be done for many at once; there is one object of each kind.
   *
   * @return completed by the writer when it is durable, or with a {@link StoreException}
   */
  <A, T> CompletableFuture<T> submit(Bulk<A, T> bulk, A argument) {
    Operation<A, T> operation = new Operation<>(bulk, argument);
    boolean refused = closed || !waiting.offer(operation);
    if (refused || closed && waiting.remove(operation)) {
      operation.done.completeExceptionally(
          new StoreException(
              closed ? "The store is closed" : "Too much waits for the store",
              new IllegalStateException()));
    }
    return operation.done;
  }

  private void run() {
    List<Operation<?, ?>> group = new ArrayList<>();
    Deque<Operation<?, ?>> later = new ArrayDeque<>();
    boolean busy = false;
    while (!closed) {
      try {
        Operation<?, ?> first = later.poll();
        if (first == null) {
          first = waiting.poll(1, TimeUnit.SECONDS);
        }
        if (first != null) {
          group.add(first);
          if (busy) {
            LockSupport.parkNanos(GATHER_NANOS);
          }
          waiting.drainTo(group, MOST_AT_ONCE - 1);
          keepOneLast(group, later);
          busy = group.size() >= BUSY;
          commit(group);
        }
      } catch (InterruptedException e) {
        LOG.log(System.Logger.Level.DEBUG, "The writer is told to end");
        // Those that were answered are not answered again.
        fail(group, new StoreException("The store is closed", e, Certainty.IN_DOUBT));
      } catch (RuntimeException | Error e) {
        // Out of memory, of threads …: the next group may do better.
        LOG.log(System.Logger.Level.ERROR, "The writer failed", e);
        drop();
        fail(group, new StoreException("The store failed", e, Certainty.IN_DOUBT));
      }
      group.clear();
    }
    group.addAll(later);
    waiting.drainTo(group);
    fail(group, new StoreException("The store is closed", new IllegalStateException()));
    drop();
  }

  private static void keepOneLast(List<Operation<?, ?>> group, Deque<Operation<?, ?>> later) {
    List<Operation<?, ?>> last =
        group.stream().filter(operation -> operation.bulk.equals(LAST)).skip(1).toList();
    if (!last.isEmpty()) {
      group.removeAll(last);
      later.addAll(last);
    }
  }

  private void commit(List<Operation<?, ?>> group) throws InterruptedException {
    boolean committing = false;
    long start = System.nanoTime();
    try {
      Session current = session();
      node.countTransaction(current);
      run(current, group);
      committing = true;
      current.connection().commit();
      group.forEach(Operation::answer);
      events.committed(true, Duration.ofNanos(System.nanoTime() - start));
    } catch (SQLException | RuntimeException | Error e) {
      drop();
      events.committed(false, Duration.ofNanos(System.nanoTime() - start));
      if (committing) {
        resolve(group, e);
      } else if (group.size() == 1 || !mayBeOfOneAlone(e)) {
        LOG.log(System.Logger.Level.WARNING, "The store could not write: {0}", named(e));
        fail(group, new StoreException("The store could not write", e));
      } else {
        for (Operation<?, ?> alone : group) {
          commit(List.of(alone));
        }
      }
    }
  }

  /**
   * Whether the others of its group may do better alone; not where the store itself is in trouble.
   */
  private static boolean mayBeOfOneAlone(Throwable e) {
    if (!(e instanceof SQLException sql)) {
      return e instanceof RuntimeException;
    }
    String state = String.valueOf(sql.getSQLState());
    return sql.getErrorCode() == SQLITE_CONSTRAINT
        || state.startsWith(CONSTRAINT)
        || state.startsWith(DEADLOCK)
        || state.startsWith(DATA)
        || state.startsWith(LIMIT)
        || state.equals(LOCK_TIMEOUT)
        || state.equals(STATEMENT_TIMEOUT);
  }

  /** Without the message: it may have values in it. */
  private static String named(Throwable e) {
    return e instanceof SQLException sql
        ? e.getClass().getSimpleName() + " " + sql.getSQLState() + " " + sql.getErrorCode()
        : e.getClass().getSimpleName();
  }

  private static void run(Session session, List<Operation<?, ?>> group) throws SQLException {
    Map<Bulk<?, ?>, List<Operation<?, ?>>> kinds = new LinkedHashMap<>();
    for (Operation<?, ?> operation : group) {
      kinds.computeIfAbsent(operation.bulk, kind -> new ArrayList<>()).add(operation);
    }
    List<Operation<?, ?>> last = kinds.remove(LAST);
    for (boolean behind : new boolean[] {false, true}) {
      for (Map.Entry<Bulk<?, ?>, List<Operation<?, ?>>> kind : kinds.entrySet()) {
        if (kind.getKey().comesBehind() == behind) {
          runKind(session, kind.getValue());
        }
      }
    }
    if (last != null) {
      runKind(session, last);
    }
  }

  @SuppressWarnings("unchecked") // All of one bulk: they have its types.
  private static <A, T> void runKind(Session session, List<Operation<?, ?>> kind)
      throws SQLException {
    List<Operation<A, T>> operations = (List<Operation<A, T>>) (List<?>) kind;
    List<A> arguments = operations.stream().map(operation -> operation.argument).toList();
    List<T> results = operations.get(0).bulk.run(session, arguments);
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i).result = results.get(i);
    }
  }

  /** A commit that was not answered: the node's row tells whether it happened. */
  private void resolve(List<Operation<?, ?>> group, Throwable cause) throws InterruptedException {
    StoreException inDoubt =
        new StoreException("The store did not answer a commit", cause, Certainty.IN_DOUBT);
    long end = System.nanoTime() + RESOLVE_NANOS;
    while (System.nanoTime() < end) {
      try {
        Optional<Boolean> happened = node.hasCommitted(session());
        session().connection().commit();
        if (happened.isEmpty()) {
          break;
        }
        LOG.log(
            System.Logger.Level.WARNING,
            "A commit was not answered ({0}); it {1}",
            named(cause),
            happened.get() ? "happened" : "did not happen");
        if (happened.get()) {
          group.forEach(Operation::answer);
        } else {
          fail(group, new StoreException("The store could not commit", cause));
        }
        return;
      } catch (SQLException | RuntimeException e) {
        drop();
        try {
          // The store needs a moment to come back; nobody could wake us when it has.
          Thread.sleep(RESOLVE_PAUSE_MILLIS);
        } catch (InterruptedException told) {
          fail(group, inDoubt);
          throw told;
        }
      }
    }
    LOG.log(System.Logger.Level.ERROR, "A commit is in doubt: {0}", named(cause));
    fail(group, inDoubt);
  }

  private static void fail(List<Operation<?, ?>> group, StoreException failure) {
    group.forEach(operation -> operation.done.completeExceptionally(failure));
  }

  private Session session() throws SQLException {
    Session current = session;
    if (current == null) {
      current = new Session(database.openWriter());
      session = current;
    }
    return current;
  }

  private void drop() {
    Session current = session;
    session = null;
    if (current != null) {
      try {
        current.close();
      } catch (SQLException e) {
        LOG.log(System.Logger.Level.DEBUG, "A broken connection does not close", e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    writer.interrupt();
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Operation<A, T> {

    private final Bulk<A, T> bulk;
    private final A argument;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable T result;

    Operation(Bulk<A, T> bulk, A argument) {
      this.bulk = bulk;
      this.argument = argument;
    }

    void answer() {
      done.complete(result);
    }
  }
}
