package dev.yizhan.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.container.spi.client.deployment.Deployment;
import org.jboss.arquillian.container.spi.client.deployment.DeploymentDescription;
import org.jboss.arquillian.container.spi.event.DeployDeployment;
import org.jboss.arquillian.container.spi.event.SetupContainer;
import org.jboss.arquillian.container.spi.event.StartContainer;
import org.jboss.arquillian.container.spi.event.StopContainer;
import org.jboss.arquillian.core.impl.loadable.LoadableExtensionLoader;
import org.jboss.arquillian.core.spi.Manager;
import org.jboss.arquillian.core.spi.ManagerBuilder;
import org.jboss.arquillian.test.spi.context.ClassContext;
import org.jboss.arquillian.test.spi.context.SuiteContext;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A server with its own directory and ports. Arquillian starts it, deploys to it and stops it
 * through the adapter on the class path. Arquillian's usual mode, one deployment for each test
 * class, supports neither servers that are killed nor one that several classes share.
 */
abstract class ArquillianServer implements Server {

  private static final String KIND = System.getProperty("it.server", "");
  private static final long LONGEST_STOP_SECONDS = 60;

  final Path home = Path.of(System.getProperty("it.home"));
  final Path base;
  final int port;
  final int adminPort = Ports.free();
  final List<Path> wars;
  final Manager manager;
  final Container<?> container;
  ProcessHandle process;

  /**
   * Prepares a server.
   *
   * @param properties system properties of the server
   * @param wars the context of each is its file name
   */
  static ArquillianServer of(Path base, int port, Map<String, String> properties, List<Path> wars)
      throws IOException {
    Path directory = Files.createDirectories(base.toAbsolutePath());
    List<String> jvm =
        new ArrayList<>(
            List.of(
                "-Xmx512m",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                "-Dserver.base=" + directory));
    properties.forEach((name, value) -> jvm.add("-D" + name + "=" + value));
    return switch (KIND) {
      case "wildfly" -> new WildFlyServer(directory, port, jvm, wars);
      case "payara" -> new PayaraServer(directory, port, jvm, wars);
      default -> new PayaraMicroServer(directory, port, jvm, wars);
    };
  }

  ArquillianServer(Path base, int port, List<String> jvm, List<Path> wars) throws IOException {
    this.base = base;
    this.port = port;
    this.wars = wars;
    prepare(jvm);
    System.setProperty("server.base", base.toString());
    System.setProperty("server.domain", base.getFileName().toString());
    System.setProperty("server.port", Integer.toString(port));
    System.setProperty("server.https", Integer.toString(Ports.free()));
    System.setProperty("server.admin", Integer.toString(adminPort));
    System.setProperty("server.java", javaHome());
    System.setProperty("server.jvm", String.join(" ", jvm));
    System.setProperty(
        "server.more",
        wars.stream().skip(1).map(war -> "--deploy " + war).collect(Collectors.joining(" ")));
    manager = ManagerBuilder.from().extension(LoadableExtensionLoader.class).create();
    manager.start();
    // WildFly's adapter reads annotations of the test class when it deploys.
    manager.getContext(SuiteContext.class).activate();
    manager.getContext(ClassContext.class).activate(ArquillianServer.class);
    container = manager.resolve(ContainerRegistry.class).getContainers().get(0);
    manager.fire(new SetupContainer(container));
  }

  static String javaHome() {
    String given = System.getProperty("it.java", "");
    return given.isEmpty() ? System.getProperty("java.home") : given;
  }

  abstract void prepare(List<String> jvm) throws IOException;

  /** Called after each start of the container. Deploys what the server does not keep. */
  abstract void deployAll(boolean isFirstStart) throws IOException;

  @Override
  public void start(BooleanSupplier isReady) throws IOException {
    boolean isFirstStart = process == null;
    manager.fire(new StartContainer(container));
    try {
      deployAll(isFirstStart);
    } finally {
      process = process();
    }
    // Payara Server reports that it has started before its applications are deployed.
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!isReady.getAsBoolean()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IllegalStateException("not ready: " + log());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  final Deployment deploy(Archive<?> archive) {
    Deployment deployment = new Deployment(new DeploymentDescription(archive.getName(), archive));
    manager.fire(new DeployDeployment(container, deployment));
    return deployment;
  }

  /** Copies a WAR under the name of its context: servers take the context from the file's name. */
  static Path copyWar(Path data, Path war, String context) throws IOException {
    return Files.copy(
        war,
        Files.createDirectories(data.resolve("wars")).resolve(context + ".war"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  static Archive<?> archive(Path war) {
    return ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile());
  }

  ProcessHandle process() throws IOException {
    return ProcessHandle.current()
        .descendants()
        .filter(each -> each.info().commandLine().orElse("").contains("-Dserver.base=" + base))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no process: " + log()));
  }

  /** Kills the process as a crash does, then lets the adapter stop what it believes is running. */
  @Override
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
    stop();
  }

  @Override
  public void stop() {
    manager.fire(new StopContainer(container));
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      process.onExit().get(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IllegalStateException("does not stop: " + log(), e);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      stop();
    }
    manager.shutdown();
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }
}
