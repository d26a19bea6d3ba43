package dev.yizhan.gateway.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A {@link CrashNode} that can be killed and started again. */
final class NodeProcess implements AutoCloseable {

  private static final int LONGEST_START_SECONDS = 60;
  private static final int MOST_LINES = 2000;

  private final int port;
  private final int doors;
  private final List<String> command;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private Process process;

  NodeProcess(
      List<String> prefix,
      int port,
      String store,
      PlainGateway.Addresses vendors,
      Duration answerTimeout,
      boolean polls,
      URI callbacks,
      int doors) {
    this.port = port;
    this.doors = doors;
    this.command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dfile.encoding=UTF-8",
            "-D" + CrashNode.CALLBACKS + "=" + callbacks,
            "-D" + CrashNode.DOORS + "=" + doors,
            "-Djava.util.logging.config.file="
                + Path.of(System.getProperty("crash.logging", "src/test/crash-logging.properties")),
            "-classpath",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            CrashNode.class.getName(),
            Integer.toString(port),
            store,
            vendors.words(),
            Long.toString(answerTimeout.toMillis()),
            polls ? "polls" : "none"));
  }

  int port() {
    return port;
  }

  /** The port of its front doors; 0 without any. */
  int doors() {
    return doors;
  }

  /** The last line of its output. */
  List<String> log() {
    return log;
  }

  void start() {
    CountDownLatch decided = new CountDownLatch(1);
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Process started = process;
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  if (log.size() < MOST_LINES) {
                    log.add(line);
                  }
                  if (line.equals("READY")) {
                    decided.countDown();
                  }
                }
              } catch (IOException e) {
                log.add(e.toString());
              }
              decided.countDown();
            });
    reader.setDaemon(true);
    reader.start();
    try {
      if (!decided.await(LONGEST_START_SECONDS, TimeUnit.SECONDS) || !process.isAlive()) {
        throw new AssertionError("The node does not start: " + log);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void signal(String name) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code kill -9}. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }
}
