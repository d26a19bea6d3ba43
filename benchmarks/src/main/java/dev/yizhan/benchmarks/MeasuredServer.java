package dev.yizhan.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own. */
final class MeasuredServer implements AutoCloseable {

  /** A heap of 512 MiB whose pages all exist. */
  static final List<String> FIXED_HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

  private static final int LONGEST_START_SECONDS = 180;
  private static final int LONGEST_STOP_SECONDS = 30;
  private static final int KIB_TO_MIB = 1024;

  private final Process process;
  private final int port;
  private final Duration untilReady;

  private MeasuredServer(Process process, int port, Duration untilReady) {
    this.process = process;
    this.port = port;
    this.untilReady = untilReady;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Writes the configuration of a gateway with one channel.
   *
   * @param settings additional ones
   * @return the option that names the file
   */
  static String configuration(Path directory, URI vendor, Map<String, String> settings)
      throws IOException {
    Files.createDirectories(directory);
    List<String> lines = new ArrayList<>();
    settings.forEach((key, value) -> lines.add(key + "=" + value));
    lines.addAll(
        List.of(
            "yizhan.store.keys=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "yizhan.plain-http=allowed",
            "yizhan.consumer.demo.password=demo",
            "yizhan.channel.winic.vendor=winic-http",
            "yizhan.channel.winic.address=" + vendor,
            "yizhan.channel.winic.user=demo",
            "yizhan.channel.winic.password=demo"));
    return "-Dyizhan.config=" + Files.write(directory.resolve("yizhan.properties"), lines);
  }

  /**
   * Starts a Java program and waits until it is ready.
   *
   * @param directory for its log
   * @param port that it listens on
   * @param ready what the line of its log has that says so
   * @param arguments of the JVM and the program
   */
  static MeasuredServer start(Path directory, int port, String ready, List<String> arguments)
      throws IOException, InterruptedException {
    Path log = directory.resolve("server.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")));
    command.addAll(arguments);
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    CompletableFuture<Boolean> isReady = new CompletableFuture<>();
    Thread copier = new Thread(() -> copy(process, log, ready, isReady));
    copier.setDaemon(true);
    copier.start();
    if (!isReady.completeOnTimeout(false, LONGEST_START_SECONDS, TimeUnit.SECONDS).join()) {
      process.destroyForcibly();
      throw new IllegalStateException("The server does not start: " + log);
    }
    return new MeasuredServer(process, port, Duration.ofNanos(System.nanoTime() - start));
  }

  private static void copy(
      Process process, Path log, String ready, CompletableFuture<Boolean> isReady) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        var copy = Files.newBufferedWriter(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.write(line);
        copy.newLine();
        copy.flush();
        if (line.contains(ready)) {
          isReady.complete(true);
        }
      }
    } catch (IOException e) {
      // The server has ended.
    }
    isReady.complete(false);
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** From the command to the line of the log. */
  Duration untilReady() {
    return untilReady;
  }

  /** The processor time that the server has taken so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The memory that the server occupies now, in MiB. */
  long residentMebibytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
      String kib =
          lines
              .filter(line -> line.startsWith("VmRSS:"))
              .findFirst()
              .orElseThrow()
              .replaceAll("[^0-9]", "");
      return Long.parseLong(kib) / KIB_TO_MIB;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
