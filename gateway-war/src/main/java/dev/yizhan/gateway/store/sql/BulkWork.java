package dev.yizhan.gateway.store.sql;

import java.sql.SQLException;
import java.util.List;

/** Work that is done for many operations at once. One instance stands for one kind of work. */
public interface BulkWork<A, T> {

  /** Returns the results in the order of the arguments. */
  List<T> run(Session session, List<A> arguments) throws SQLException;

  /** Whether it runs after the other kinds of its group. */
  default boolean runsLate() {
    return false;
  }

  /**
   * Whether it starts new work: it may wait until as many other operations have been done, so that
   * work that was accepted is done first.
   */
  default boolean startsWork() {
    return false;
  }
}
