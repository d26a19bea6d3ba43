package dev.yizhan.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** WildFly. Its deployments are in its directory, so a restart finds them again. */
final class WildFlyServer extends ArquillianServer {

  WildFlyServer(Path base, int port, List<String> jvm, List<Path> wars) throws IOException {
    super(base, port, jvm, wars);
  }

  @Override
  void prepare(List<String> jvm) throws IOException {
    copy(home.resolve("standalone"), base);
  }

  @Override
  void deployAll(boolean isFirstStart) {
    if (isFirstStart) {
      wars.forEach(war -> deploy(archive(war)));
    }
  }

  @Override
  public Path log() {
    return base.resolve("log/server.log");
  }
}
