package dev.yizhan.gateway.store.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Connections to SQLite database files. */
public final class SqliteFile {

  private static final int BUSY_MILLIS = 10_000;

  private SqliteFile() {}

  /**
   * A connection to a database that a gateway may be using. It must not be written to. If nobody
   * else uses it, closing the connection leaves the database as a stopped gateway does.
   */
  public static Connection openBeside(Path file) throws SQLException {
    return dataSource(file, common(BUSY_MILLIS)).getConnection();
  }

  /** A connection to a database that nobody writes to. Its directory may be read-only. */
  public static Connection openReadOnly(Path file) throws SQLException {
    SQLiteConfig config = common(BUSY_MILLIS);
    config.setReadOnly(true);
    return dataSource(file, config).getConnection();
  }

  static SQLiteConfig common(int busyMillis) {
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(busyMillis);
    // No statement asks for them, and the driver would run a query after each.
    config.setGetGeneratedKeys(false);
    return config;
  }

  static DataSource dataSource(Path file, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
