package dev.yizhan.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * A server from its distribution, which the build unpacks. It deploys the files of a directory and
 * checks that directory for changes.
 */
abstract class StandaloneServer extends ProcessServer {

  final Path home = Path.of(System.getProperty("it.home"));
  final int port;
  private final List<Path> wars;

  StandaloneServer(Path base, int port, Map<String, String> properties, List<Path> wars)
      throws IOException {
    super(base, properties);
    this.port = port;
    this.wars = wars;
    prepare();
    for (Path war : wars) {
      deploy(war);
    }
  }

  /** Writes the server's configuration: it listens on 127.0.0.1 only. */
  abstract void prepare() throws IOException;

  /** How many database drivers the server has registered once it has deployed a gateway. */
  int ownDrivers() {
    return 0;
  }

  /** Whether the server forgets the class loader of a removed deployment. */
  boolean freesClassLoaders() {
    return true;
  }

  /** Whether a line of the log is an error that docs/deploy.md calls harmless. */
  boolean isHarmless(String line) {
    return false;
  }

  /** Where deployments are. */
  abstract Path deployments();

  /** Puts a WAR there, at once in full: a server may read a file while it is written. */
  final void deploy(Path war) throws IOException {
    Path copy = Files.copy(war, base.resolve("incoming"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(copy, deployments().resolve(war.getFileName()), StandardCopyOption.ATOMIC_MOVE);
  }

  final void undeploy(Path war) throws IOException {
    Files.delete(deployments().resolve(war.getFileName()));
  }

  final List<Path> wars() {
    return wars;
  }
}
