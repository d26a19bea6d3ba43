package dev.yizhan.gateway.store.backup;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.SqliteFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A backup: one SQLite file with all tables of a store, whichever database that uses, and the time
 * when it was made. Numbers in it are plain, and texts are encrypted under the store's keys, which
 * it does not contain. Only the user who made it can read it.
 */
public final class BackupFile {

  static final String TABLE = "backup";

  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final Path file;

  private BackupFile(Path file) {
    this.file = file;
  }

  /**
   * A file that was made by {@code backup}, or the database file of an embedded store that was
   * stopped.
   *
   * @throws StoreException if it is none
   */
  public static BackupFile of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      if (!Arrays.equals(in.readNBytes(SQLITE.length), SQLITE)) {
        throw noBackup(file);
      }
    } catch (IOException e) {
      throw new StoreException("The backup " + file + " cannot be read", e);
    }
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    if (Files.exists(log)) {
      throw new StoreException(
          file
              + " is the database of a gateway that runs or was not stopped properly: "
              + log.getFileName()
              + " belongs to it. Make a backup of it (backup), and use that",
          new IllegalStateException("write-ahead log"));
    }
    return new BackupFile(file);
  }

  private static StoreException noBackup(Path file) {
    return new StoreException(
        file + " is no backup of a store of Yizhan", new IllegalStateException("not a backup"));
  }

  public Path path() {
    return file;
  }

  /** Marks a finished copy, and makes it a single file. */
  static void finish(Connection copy, Clock clock) throws SQLException {
    copy.setAutoCommit(true);
    try (Statement statement = copy.createStatement()) {
      statement.execute("CREATE TABLE " + TABLE + " (made_at BIGINT NOT NULL)");
      statement.executeUpdate("INSERT INTO " + TABLE + " VALUES (" + clock.millis() + ")");
    }
    makeSingleFile(copy);
  }

  /** Moves the write-ahead log into the file. */
  static void makeSingleFile(Connection sqlite) throws SQLException {
    sqlite.setAutoCommit(true);
    try (Statement statement = sqlite.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      statement.execute("PRAGMA journal_mode=DELETE");
    }
  }

  /**
   * The time to which a copy knows everything: when its backup was begun, or, of a plain copy, the
   * newest time in it.
   */
  static Instant madeAt(Session copy) throws SQLException {
    boolean isMarked = hasTable(copy, TABLE);
    String sql =
        isMarked
            ? "SELECT MAX(made_at) FROM " + TABLE
            : "SELECT MAX(COALESCE((SELECT MAX(created_at) FROM submission), 0), COALESCE((SELECT"
                + " MAX(received_at) FROM record), 0))";
    return Instant.ofEpochMilli(copy.queryFirst(row -> row.getLong(1), sql).orElseThrow());
  }

  private static boolean hasTable(Session copy, String name) throws SQLException {
    return copy.queryFirst(
            row -> true, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", name)
        .isPresent();
  }

  /**
   * Checks the database file.
   *
   * @param pragma {@code quick_check}, or {@code integrity_check}, which compares indices, too
   * @return the errors; empty if there are none
   * @throws StoreException if it is the file of another program
   */
  List<String> errors(String pragma) {
    try (Connection connection = SqliteFile.openReadOnly(file)) {
      Session session = new Session(connection);
      if (!hasTable(session, "vendor_call")) {
        throw noBackup(file);
      }
      return session.query(row -> row.getString(1), "PRAGMA " + pragma + "(10)").stream()
          .filter(line -> !line.equals("ok"))
          .toList();
    } catch (SQLException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /** The version of its tables; empty if it has none. */
  static Optional<String> version(Session copy) throws SQLException {
    return copy.queryFirst(
        row -> row.getString(1),
        "SELECT version FROM flyway_schema_history WHERE version IS NOT NULL ORDER BY"
            + " installed_rank DESC LIMIT 1");
  }
}
