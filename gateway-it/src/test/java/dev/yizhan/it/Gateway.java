package dev.yizhan.it;

import dev.yizhan.sandbox.VendorSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A gateway that runs in a process of its own: the demo (Payara Micro with both WARs), the
 * gateway's WAR alone on Payara Micro, or the runnable jar. In the build's server profiles the WARs
 * run on that server instead.
 */
final class Gateway implements AutoCloseable {

  private enum Kind {
    DEMO,
    WAR,
    RUNNABLE;

    boolean reportsReady(String line) {
      return line.contains(this == WAR ? ") ready in " : "Yizhan is ready");
    }
  }

  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final Duration LONGEST_STOP = Duration.ofMinutes(1);

  private final int port;
  private final int vendorPort;
  private final Path data;
  private final Kind kind;
  private final List<String> settings;
  private final ConfigurationFile configuration;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private Process process;
  private Server server;
  private Path war = Path.of(System.getProperty("it.gateway"));

  private Gateway(Kind kind, Path data, List<String> settings) {
    this.kind = kind;
    this.data = data;
    this.settings = settings;
    this.configuration = new ConfigurationFile(data.resolve("yizhan.properties"));
    this.port = Ports.free();
    // The port before the first is for the simulators' page.
    this.vendorPort = Ports.free(VendorSimulator.installed().size() + 1) + 1;
  }

  /** The demo, started with its own command. */
  static Gateway demo(Path data) {
    return new Gateway(Kind.DEMO, data, List.of());
  }

  /** The WAR alone, with one channel to a simulator of the test. */
  static Gateway withWinic(Path data, URI winic) {
    return war(
        data,
        List.of(
            "yizhan.data=" + data,
            "yizhan.channel.winic.vendor=winic-http",
            "yizhan.channel.winic.address=" + winic,
            "yizhan.channel.winic.user=demo",
            "yizhan.channel.winic.password=demo"));
  }

  /** The WAR alone, configured as {@link ConfigurationFile#write} describes. */
  static Gateway war(Path data, List<String> settings) {
    return new Gateway(Kind.WAR, data, settings);
  }

  /** The runnable jar, configured as {@link ConfigurationFile#write} describes. */
  static Gateway runnable(Path data, List<String> settings) {
    return new Gateway(Kind.RUNNABLE, data, settings);
  }

  /** Replaces the WAR of the build. */
  Gateway withWar(Path replacement) {
    war = replacement;
    return this;
  }

  /** The interface of the demo's simulators. */
  SandboxApi sandbox() {
    return new SandboxApi(this);
  }

  /** An address of the page of the demo's simulators. */
  URI sandboxAddress(String path) {
    return server().map(each -> each.sandbox(port)).orElse(address("/sandbox/")).resolve(path);
  }

  /** The first of the ports of the demo's simulators. */
  int vendorPort() {
    return vendorPort;
  }

  int port() {
    return port;
  }

