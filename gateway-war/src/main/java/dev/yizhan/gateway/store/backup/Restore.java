package dev.yizhan.gateway.store.backup;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.store.StoreLocation;
import dev.yizhan.gateway.store.sql.Migrations;
import dev.yizhan.gateway.store.sql.Postgres;
import dev.yizhan.gateway.store.sql.PrivateFiles;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.Sqlite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * Makes a store of a backup. What the gateway did after the backup was made is unknown to it, so
 * the store is changed to be safe: {@link LostTime}.
 */
public final class Restore {

  private static final String WORK = "restoring";

  private Restore() {}

  /**
   * Restores a backup to a place where there is no store. An older backup is migrated. The store is
   * there as a whole, or not at all.
   *
   * @return what an operator must know
   * @throws StoreException if the file is no backup, is damaged or newer than this program, or
   *     there is a store already; nothing was changed
   */
  public static RestoreSummary run(
      BackupFile backup, StoreLocation to, SinceBackup since, Clock clock) {
    List<String> errors = backup.errors("quick_check");
    if (!errors.isEmpty()) {
      throw new StoreException(
          "The backup "
              + backup.path()
              + " is damaged, and nothing was changed: "
              + String.join("; ", errors),
          new IllegalStateException("quick_check"));
    }
    try {
      return to instanceof StoreLocation.Embedded embedded
          ? toDirectory(backup, embedded.directory(), since, clock)
          : toServer(backup, new Postgres(((StoreLocation.Server) to).settings()), since, clock);
    } catch (SQLException e) {
      throw new StoreException("The backup cannot be restored to " + to, e);
    } catch (IOException e) {
      throw new StoreException("The backup cannot be copied to " + to, e);
    }
  }

  private static RestoreSummary toDirectory(
      BackupFile backup, Path directory, SinceBackup since, Clock clock)
      throws SQLException, IOException {
    try (Sqlite place = Sqlite.lockEmpty(directory);
        WorkDirectory work = WorkDirectory.at(directory.resolve(WORK))) {
      RestoreSummary summary;
      try (Sqlite copy = opened(backup, work.path());
          Connection connection = copy.openWriter()) {
        summary = changed(connection, since, clock);
        BackupFile.makeSingleFile(connection);
      }
      place.put(Sqlite.file(work.path()));
      return summary;
    }
  }

  private static RestoreSummary toServer(
      BackupFile backup, Postgres server, SinceBackup since, Clock clock)
      throws SQLException, IOException {
    server.requireDirectConnection();
    try (WorkDirectory work = WorkDirectory.temporary();
        Sqlite copy = opened(backup, work.path());
        Connection connection = copy.openWriter()) {
      RestoreSummary summary = changed(connection, since, clock);
      Migrations.apply(server, Restore.class.getClassLoader());
      try (Connection target = server.migrationSource().getConnection()) {
        target.setAutoCommit(false);
        List<String> filled = Tables.filled(connection, target);
        if (!filled.isEmpty()) {
          throw new StoreException(
              "The database has a store: there are rows in "
                  + String.join(", ", filled)
                  + ". Nothing was changed. Give an empty database (yizhan.store.url)",
              new IllegalStateException("not empty"));
        }
        Tables.copy(connection, connection, target);
        target.commit();
      }
      return summary;
    }
  }

  private static Sqlite opened(BackupFile backup, Path work) throws IOException {
    Path data = Sqlite.file(work);
    PrivateFiles.file(data);
    Files.copy(backup.path(), data, StandardCopyOption.REPLACE_EXISTING);
    PrivateFiles.file(data);
    Sqlite copy = Sqlite.open(work);
    boolean migrated = false;
    try {
      Migrations.apply(copy, Restore.class.getClassLoader());
      migrated = true;
      return copy;
    } finally {
      if (!migrated) {
        copy.close();
      }
    }
  }

  private static RestoreSummary changed(Connection connection, SinceBackup since, Clock clock)
      throws SQLException {
    Session session = new Session(connection);
    RestoreSummary summary =
        new LostTime(session, BackupFile.madeAt(session), clock.instant()).apply(since);
    session.update("DROP TABLE IF EXISTS " + BackupFile.TABLE);
    connection.commit();
    return summary;
  }
}
