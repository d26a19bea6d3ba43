package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one writer. It takes all operations that wait, does them in one transaction, commits once,
 * and then answers them all: concurrent writers share a flush. An operation that fails is taken
 * back alone; a commit that fails takes all of its operations back.
 *
 * <p>After every error of the connection it is closed and opened anew: on a full disk SQLite rolls
 * back by itself, and a connection kept after that stores halves.
 */
final class GroupCommit implements AutoCloseable {

  /** Opens a connection that does not commit by itself. */
  interface Opener {
    Connection open() throws SQLException;
  }

  /** Something to do in a transaction. */
  interface Work<T> {
    T run(Session session) throws SQLException;
  }

  private static final System.Logger LOG = System.getLogger(GroupCommit.class.getName());
  private static final int MOST_WAITING = 10_000;
  private static final int MOST_AT_ONCE = 512;

  private final Opener opener;
  private final BlockingQueue<Operation<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread writer = new Thread(this::run, "yizhan-store-writer");
  private volatile boolean closed;
  private @Nullable Session session;

  GroupCommit(Opener opener) {
    this.opener = opener;
    writer.setDaemon(true);
  }

  void start() {
    writer.start();
  }

  /**
   * Does something and waits until it is durable.
   *
   * @throws StoreException where it is not done
   */
  <T> T write(Work<T> work) {
    Operation<T> operation = new Operation<>(work);
    if (closed || !waiting.offer(operation)) {
      throw new StoreException(
          closed ? "The store is closed" : "Too much waits for the store",
          new IllegalStateException());
    }
    if (closed && waiting.remove(operation)) {
      throw new StoreException("The store is closed", new IllegalStateException());
    }
    try {
      return operation.done.join();
    } catch (CompletionException e) {
      throw new StoreException("The store could not write", e);
    }
  }

  private void run() {
    List<Operation<?>> group = new ArrayList<>();
    try {
      while (!closed) {
        Operation<?> first = waiting.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          group.add(first);
          waiting.drainTo(group, MOST_AT_ONCE - 1);
          commit(group);
          group.clear();
        }
      }
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "The writer is told to end");
    } finally {
      closed = true;
      waiting.drainTo(group);
      group.forEach(operation -> operation.done.completeExceptionally(new SQLException("closed")));
      drop();
    }
  }

  private void commit(List<Operation<?>> group) {
    try {
      Session current = session();
      Connection connection = current.connection();
      for (Operation<?> operation : group) {
        Savepoint before = connection.setSavepoint();
        try {
          operation.run(current);
          connection.releaseSavepoint(before);
        } catch (SQLException | RuntimeException e) {
          operation.failure = e;
          connection.rollback(before);
        }
      }
      connection.commit();
      group.forEach(Operation::answer);
    } catch (Exception | Error e) {
      LOG.log(System.Logger.Level.ERROR, "The store could not commit: {0}", e.getMessage());
      drop();
      group.forEach(operation -> operation.done.completeExceptionally(e));
    }
  }

  private Session session() throws SQLException {
    Session current = session;
    if (current == null) {
      current = new Session(opener.open());
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

  private static final class Operation<T> {

    private final Work<T> work;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Exception failure;

    Operation(Work<T> work) {
      this.work = work;
    }

    void run(Session session) throws SQLException {
      result = work.run(session);
    }

    void answer() {
      if (failure != null) {
        done.completeExceptionally(failure);
      } else {
        done.complete(result);
      }
    }
  }
}
