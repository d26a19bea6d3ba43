package dev.yizhan.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A server from its distribution, which the build unpacks. It deploys the files of a directory and
 * checks that directory for changes.
 */
abstract class StandaloneServer implements Server {

  private static final long LONGEST_START_SECONDS = 120;
  private static final long LONGEST_STOP_SECONDS = 60;

  final Path home = Path.of(System.getProperty("it.home"));
  final Path base;
  final int port;
  private final Map<String, String> properties;
  private final List<Path> wars;
  private Process process;

  StandaloneServer(Path base, int port, Map<String, String> properties, List<Path> wars)
      throws IOException {
    this.base = Files.createDirectories(base.toAbsolutePath());
    this.port = port;
    this.properties = properties;
    this.wars = wars;
    Files.createDirectories(base.resolve("tmp"));
    prepare();
    for (Path war : wars) {
      deploy(war);
    }
  }

  /** Writes the server's configuration: it listens on 127.0.0.1 only. */
  abstract void prepare() throws IOException;

  /** Where deployments are. */
  abstract Path deployments();

  /** The class path or the jar, the main class and its arguments. */
  abstract List<String> command();

  Map<String, String> environment() {
    return Map.of();
  }

  /** The process id. */
  long pid() {
    return process.pid();
  }

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

  @Override
  public void start(BooleanSupplier isReady) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                Path.of(ArquillianServer.javaHome(), "bin", "java").toString(),
                "-Xmx512m",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + base.resolve("tmp")));
    properties.forEach((name, value) -> all.add("-D" + name + "=" + value));
    all.addAll(command());
    File log = log().toFile();
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .directory(base.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().putAll(environment());
    process = builder.start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
    while (!isReady.getAsBoolean()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IllegalStateException("not ready: " + log);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  @Override
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  @Override
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("does not stop: " + log());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Path log() {
    return base.resolve("server.log");
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      stop();
    }
  }

  /** The lines of the log that match a pattern. */
  final List<String> logLines(String pattern) {
    try (var lines = Files.lines(log())) {
      return lines.filter(line -> line.matches(pattern)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
