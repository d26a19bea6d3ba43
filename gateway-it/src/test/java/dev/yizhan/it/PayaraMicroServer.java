package dev.yizhan.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.arquillian.container.spi.client.deployment.Deployment;
import org.jboss.arquillian.container.spi.event.UnDeployDeployment;

/** Payara Micro. The first deployment starts it; the other WARs are arguments of its start. */
final class PayaraMicroServer extends ArquillianServer {

  private Deployment deployment;

  PayaraMicroServer(Path base, int port, List<String> jvm, List<Path> wars) throws IOException {
    super(base, port, jvm, wars);
  }

  @Override
  void prepare(List<String> jvm) throws IOException {
    Files.createDirectories(base.resolve("root"));
    Files.writeString(
        base.resolve("pre-boot.txt"),
        "set configs.config.server-config.network-config.network-listeners.network-listener"
            + ".http-listener.address=127.0.0.1\n");
  }

  /** The adapter has no setting for the JDK: it takes the one of this process. */
  @Override
  void deployAll(boolean isFirstStart) {
    String ownJavaHome = System.getProperty("java.home");
    System.setProperty("java.home", javaHome());
    try {
      deployment = deploy(archive(wars.get(0)));
    } finally {
      System.setProperty("java.home", ownJavaHome);
    }
  }

  @Override
  public void stop() {
    // After a kill, too: otherwise the adapter reads the ended output in a busy loop.
    if (deployment != null) {
      manager.fire(new UnDeployDeployment(container, deployment));
    }
    super.stop();
  }

  @Override
  public Path log() {
    return base.resolve("server.log.0");
  }
}
