package dev.yizhan.demo;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Payara Micro with both WARs, as a process whose log is written to a file. */
final class Server {

  private static final int KEY_BYTES = 32;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  /** In the line that Payara Micro logs after all deployments, also after one that failed. */
  private static final String DEPLOYED = ") ready in ";

  private static final Pattern ERROR = Pattern.compile("SEVERE|ERROR|Exception|has errors");
  private static final int MOST_ERRORS = 20;

  private final Options options;
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final AtomicInteger lines = new AtomicInteger();
  private final CountDownLatch deployed = new CountDownLatch(1);
  private final Process process;
  private volatile boolean ending;

  private Server(Options options) throws IOException {
    this.options = options;
    this.process = command().redirectErrorStream(true).start();
  }

  static Server start(Options options) throws IOException {
    Files.createDirectories(options.data());
    Server server = new Server(options);
    Thread copier = new Thread(server::copyLog, "copier");
    copier.setDaemon(true);
    copier.start();
    return server;
  }

  private ProcessBuilder command() throws IOException {
    Path temporary = Files.createDirectories(options.data().resolve("tmp"));
    Path configuration =
        Files.writeString(
            options.data().resolve("demo.properties"), DemoConfiguration.of(options.vendorPort()));
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-Dfile.encoding=UTF-8",
        "-Djava.io.tmpdir=" + temporary,
        "-Dyizhan.config=" + configuration,
        "-Dyizhan.data=" + options.data(),
        "-Dyizhan.store.key-file=" + storeKey(),
        "-Dyizhan.sandbox.first-port=" + options.vendorPort(),
        "-jar",
        options.payara().toString(),
        "--nohazelcast",
        "--disablephonehome",
        "--port",
        Integer.toString(options.port()),
        "--prebootcommandfile",
        preBootCommands().toString(),
        "--contextroot",
        "yizhan",
        "--deploy",
        options.gateway().toString(),
        "--deploy",
        sandbox(temporary).toString());
  }

  /** In the demo, the key of what is encrypted at rest is kept with the data. */
  private Path storeKey() throws IOException {
    Path file = options.data().resolve("store.key");
    if (Files.notExists(file)) {
      byte[] key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      Files.writeString(file, Base64.getEncoder().encodeToString(key));
    }
    return file;
  }

  private Path preBootCommands() throws IOException {
    Path file = options.data().resolve("pre-boot.txt");
    try (InputStream in = Server.class.getResourceAsStream("pre-boot.txt")) {
      Files.copy(
          Objects.requireNonNull(in, "pre-boot.txt"), file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  /** The server takes the context root from the name of the file. */
  private Path sandbox(Path temporary) throws IOException {
    return Files.copy(
        options.sandbox(), temporary.resolve("sandbox.war"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** The file with the server's log, the gateway's included. It is begun anew at each start. */
  Path log() {
    return options.data().resolve("server.log");
  }

  private void copyLog() {
    try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter to = Files.newBufferedWriter(log())) {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        to.write(line);
        to.newLine();
        to.flush();
        lines.incrementAndGet();
        if (errors.size() < MOST_ERRORS && ERROR.matcher(line).find()) {
          errors.add(line);
        }
        if (line.contains(DEPLOYED)) {
          deployed.countDown();
        }
      }
    } catch (IOException e) {
      if (!ending) {
        errors.add("The server's log can no longer be written: " + e.getMessage());
      }
    }
  }

  /** The first lines of its log that look like errors. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** What the server has done so far. It grows while the server makes progress. */
  Progress progress() {
    return new Progress(
        lines.get(), process.info().totalCpuDuration().orElse(Duration.ZERO).toSeconds());
  }

  /**
   * How far a start is.
   *
   * @param lines of its log
   * @param cpuSeconds of processor time
   */
  record Progress(int lines, long cpuSeconds) {}

  /** Whether all deployments are over, successful or not. */
  boolean isDeployed() {
    return deployed.getCount() == 0;
  }

  /** {@return whether the process ended within that time} */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** {@return the exit status} */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  void end() {
    ending = true;
    process.destroy();
    try {
      if (!awaitEnd(STOP_LIMIT)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
