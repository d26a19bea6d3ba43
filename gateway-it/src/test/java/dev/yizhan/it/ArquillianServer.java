package dev.yizhan.it;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
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
import org.jboss.arquillian.container.spi.event.UnDeployDeployment;
import org.jboss.arquillian.core.impl.loadable.LoadableExtensionLoader;
import org.jboss.arquillian.core.spi.Manager;
import org.jboss.arquillian.core.spi.ManagerBuilder;
import org.jboss.arquillian.test.spi.context.ClassContext;
import org.jboss.arquillian.test.spi.context.SuiteContext;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A server in a directory and at ports of its own, which Arquillian starts, fills and ends: of the
 * kind whose adapter is on the class path. Arquillian's own way, a deployment for each test class,
 * has no place for servers that are killed, nor for one that many classes share.
 */
abstract class ArquillianServer implements AutoCloseable {

  private static final String KIND = System.getProperty("it.server", "");
  private static final long LONGEST_STOP_SECONDS = 60;
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 12_000;

  final Path home = Path.of(System.getProperty("it.home"));
  final Path base;
  final int port;
  final int admin = freePort();
  final List<Path> wars;
  final Manager manager;
  final Container<?> container;
  ProcessHandle process;

  /** Whether the tests are to run on such a server. */
  static boolean isWanted() {
    return !KIND.isEmpty();
  }

  /**
   * Prepares a server.
   *
   * @param base its directory
   * @param port where it listens
   * @param properties that it has
   * @param wars that it runs; the context is the file's name
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
      case "wildfly" -> new WildFly(directory, port, jvm, wars);
      case "payara" -> new PayaraServer(directory, port, jvm, wars);
      default -> new PayaraMicro(directory, port, jvm, wars);
    };
  }

  private ArquillianServer(Path base, int port, List<String> jvm, List<Path> wars)
      throws IOException {
    this.base = base;
    this.port = port;
    this.wars = wars;
    prepare(jvm);
    System.setProperty("server.base", base.toString());
    System.setProperty("server.domain", base.getFileName().toString());
    System.setProperty("server.port", Integer.toString(port));
    System.setProperty("server.https", Integer.toString(freePort()));
    System.setProperty("server.admin", Integer.toString(admin));
    System.setProperty("server.java", java());
    System.setProperty("server.jvm", String.join(" ", jvm));
    System.setProperty(
        "server.more",
        wars.stream().skip(1).map(war -> "--deploy " + war).collect(Collectors.joining(" ")));
    manager = ManagerBuilder.from().extension(LoadableExtensionLoader.class).create();
    manager.start();
    // WildFly's adapter looks for annotations of the test class when it deploys.
    manager.getContext(SuiteContext.class).activate();
    manager.getContext(ClassContext.class).activate(ArquillianServer.class);
    container = manager.resolve(ContainerRegistry.class).getContainers().get(0);
    manager.fire(new SetupContainer(container));
  }

  /** The JDK that the server runs on. */
  static String java() {
    return System.getProperty("it.java", System.getProperty("java.home"));
  }

  abstract void prepare(List<String> jvm) throws IOException;

  /** Starts the server, with what it runs; the first time or once more. */
  abstract void begin(boolean isFirst) throws IOException;

  abstract Path log();

