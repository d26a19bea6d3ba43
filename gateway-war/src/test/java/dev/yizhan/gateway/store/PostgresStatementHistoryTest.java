package dev.yizhan.gateway.store;

import dev.yizhan.gateway.store.sql.PostgresSettings;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class PostgresStatementHistoryTest extends StatementHistoryContract {

  @TempDir private static Path directory;
  private static PostgresServer server;
  private PostgresSettings database;

  @BeforeAll
  static void start() {
    server = PostgresServer.start(directory.resolve("postgres"));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Override
  @BeforeEach
  void open() {
    if (database == null) {
      database = server.database();
    }
    super.open();
  }

  @Override
  GatewayStore opened() {
    return GatewayStore.postgres(database, StoreContract.KEYS, Clock.systemUTC());
  }
}
