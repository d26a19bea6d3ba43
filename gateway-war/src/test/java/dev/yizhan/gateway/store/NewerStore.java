package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.core.fault.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A store that a newer gateway has migrated. */
final class NewerStore {

  private static final String VERSION = "4711";

  private NewerStore() {}

  /** Makes a store one of a version that no gateway has yet. */
  static void insertMigration(String url, String user, String password) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
              + " checksum, installed_by, execution_time, success) VALUES (4711, '"
              + VERSION
              + "', 'newer', 'SQL', 'V4711__newer.sql', 1, 'newer', 1, TRUE)");
    }
  }

  static void assertRefused(ThrowingCallable open, String label) throws Exception {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(open)
        .withMessageContaining(
            "The %s store has version %s and this gateway knows up to version %s:",
            label, VERSION, newestMigration())
        .withMessageContaining("restore the backup");
  }

  /** By the files' names. */
  private static int newestMigration() throws Exception {
    Path folder = Path.of(NewerStore.class.getResource("/db/migration").toURI());
    try (var files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith("V"))
          .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }
  }
}
