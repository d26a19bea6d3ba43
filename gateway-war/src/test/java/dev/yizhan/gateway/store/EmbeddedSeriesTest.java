package dev.yizhan.gateway.store;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedSeriesTest extends SeriesContract {

  @TempDir private Path directory;

  @Override
  GatewayStore store() {
    return GatewayStore.embedded(directory, StoreContract.KEYS, Clock.systemUTC());
  }
}
