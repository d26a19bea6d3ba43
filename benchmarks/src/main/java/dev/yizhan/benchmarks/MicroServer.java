package dev.yizhan.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Payara Micro with one WAR, as a process with a heap of 512 MiB. */
final class MicroServer implements AutoCloseable {

  private static final int LONGEST_START_SECONDS = 180;
  private static final String LISTENER =
      "set configs.config.server-config.network-config.network-listeners.network-listener"
          + ".http-listener.address=127.0.0.1\n";
  private static final String ENDPOINTS =
      "<endpoints xmlns=\"http://java.sun.com/xml/ns/jax-ws/ri/runtime\" version=\"2.0\">"
          + "<endpoint name=\"bare\" implementation=\"dev.yizhan.benchmarks.BareService\""
          + " url-pattern=\"/bare\"/></endpoints>";

  private final Process process;
  private final int port;

  private MicroServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The gateway, with one channel and settings of the caller's. */
  static MicroServer gateway(Path directory, URI vendor, Map<String, String> settings)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    List<String> lines = new ArrayList<>();
    settings.forEach((key, value) -> lines.add(key + "=" + value));
    lines.addAll(
        List.of(
            "yizhan.store.keys=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "yizhan.consumer.demo.password=demo",
            "yizhan.channel.winic.vendor=winic-http",
            "yizhan.channel.winic.address=" + vendor,
            "yizhan.channel.winic.user=demo",
            "yizhan.channel.winic.password=demo"));
    Path config = Files.write(directory.resolve("yizhan.properties"), lines);
    return start(
        directory, Path.of(System.getProperty("bench.gateway")), "-Dyizhan.config=" + config);
  }

  /** The bare service, made of the gateway's libraries. */
  static MicroServer bare(Path directory, URI vendor) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path war = directory.resolve("yizhan.war");
    try (InputStream in = Files.newInputStream(Path.of(System.getProperty("bench.gateway")));
        ZipInputStream from = new ZipInputStream(in);
        OutputStream out = Files.newOutputStream(war);
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        if (entry.getName().startsWith("WEB-INF/lib/") && !entry.isDirectory()) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          from.transferTo(to);
        }
      }
      to.putNextEntry(new ZipEntry("WEB-INF/sun-jaxws.xml"));
      to.write(ENDPOINTS.getBytes(StandardCharsets.UTF_8));
      String type = BareService.class.getName().replace('.', '/') + ".class";
      to.putNextEntry(new ZipEntry("WEB-INF/classes/" + type));
      try (InputStream bytes = BareService.class.getResourceAsStream("/" + type)) {
        java.util.Objects.requireNonNull(bytes, type).transferTo(to);
      }
    }
    return start(directory, war, "-Dbench.vendor=" + vendor);
  }

  private static MicroServer start(Path directory, Path war, String property)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path listener = Files.writeString(directory.resolve("pre-boot.txt"), LISTENER);
    Path log = directory.resolve("server.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                property,
                "-jar",
                System.getProperty("bench.payara"),
                "--nohazelcast",
                "--disablephonehome",
                "--port",
                Integer.toString(port),
                "--prebootcommandfile",
                listener.toString(),
                "--contextroot",
                "yizhan",
                "--deploy",
                war.toString())
            .redirectErrorStream(true)
            .start();
    CountDownLatch ready = new CountDownLatch(1);
    Thread copier =
        new Thread(
            () -> {
              try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                  var copy = Files.newBufferedWriter(log)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  copy.write(line);
                  copy.newLine();
                  if (line.contains(") ready in ")) {
                    copy.flush();
                    ready.countDown();
                  }
                }
              } catch (IOException e) {
                // The server has ended.
              }
              ready.countDown();
            });
    copier.setDaemon(true);
    copier.start();
    if (!ready.await(LONGEST_START_SECONDS, TimeUnit.SECONDS) || !process.isAlive()) {
      throw new IllegalStateException("The server does not start: " + log);
    }
    return new MicroServer(process, port);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
