package dev.yizhan.gateway.store.sql;

import dev.yizhan.gateway.core.fault.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An operation that waits for the writer, and its result. */
public final class WriteOperation<A, T> {

  private static final BulkWork<StoreWork<?>, Object> SINGLE =
      (session, works) -> {
        List<Object> results = new ArrayList<>(works.size());
        for (StoreWork<?> work : works) {
          results.add(work.run(session));
        }
        return results;
      };

  /** Another instance than {@link #SINGLE}, and so a kind of its own. */
  private static final BulkWork<StoreWork<?>, Object> LAST =
      (session, works) -> SINGLE.run(session, works);

  private static final long NEVER = Long.MIN_VALUE;

  private final BulkWork<A, T> work;
  private final A argument;
  private final long deadline;
  private final CompletableFuture<T> completion = new CompletableFuture<>();
  private final AtomicBoolean taken = new AtomicBoolean();
  private @Nullable T result;

  WriteOperation(BulkWork<A, T> work, A argument) {
    this(work, argument, NEVER);
  }

  /**
   * An operation with a deadline.
   *
   * @param deadline by {@link System#nanoTime}: if the writer has not begun it by then, it is not
   *     done
   */
  WriteOperation(BulkWork<A, T> work, A argument, long deadline) {
    this.work = work;
    this.argument = argument;
    this.deadline = deadline;
  }

  /**
   * Decides that the operation is run, or that it is given up; the first decision counts.
   *
   * @return whether this is the first
   */
  boolean take() {
    return taken.compareAndSet(false, true);
  }

  /** Gives the operation up if its deadline has passed and it is not being run. */
  void giveUpAfterDeadline(long now) {
    if (deadline != NEVER && now - deadline > 0 && take()) {
      fail(
          new StoreException(
              "The store has not begun the operation in time", new IllegalStateException()));
    }
  }

  @SuppressWarnings("unchecked") // SINGLE gives each work its own result.
  static <T> WriteOperation<?, T> of(StoreWork<T> work) {
    return (WriteOperation<?, T>) (WriteOperation<?, ?>) new WriteOperation<>(SINGLE, work);
  }

  /** Runs after all other operations of its group. */
  @SuppressWarnings("unchecked") // LAST gives each work its own result.
  static <T> WriteOperation<?, T> last(StoreWork<T> work) {
    return (WriteOperation<?, T>) (WriteOperation<?, ?>) new WriteOperation<>(LAST, work);
  }

  boolean isLast() {
    return work.equals(LAST);
  }

  BulkWork.Share share() {
    return work.share(argument);
  }

  boolean runsLate() {
    return work.runsLate();
  }

  CompletableFuture<T> completion() {
    return completion;
  }

  void complete() {
    completion.complete(result);
  }

  void fail(StoreException failure) {
    completion.completeExceptionally(failure);
  }

  /** Runs the operations of one kind together, kind by kind. */
  static void runAll(Session session, List<WriteOperation<?, ?>> group) throws SQLException {
    Map<BulkWork<?, ?>, List<WriteOperation<?, ?>>> kinds = new LinkedHashMap<>();
    for (WriteOperation<?, ?> operation : group) {
      kinds.computeIfAbsent(operation.work, kind -> new ArrayList<>()).add(operation);
    }
    List<WriteOperation<?, ?>> last = kinds.remove(LAST);
    for (boolean late : new boolean[] {false, true}) {
      for (Map.Entry<BulkWork<?, ?>, List<WriteOperation<?, ?>>> kind : kinds.entrySet()) {
        if (kind.getKey().runsLate() == late) {
          runKind(session, kind.getValue());
        }
      }
    }
    if (last != null) {
      runKind(session, last);
    }
  }

  @SuppressWarnings("unchecked") // All operations of one kind have its types.
  private static <A, T> void runKind(Session session, List<WriteOperation<?, ?>> kind)
      throws SQLException {
    List<WriteOperation<A, T>> operations = (List<WriteOperation<A, T>>) (List<?>) kind;
    List<A> arguments = operations.stream().map(operation -> operation.argument).toList();
    List<T> results = operations.get(0).work.run(session, arguments);
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i).result = results.get(i);
    }
  }
}
