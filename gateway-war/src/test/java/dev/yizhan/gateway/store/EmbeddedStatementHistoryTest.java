package dev.yizhan.gateway.store;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStatementHistoryTest extends StatementHistoryContract {

  @TempDir private Path directory;

  @Override
  GatewayStore opened() {
    return GatewayStore.embedded(directory, StoreContract.KEYS, Clock.systemUTC());
  }
}
