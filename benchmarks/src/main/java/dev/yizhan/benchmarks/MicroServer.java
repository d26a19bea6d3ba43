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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Payara Micro with one WAR, as a process with a heap of 512 MiB whose pages all exist. */
final class MicroServer implements AutoCloseable {

  private static final int LONGEST_START_SECONDS = 180;
  private static final String LISTENER =
      "set configs.config.server-config.network-config.network-listeners.network-listener"
          + ".http-listener.address=127.0.0.1\n";
  private static final String ENDPOINTS =
      "<endpoints xmlns=\"http://java.sun.com/xml/ns/jax-ws/ri/runtime\" version=\"2.0\">"
          + "<endpoint name=\"%s\" implementation=\"%s\" url-pattern=\"/%s\"/></endpoints>";

  private final Process process;
  private final int port;

  private MicroServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The gateway with one channel and additional settings. */
  static MicroServer gateway(Path directory, URI vendor, Map<String, String> settings)
      throws IOException, InterruptedException {
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
    Path config = Files.write(directory.resolve("yizhan.properties"), lines);
    return start(
        directory, Path.of(System.getProperty("bench.gateway")), "-Dyizhan.config=" + config);
  }

  /** {@link BareService} with the gateway's libraries. */
  static MicroServer bare(Path directory, URI vendor) throws IOException, InterruptedException {
    return start(
        directory,
        war(directory, BareService.class, endpoint("bare", BareService.class)),
        "-Dbench.vendor=" + vendor);
  }

  /** {@link BareGateway} with the gateway's libraries and generated classes. */
  static MicroServer bareGateway(Path directory) throws IOException, InterruptedException {
    return start(
        directory,
        war(directory, BareGateway.class, endpoint("sms", BareGateway.class)),
        "-Dbench.bare=true");
  }

  private static String endpoint(String name, Class<?> service) {
    return ENDPOINTS.formatted(name, service.getName(), name);
  }

  private static Path war(Path directory, Class<?> service, String endpoints) throws IOException {
    Files.createDirectories(directory);
    Path war = directory.resolve("yizhan.war");
    try (InputStream in = Files.newInputStream(Path.of(System.getProperty("bench.gateway")));
        ZipInputStream from = new ZipInputStream(in);
        OutputStream out = Files.newOutputStream(war);
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        String name = entry.getName();
        if (!entry.isDirectory()
            && (name.startsWith("WEB-INF/lib/")
                || name.startsWith("WEB-INF/classes/dev/yizhan/wsdl/gateway/"))) {
          to.putNextEntry(new ZipEntry(name));
          from.transferTo(to);
        }
      }
      to.putNextEntry(new ZipEntry("WEB-INF/sun-jaxws.xml"));
      to.write(endpoints.getBytes(StandardCharsets.UTF_8));
      String type = service.getName().replace('.', '/') + ".class";
      to.putNextEntry(new ZipEntry("WEB-INF/classes/" + type));
      try (InputStream bytes = service.getResourceAsStream("/" + type)) {
        java.util.Objects.requireNonNull(bytes, type).transferTo(to);
      }
    }
    return war;
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
                "-Xms512m",
                "-Xmx512m",
                "-XX:+AlwaysPreTouch",
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

  long pid() {
    return process.pid();
  }

  /** The processor time that the server has taken so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
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
