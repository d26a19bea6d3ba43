package dev.yizhan.gateway.console;

import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.PostgresServer;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class PostgresConsoleResolveTest extends ConsoleResolveContract {

  @TempDir private static Path directory;
  private static PostgresServer server;

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
    return GatewayStore.postgres(server.database(), PlainGateway.KEYS, Clock.systemUTC());
  }
}
