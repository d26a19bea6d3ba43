package dev.yizhan.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A server that a profile of the build asks for, in a process of its own. */
interface Server extends AutoCloseable {

  /** Starts the server and waits until the gateway answers. Fails if the process ends first. */
  void start(BooleanSupplier isReady) throws IOException;

  void stop();

  /** Ends the process as a crash does. */
  void kill();

  Path log();

  /** Where the page of the vendor simulators is, if they run. */
  default URI sandbox(int gatewayPort) {
    return URI.create("http://localhost:" + gatewayPort + "/sandbox/");
  }

  @Override
  void close();

  /** Whether the build asks for the tests to run on such a server. */
  static boolean isRequested() {
    return !kind().isEmpty();
  }

  private static String kind() {
    return System.getProperty("it.server", "");
  }

  /**
   * Prepares a server.
   *
   * @param properties system properties of the server
   * @param wars the context of each is its file name
   */
  static Server of(Path base, int port, Map<String, String> properties, List<Path> wars)
      throws IOException {
    return switch (kind()) {
      case "tomcat" -> new TomcatServer(base, port, properties, wars);
      case "jetty-ee10" -> new JettyServer("ee10", base, port, properties, wars);
      case "jetty-ee11" -> new JettyServer("ee11", base, port, properties, wars);
      case "runnable" -> new RunnableServer(base, port, properties, wars);
      case "glassfish" -> new GlassFishServer(2, base, port, properties, wars);
      case "payara7" -> new GlassFishServer(1, base, port, properties, wars);
      case "liberty" -> new LibertyServer(base, port, properties, wars);
      default -> ArquillianServer.of(base, port, properties, wars);
    };
  }
}