  List<String> log() {
    Path file = server == null ? data.resolve("server.log") : server.log();
    if (!Files.exists(file)) {
      return log;
    }
    try {
      List<String> all = new ArrayList<>(log);
      all.addAll(Files.readAllLines(file));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server that the build asks for, after the start. */
  Optional<Server> server() {
    return Optional.ofNullable(server);
  }

  /** Starts the gateway and waits until it reports that it is ready, or until its process ends. */
  Gateway start() {
    if (Server.isRequested()) {
      startServer();
      return this;
    }
    try {
      process = new ProcessBuilder(command()).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CountDownLatch decided = new CountDownLatch(1);
    Process started = process;
    Thread reader = new Thread(() -> readLog(started, decided));
    reader.setDaemon(true);
    reader.start();
    try {
      if (!decided.await(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("not ready: " + log);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  /** Counts down when the gateway is ready or its output ends. */
  private void readLog(Process started, CountDownLatch decided) {
    try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        if (kind.reportsReady(line)) {
          decided.countDown();
        }
      }
    } catch (IOException e) {
      log.add(e.toString());
    }
    decided.countDown();
  }

  private void startServer() {
    try {
      if (server == null) {
        configure(kind == Kind.DEMO ? ConfigurationFile.demo(vendorPort, data) : settings);
        List<Path> wars = new ArrayList<>(List.of(ArquillianServer.copyWar(data, war, "yizhan")));
        if (kind == Kind.DEMO) {
          wars.add(
              ArquillianServer.copyWar(data, Path.of(System.getProperty("it.sandbox")), "sandbox"));
        }
        server =
            Server.of(
                data.resolve("server" + port),
                port,
                Map.of(
                    "yizhan.config", configuration.path().toString(),
                    "yizhan.sandbox.first-port", Integer.toString(vendorPort)),
                wars);
      }
      server.start(() -> status("/yizhan/sms?wsdl") == 200);
    } catch (Exception e) {
      // Arquillian throws undeclared exceptions. A test may expect this; isReady() reports it.
      log.add(e.toString());
    }
  }

  /** The status of an answer to GET; 0 if there is none. */
  int status(String path) {
    try {
      return get(path).statusCode();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  boolean isReady() {
    if (Server.isRequested()) {
      return status("/yizhan/sms?wsdl") == 200;
    }
    return kind == Kind.DEMO
        ? log.stream().anyMatch(kind::reportsReady)
        : get("/yizhan/sms?wsdl").statusCode() == 200;
  }

  private List<String> command() throws IOException {
    ServerCommand command = new ServerCommand(data, port, configuration.path());
    if (kind == Kind.DEMO) {
      return command.demo(vendorPort);
    }
    configure(settings);
    return kind == Kind.WAR ? command.war(war) : command.runnable("--port", Integer.toString(port));
  }

  /** The heap that the process needs, after a full collection. */
  long liveHeapBytes() throws IOException {
    Process histogram =
        new ProcessBuilder(
                Path.of(ArquillianServer.javaHome(), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram")
            .start();
    try (BufferedReader lines = histogram.inputReader(StandardCharsets.UTF_8)) {
      // Total, instances, bytes
      return lines
          .lines()
          .filter(line -> line.startsWith("Total"))
          .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[2]))
          .sum();
    }
  }

  /** What a command of the runnable jar printed, and its exit status. */
  record CommandResult(int status, String output) {}

  /** Runs a command of the runnable jar with the gateway's configuration. */
  CommandResult run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", configuration.path().toString()));
    try {
      Process command =
          new ProcessBuilder(
                  new ServerCommand(data, port, configuration.path())
                      .runnable(all.toArray(String[]::new)))
              .redirectErrorStream(true)
              .start();
      String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new CommandResult(command.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Replaces the configuration, also while the gateway runs. */
  void configure(List<String> lines) {
    configuration.write(lines);
  }

  /** Stops the process as Ctrl-C does, and returns its exit status. */
  int stop() {
    if (server != null) {
      server.stop();
      return 0;
    }
    // Process.destroy would close the log, too.
    process.toHandle().destroy();
    return awaitEnd();
  }

  int awaitEnd() {
    try {
      if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("does not stop");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Kills the server as a crash does. */
  void kill() {
    if (server != null) {
      server.kill();
      return;
    }
    if (kind == Kind.DEMO) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
    } else {
      process.destroyForcibly();
    }
    awaitEnd();
    log.clear();
  }

  URI address(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  HttpResponse<String> get(String path) {
    return exchange(HttpRequest.newBuilder(address(path)).GET());
  }

  /** With the admin's credentials for the admin service, else with the demo consumer's. */
  HttpRequest.Builder post(String path, String contentType, byte[] body) {
    return post(path, contentType, path.endsWith("/admin") ? "admin:admin" : "demo:demo", body);
  }

  HttpRequest.Builder post(String path, String contentType, String credentials, byte[] body) {
    return HttpRequest.newBuilder(address(path))
        .header("Content-Type", contentType)
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
  }

  HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      return client.send(
          request.timeout(Duration.ofSeconds(60)).build(),
          HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    if (process != null) {
      process.destroy();
      awaitEnd();
    }
  }
}
