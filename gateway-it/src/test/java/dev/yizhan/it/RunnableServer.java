package dev.yizhan.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The runnable jar, with the vendor simulators in a process of their own where a test needs them.
 */
final class RunnableServer extends ProcessServer {

  private final int port;
  private final int sandboxPort;
  private final Sandbox sandbox;
  private final boolean hasSandbox;

  RunnableServer(Path base, int port, Map<String, String> properties, List<Path> wars)
      throws IOException {
    super(base, properties);
    this.port = port;
    // The page's port is the one before the first vendor's.
    this.sandboxPort = Integer.parseInt(properties.get("yizhan.sandbox.first-port")) - 1;
    this.sandbox = new Sandbox(base.resolve("sandbox"), properties);
    this.hasSandbox = wars.stream().anyMatch(war -> war.endsWith("sandbox.war"));
  }

  @Override
  List<String> command() {
    return List.of("-jar", System.getProperty("it.runnable"), "--port", Integer.toString(port));
  }

  @Override
  public URI sandbox(int gatewayPort) {
    return URI.create("http://127.0.0.1:" + sandboxPort + "/");
  }

  @Override
  public void start(BooleanSupplier isReady) throws IOException {
    if (hasSandbox && !sandbox.isRunning()) {
      sandbox.start(sandbox::isListening);
    }
    super.start(isReady);
  }

  @Override
  public void close() {
    super.close();
    sandbox.close();
  }

  /** The simulators. They go on while the gateway is stopped or killed. */
  private static final class Sandbox extends ProcessServer {

    Sandbox(Path base, Map<String, String> properties) throws IOException {
      super(base, properties);
    }

    @Override
    List<String> command() {
      return List.of(
          "-classpath", System.getProperty("java.class.path"), "dev.yizhan.sandbox.Main");
    }

    boolean isListening() {
      return logLines("Ctrl-C ends it.").size() == 1;
    }
  }
}
