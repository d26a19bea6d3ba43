package dev.yizhan.gateway.store.backup;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.store.StoreLocation;
import dev.yizhan.gateway.store.sql.Migrations;
import dev.yizhan.gateway.store.sql.Postgres;
import dev.yizhan.gateway.store.sql.PrivateFiles;
import dev.yizhan.gateway.store.sql.Sqlite;
import dev.yizhan.gateway.store.sql.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** Makes backups of stores while gateways run on them. */
public final class Backup {

  private Backup() {}

  /**
   * Copies one state of a store, as between two transactions, to a file. Nobody waits for it. The
   * file is there when it is complete and was checked.
   *
   * @param file must not exist; beside it is a directory with the ending {@code .part} meanwhile
   * @throws StoreException if there is no store, its version is another one (PostgreSQL), or the
   *     file cannot be written
   */
  public static BackupFile make(StoreLocation store, Path file, Clock clock) {
    if (Files.exists(file)) {
      throw new StoreException(
          file + " exists. Nothing was changed. Give the backup another name",
          new IllegalStateException("exists"));
    }
    try (WorkDirectory work = WorkDirectory.at(file.resolveSibling(file.getFileName() + ".part"))) {
      try (Sqlite copy = Sqlite.open(work.path())) {
        fill(copy, store, work.path(), clock);
      }
      Path complete = Sqlite.file(work.path());
      List<String> errors = BackupFile.of(complete).errors("quick_check");
      if (!errors.isEmpty()) {
        throw new StoreException(
            "The store is damaged, and no backup was made: " + String.join("; ", errors),
            new IllegalStateException("quick_check"));
      }
      PrivateFiles.publish(complete, file);
      return BackupFile.of(file);
    } catch (SQLException e) {
      throw new StoreException("No backup of " + store + " can be made", e);
    } catch (IOException e) {
      throw new StoreException("The backup " + file + " cannot be written", e);
    }
  }

  private static void fill(Sqlite copy, StoreLocation store, Path work, Clock clock)
      throws SQLException {
    Clock begin = Clock.fixed(clock.instant(), clock.getZone());
    if (store instanceof StoreLocation.Embedded embedded) {
      copyFile(embedded.directory(), Sqlite.file(work));
      try (Connection connection = copy.openWriter()) {
        BackupFile.finish(connection, begin);
      }
    } else {
      Postgres server = new Postgres(((StoreLocation.Server) store).settings());
      server.requireDirectConnection();
      Migrations.requireNewest(server, Backup.class.getClassLoader());
      Migrations.apply(copy, Backup.class.getClassLoader());
      try (Connection connection = copy.openWriter();
          Connection source = snapshot(server)) {
        Tables.copy(connection, source, connection);
        connection.commit();
        BackupFile.finish(connection, begin);
      }
    }
  }

  private static void copyFile(Path directory, Path to) throws SQLException {
    Path file = Sqlite.file(directory);
    if (!Files.exists(file)) {
      throw new StoreException(
          "There is no store in " + directory + " (yizhan.data)",
          new IllegalStateException("no " + file.getFileName()));
    }
    try (Connection source = SqliteFile.openBeside(file);
        PreparedStatement vacuum = source.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, to.toString());
      vacuum.execute();
    }
  }

  private static Connection snapshot(Postgres server) throws SQLException {
    Connection connection = server.migrationSource().getConnection();
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    return connection;
  }
}
