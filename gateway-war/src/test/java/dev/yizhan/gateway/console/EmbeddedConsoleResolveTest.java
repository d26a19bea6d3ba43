package dev.yizhan.gateway.console;

import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.store.GatewayStore;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedConsoleResolveTest extends ConsoleResolveContract {

  @TempDir private Path directory;

  @Override
  GatewayStore store() {
    return GatewayStore.embedded(directory, PlainGateway.KEYS, Clock.systemUTC());
  }
}
