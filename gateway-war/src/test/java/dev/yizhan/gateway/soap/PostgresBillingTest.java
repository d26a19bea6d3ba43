package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.PostgresServer;
import dev.yizhan.gateway.store.sql.PostgresSettings;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class PostgresBillingTest extends BillingContract {

  @TempDir private static Path directory;
  private static PostgresServer server;
  private PostgresSettings database;

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start(directory.resolve("postgres"));
  }

  @AfterAll
  static void endServer() {
    server.close();
  }

  @Override
  GatewayStore store() {
    if (database == null) {
      database = server.database();
    }
    return GatewayStore.postgres(database, PlainGateway.KEYS, Clock.systemUTC());
  }
}
