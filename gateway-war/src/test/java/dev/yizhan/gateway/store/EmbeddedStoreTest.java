package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.core.fault.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest extends StoreContract {

  @TempDir private Path directory;

  @Override
  GatewayStore opened(KeyRing keys) {
    return GatewayStore.embedded(directory, keys, Clock.systemUTC());
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

  @Test
  void countsAllOrNothing() {
    QuotasContract.countsAllOrNothing(store());
  }

  @Test
  void countsExactlyWithManyWriters() throws Exception {
    QuotasContract.countsExactly(List.of(store()));
  }
}
