package dev.yizhan.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A server that is a Java program. */
abstract class ProcessServer implements Server {

  private static final long LONGEST_START_SECONDS = 120;
  private static final long LONGEST_STOP_SECONDS = 60;

  final Path base;
  private final Map<String, String> properties;
  private Process process;

  ProcessServer(Path base, Map<String, String> properties) throws IOException {
    this.base = Files.createDirectories(base.toAbsolutePath());
    this.properties = properties;
    Files.createDirectories(base.resolve("tmp"));
  }

  /** The class path or the jar, the main class and its arguments. */
  abstract List<String> command();

  Map<String, String> environment() {
    return Map.of();
  }

  final boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** The process id. */
  long pid() {
    return process.pid();
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
    File log = base.resolve("server.log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .directory(base.toFile())
            // A server may wait for the end of its input.
            .redirectInput(new File("/dev/null"))
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
    if (isRunning()) {
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
