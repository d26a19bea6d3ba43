package dev.yizhan.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Payara Micro with both WARs, as a process whose log is copied to the demo's output. */
final class Server {

  private static final int KEY_BYTES = 32;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  /** In the line that Payara Micro logs after all deployments, also after one that failed. */
  private static final String DEPLOYED = ") ready in ";

  private final Options options;
  private final PrintStream out;
  private final CountDownLatch deployed = new CountDownLatch(1);
  private final Process process;
  private volatile boolean ending;

  private Server(Options options, PrintStream out) throws IOException {
    this.options = options;
    this.out = out;
    this.process = command().redirectErrorStream(true).start();
  }

  static Server start(Options options, PrintStream out) throws IOException {
    Files.createDirectories(options.data());
    Server server = new Server(options, out);
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

  private void copyLog() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(line);
        if (line.contains(DEPLOYED)) {
          deployed.countDown();
        }
      }
    } catch (IOException e) {
      if (!ending) {
        out.println("The server's log can no longer be read: " + e.getMessage());
      }
    }
  }

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