  /** Starts, and waits until the gateway answers or the server has told that it does not. */
  void start(BooleanSupplier isReady) throws IOException {
    boolean isFirst = process == null;
    manager.fire(new StartContainer(container));
    try {
      begin(isFirst);
    } finally {
      process = process();
    }
    // Payara Server says that it has started before it has its applications.
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!isReady.getAsBoolean()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IllegalStateException("not ready: " + log());
      }
      java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  final Deployment deploy(Archive<?> archive) {
    Deployment deployment = new Deployment(new DeploymentDescription(archive.getName(), archive));
    manager.fire(new DeployDeployment(container, deployment));
    return deployment;
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

  /** Ends it without a word, as a crash does; the adapter is to forget it. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
    stop();
  }

  void stop() {
    manager.fire(new StopContainer(container));
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      process.onExit().get(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IllegalStateException("does not end: " + log(), e);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      stop();
    }
    manager.shutdown();
  }

  /** Not of those that the system gives to clients: one of these may be taken before it is used. */
  static int freePort() {
    while (true) {
      int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Another one.
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
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

  /** Keeps its deployments in its directory. */
  private static final class WildFly extends ArquillianServer {

    WildFly(Path base, int port, List<String> jvm, List<Path> wars) throws IOException {
      super(base, port, jvm, wars);
    }

    @Override
    void prepare(List<String> jvm) throws IOException {
      copy(home.resolve("standalone"), base);
    }

    @Override
    void begin(boolean isFirst) {
      if (isFirst) {
        wars.forEach(war -> deploy(archive(war)));
      }
    }

    @Override
    Path log() {
      return base.resolve("log/server.log");
    }
  }

  /** Started by its one deployment; what else it runs are options. */
  private static final class PayaraMicro extends ArquillianServer {

    private Deployment deployment;

    PayaraMicro(Path base, int port, List<String> jvm, List<Path> wars) throws IOException {
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

    /** Its adapter takes the JDK that runs the tests, whatever is wanted. */
    @Override
    void begin(boolean isFirst) {
      String java = System.getProperty("java.home");
      System.setProperty("java.home", java());
      try {
        deployment = deploy(archive(wars.get(0)));
      } finally {
        System.setProperty("java.home", java);
      }
    }

    @Override
    void stop() {
      // Also of a killed one: else the adapter reads its output for ever, with all of a processor.
      if (deployment != null) {
        manager.fire(new UnDeployDeployment(container, deployment));
      }
      super.stop();
    }

    @Override
    Path log() {
      return base.resolve("server.log.0");
    }
  }

  /** Has its settings in its domain, and is no child of ours: asadmin starts it, and ends. */
  private static final class PayaraServer extends ArquillianServer {

    private static final String CONTROL =
        "fish.payara.arquillian.container.payara.managed.PayaraServerControl";

    PayaraServer(Path base, int port, List<String> jvm, List<Path> wars) throws IOException {
      super(base, port, jvm, wars);
    }

    private Path domain() {
      return home.resolve("glassfish/domains").resolve(base.getFileName());
    }

    /** On 127.0.0.1 alone, and without what the tests do not need and would open ports for. */
    @Override
    void prepare(List<String> jvm) throws IOException {
      copy(home.resolve("glassfish/domains/domain1"), domain());
      Path xml = domain().resolve("config/domain.xml");
      String options =
          jvm.stream()
              .map(option -> "<jvm-options>" + option + "</jvm-options>")
              .collect(Collectors.joining("\n"));
      Files.writeString(
          xml,
          Files.readString(xml)
              .replaceAll(
                  "<(iiop-listener|jmx-connector|network-listener port=\"8181\") ",
                  "<$1 enabled=\"false\" ")
              .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port + "\"")
              .replace("port=\"4848\"", "address=\"127.0.0.1\" port=\"" + admin + "\"")
              .replace(
                  "name=\"http-thread-pool\"",
                  "name=\"http-thread-pool\" max-thread-pool-size=\"200\"")
              .replace("<java-config ", "<java-config java-home=\"" + java() + "\" ")
              .replace("org.apache.felix.shell.remote,", "")
              .replaceFirst(
                  "<connector-service ",
                  "<jms-service type=\"DISABLED\" default-jms-host=\"none\"><jms-host"
                      + " name=\"none\"/></jms-service>\n<connector-service ")
              .replace(
                  "<hazelcast-config-specific-configuration>",
                  "<hazelcast-config-specific-configuration enabled=\"false\">")
              .replace(
                  "<hazelcast-runtime-configuration ",
                  "<phone-home-runtime-configuration enabled=\"false\"/>\n"
                      + "<hazelcast-runtime-configuration ")
              .replaceFirst(
                  "<jvm-options>-Xmx512m</jvm-options>", Matcher.quoteReplacement(options)));
    }

    /** Its adapter starts it with a deployment only; those of before are still there. */
    @Override
    void begin(boolean isFirst) {
      if (isFirst) {
        wars.forEach(war -> deploy(archive(war)));
      } else {
        deploy(
            ShrinkWrap.create(WebArchive.class, "start-" + System.nanoTime() + ".war")
                .addAsWebResource(new StringAsset(""), "empty.txt"));
      }
    }

    @Override
    ProcessHandle process() throws IOException {
      return ProcessHandle.of(
              Long.parseLong(Files.readString(domain().resolve("config/pid")).strip()))
          .orElseThrow();
    }

    /** The adapter adds the domain to one list each time it stops one, and can do so but once. */
    @Override
    void stop() {
      try {
        Field arguments = Class.forName(CONTROL).getDeclaredField("NO_ARGS");
        arguments.setAccessible(true);
        ((List<?>) arguments.get(null)).clear();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
      super.stop();
    }

    @Override
    Path log() {
      return domain().resolve("logs/server.log");
    }
  }
}
