package dev.yizhan.gateway.door;

import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.PostgresServer;
import dev.yizhan.gateway.store.sql.PostgresSettings;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class PostgresWinnerlookPushTest extends WinnerlookPushContract {

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
  @BeforeEach
  void start() throws Exception {
    database = server.database();
    super.start();
  }

  @Override
  GatewayStore opened() {
    return GatewayStore.postgres(database, PlainGateway.KEYS, Clock.systemUTC());
  }
}
