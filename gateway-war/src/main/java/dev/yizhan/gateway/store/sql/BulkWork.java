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

  /** The place of an operation in the next group. */
  default Share share(A argument) {
    return Share.ALWAYS;
  }

  /** How many operations of a kind join a group; the others wait for the next ones. */
  enum Share {
    /** All of them. */
    ALWAYS,
    /** New work that somebody waits for: as much as other work ends. */
    AS_WORK_ENDS,
    /** New work that nobody waits for: so much that the group does not take long. */
    BATCH
  }
}
