package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.store.sql.Migrations;
import dev.yizhan.gateway.store.sql.Sqlite;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedStoreTest extends StoreContract {

  private static final int PAGE = 4096;

  @TempDir private Path directory;

  @Override
  GatewayStore opened(KeyRing keys) {
    return GatewayStore.embedded(directory, keys, Clock.systemUTC());
  }

  @Override
  Connection connection() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("gateway.db"));
  }

  @Test
  void letsOnlyItsOwnUserReadItsFiles() throws IOException {
    try (var files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile).toList())
          .hasSizeGreaterThan(3)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
  }

  @Test
  void narrowsThePermissionsOfAnExistingStore() throws IOException {
    store().close();
    Path data = directory.resolve("gateway.db");
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    open();
    letsOnlyItsOwnUserReadItsFiles();
  }

  @Test
  void refusesASecondGatewayOnTheSameData() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> opened(KEYS))
        .withMessageContaining("in use by another gateway");
  }

  @Test
  void writesNoPlainTextToItsFiles() throws IOException {
    store().submissions().insert(submission(1, "a", 1));
    store().close();
    try (var files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain(
                new String("测试".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(Files.readString(directory.resolve("gateway.db"), StandardCharsets.ISO_8859_1))
        .contains("13800000000");
    open();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway.lock", "gateway.db-wal", "gateway.db-shm"})
  void refusesRemainsWithoutADatabaseFile(String name, @TempDir Path other) throws IOException {
    Files.createFile(other.resolve(name));
    assertRefusesRemains(other, "gateway.db is missing, but its directory", name);
    Files.delete(other.resolve(name));
    GatewayStore.embedded(other, KEYS, Clock.systemUTC()).close();
  }

  @Test
  void refusesAnEmptyDatabaseFile(@TempDir Path other) throws IOException {
    GatewayStore.embedded(other, KEYS, Clock.systemUTC()).close();
    Files.write(other.resolve("gateway.db"), new byte[0]);
    assertRefusesRemains(other, "gateway.db is empty, but its directory", "gateway.lock");
    assertThat(other.resolve("gateway.db")).isEmptyFile();
  }

  private static void assertRefusesRemains(Path directory, String... parts) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> GatewayStore.embedded(directory, KEYS, Clock.systemUTC()))
        .withMessageContainingAll(parts)
        .withMessageContaining("Restore the database from a backup");
  }

  /** A first start that ends before the database is there has lost nothing. */
  @Test
  void beginsAgainAfterAFirstStartThatWasCutShort(@TempDir Path other) throws IOException {
    Sqlite.open(other).close();
    assertThat(other.resolve("gateway.db")).isEmptyFile();
    GatewayStore.embedded(other, KEYS, Clock.systemUTC()).close();
    Files.delete(other.resolve("gateway.db"));
    assertRefusesRemains(other, "gateway.lock");
  }

  @Test
  void beginsBesideAKeyFile(@TempDir Path other) throws IOException {
    Files.writeString(other.resolve("store.key"), "a key");
    GatewayStore.embedded(other, KEYS, Clock.systemUTC()).close();
    assertThat(other.resolve("gateway.db")).isNotEmptyFile();
  }

  @Test
  void refusesANewerStoreAndChangesNothing(@TempDir Path other) throws Exception {
    GatewayStore.embedded(other, KEYS, Clock.systemUTC()).close();
    Path data = other.resolve("gateway.db");
    NewerStore.insertMigration("jdbc:sqlite:" + data, "", "");
    byte[] before = Files.readAllBytes(data);
    NewerStore.assertRefused(() -> GatewayStore.embedded(other, KEYS, Clock.systemUTC()), "SQLite");
    assertThat(data).hasBinaryContent(before);
  }

  /** The file's first page, which names the tables, is whole: only later ones are not. */
  @Test
  void refusesADamagedDatabase(@TempDir Path other) throws IOException {
    GatewayStore.embedded(other, KEYS, Clock.systemUTC()).close();
    Path data = other.resolve("gateway.db");
    byte[] content = Files.readAllBytes(data);
    Arrays.fill(content, 3 * PAGE, content.length, (byte) 7);
    Files.write(data, content);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> GatewayStore.embedded(other, KEYS, Clock.systemUTC()))
        .withMessageContaining("gateway.db is damaged. Nothing was changed");
    assertThat(data).hasBinaryContent(content);
  }

  @Test
  void reportsThatNoMigrationIsFound(@TempDir Path other) {
    try (Sqlite database = Sqlite.open(other)) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> Migrations.apply(database, withoutMigrations()))
          .withMessageStartingWith("No migration found");
    }
  }

  private static ClassLoader withoutMigrations() {
    return new ClassLoader(EmbeddedStoreTest.class.getClassLoader()) {
      @Override
      public Enumeration<URL> getResources(String name) throws IOException {
        return name.startsWith("db/migration")
            ? Collections.emptyEnumeration()
            : super.getResources(name);
      }
    };
  }

  /** Open Liberty's class loaders list no folders. Flyway knows them by their class's name. */
  @ParameterizedTest
  @ValueSource(strings = {"migration", "callback"})
  void hasTheMarkersThatFlywayNeedsOnOpenLiberty(String folder) {
    assertThat(GatewayStore.class.getResource("/db/" + folder + "/flyway.location")).isNotNull();
  }

  @Test
  void countsAllOrNothing() {
    QuotasContract.countsAllOrNothing(store());
  }

  @Test
  void countsInPeriods() {
    QuotasContract.countsInPeriods(store());
  }

  @Test
  void countsExactlyWithManyWriters() throws Exception {
    QuotasContract.countsExactly(List.of(store()));
  }
}
