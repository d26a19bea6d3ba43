package dev.yizhan.gateway.store.sql;

import java.sql.SQLException;

/** Classifies errors of the databases. */
public final class SqlErrors {

  private static final int SQLITE_CONSTRAINT = 19;
  private static final String CONSTRAINT = "23";
  private static final String DEADLOCK = "40";
  private static final String DATA = "22";
  private static final String LIMIT = "54";

  private SqlErrors() {}

  /**
   * Whether one operation of a group may have caused it, rather than the store as a whole. Lock and
   * statement time-outs are the store's: each operation would wait for the same lock again, one
   * after the other.
   */
  static boolean mayConcernOneOperation(Throwable e) {
    if (!(e instanceof SQLException sql)) {
      return e instanceof RuntimeException;
    }
    String state = String.valueOf(sql.getSQLState());
    return isAboutData(e) || state.startsWith(DEADLOCK);
  }

  /**
   * Whether an operation that ran alone failed because of its values: a constraint, a value that
   * the database does not accept, or an error of the gateway's code. Locks, deadlocks, time-outs,
   * restarts and lost connections are the store's.
   */
  static boolean isAboutData(Throwable e) {
    if (!(e instanceof SQLException sql)) {
      return e instanceof RuntimeException;
    }
    String state = String.valueOf(sql.getSQLState());
    return sql.getErrorCode() == SQLITE_CONSTRAINT
        || state.startsWith(CONSTRAINT)
        || state.startsWith(DATA)
        || state.startsWith(LIMIT);
  }

  /** For logs; without the message, which may contain values. */
  static String describe(Throwable e) {
    return e instanceof SQLException sql
        ? e.getClass().getSimpleName() + " " + sql.getSQLState() + " " + sql.getErrorCode()
        : e.getClass().getSimpleName();
  }
}
