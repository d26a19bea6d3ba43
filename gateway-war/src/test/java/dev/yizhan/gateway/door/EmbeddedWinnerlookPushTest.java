package dev.yizhan.gateway.door;

import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.store.GatewayStore;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedWinnerlookPushTest extends WinnerlookPushContract {

  @TempDir private Path directory;

  @Override
  GatewayStore opened() {
    return GatewayStore.embedded(directory, PlainGateway.KEYS, Clock.systemUTC());
  }
}
