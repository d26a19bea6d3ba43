package dev.yizhan.gateway.store.sql;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.task.PeriodicTasks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Checks the structure of all pages of a database file, or of those that are read in a second: a
 * damaged file must not be written to. {@code verify} of a backup reads everything.
 */
final class SqliteCheck {

  private static final System.Logger LOG = System.getLogger(SqliteCheck.class.getName());
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /** Extended result codes have the plain one in their lowest byte. */
  private static final int PLAIN_CODE = 0xff;

  private static final Set<Integer> DAMAGE =
      Set.of(SQLiteErrorCode.SQLITE_CORRUPT.code, SQLiteErrorCode.SQLITE_NOTADB.code);

  private SqliteCheck() {}

  /**
   * Checks a file that no gateway uses.
   *
   * @throws StoreException if it is damaged; other errors are left to whoever uses it
   */
  static void run(Path file) {
    PeriodicTasks limit = new PeriodicTasks("yizhan-store-check");
    try (Connection connection = SqliteFile.openBeside(file);
        Statement statement = connection.createStatement()) {
      limit.every(LONGEST, "The check of the store does not end", () -> cancel(statement));
      List<String> errors = new ArrayList<>();
      try (ResultSet lines = statement.executeQuery("PRAGMA quick_check(3)")) {
        while (lines.next()) {
          errors.add(lines.getString(1));
        }
      }
      if (!errors.equals(List.of("ok"))) {
        throw damaged(file, new SQLException(String.join("; ", errors)));
      }
    } catch (SQLiteException e) {
      if (DAMAGE.contains(e.getResultCode().code & PLAIN_CODE)) {
        throw damaged(file, e);
      }
      LOG.log(System.Logger.Level.DEBUG, "Not all of the store was checked: {0}", e.getMessage());
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "The store was not checked: {0}", e.getMessage());
    } finally {
      limit.close();
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "The check has ended", e);
    }
  }

  private static StoreException damaged(Path file, SQLException e) {
    return new StoreException(
        "The database file "
            + file
            + " is damaged. Nothing was changed. Move it and the files whose names begin with its"
            + " name away, and restore a backup",
        e);
  }
}
