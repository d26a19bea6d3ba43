package dev.yizhan.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The demo as a user starts it, Payara Micro with both WARs, as processes of their own; or Payara
 * Micro with the gateway's WAR alone.
 */
final class Gateway implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final Duration LONGEST_STOP = Duration.ofMinutes(1);

  private final int port;
  private final int vendorPort;
  private final Path data;
  private final Optional<List<String>> settings;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private Process process;

  Gateway(Path data) {
    this(data, Optional.empty());
  }

  private Gateway(Path data, Optional<List<String>> settings) {
    this.data = data;
    this.settings = settings;
    this.port = freePorts(1);
    this.vendorPort = freePorts(5);
  }

  /** The WAR alone, as an operator deploys it, with one channel to a vendor elsewhere. */
  static Gateway withoutSandbox(Path data, URI winic) {
    return alone(
        data,
        List.of(
            "yizhan.data=" + data,
            "yizhan.channel.winic.vendor=winic-http",
            "yizhan.channel.winic.address=" + winic,
            "yizhan.channel.winic.user=demo",
            "yizhan.channel.winic.password=demo"));
  }

  /** The WAR alone with such settings, a key, and the consumers demo and admin. */
  static Gateway alone(Path data, List<String> settings) {
    return new Gateway(data, Optional.of(settings));
  }

  /** The first of so many ports that are free now. */
  private static int freePorts(int count) {
    for (int tries = 0; tries < 100; tries++) {
      try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int port = first.getLocalPort();
        if (port > 60_000) {
          continue;
        }
        for (int next = 1; next < count; next++) {
          new ServerSocket(port + next, 1, InetAddress.getLoopbackAddress()).close();
        }
        return port;
      } catch (IOException e) {
        // Another one.
      }
    }
    throw new IllegalStateException("no free ports");
  }

  int port() {
    return port;
  }

  List<String> log() {
    return log;
  }

  /** Starts, and waits for the word that it is ready or for its end. */
  Gateway start() {
    CountDownLatch decided = new CountDownLatch(1);
    try {
      process =
          new ProcessBuilder(settings.isPresent() ? server(settings.get()) : demo())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Process started = process;
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  log.add(line);
                  if (settings.isPresent()
                      ? line.contains(") ready in ")
                      : line.startsWith("Yizhan is ready")) {
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
      if (!decided.await(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("not ready: " + log);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  boolean isReady() {
    return settings.isPresent()
        ? get("/yizhan/sms?wsdl").statusCode() == 200
        : log.stream().anyMatch(line -> line.startsWith("Yizhan is ready"));
  }

  private List<String> demo() {
    return List.of(
        java(),
        "-Xmx32m",
        "-classpath",
        System.getProperty("it.demo"),
        "dev.yizhan.demo.Demo",
        "--payara=" + System.getProperty("it.payara"),
        "--gateway=" + System.getProperty("it.gateway"),
        "--sandbox=" + System.getProperty("it.sandbox"),
        "--data=" + data,
        "--port=" + port,
        "--vendor-port=" + vendorPort);
  }

  private List<String> server(List<String> lines) throws IOException {
    Path preBoot =
        Files.writeString(
            data.resolve("pre-boot.txt"),
            "set configs.config.server-config.network-config.network-listeners.network-listener"
                + ".http-listener.address=127.0.0.1\n");
    List<String> all =
        new ArrayList<>(
            List.of(
                "yizhan.store.keys=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "yizhan.plain-http=allowed",
                "yizhan.consumer.demo.password=demo",
                "yizhan.consumer.admin.password=admin",
                "yizhan.consumer.admin.role=admin"));
    all.addAll(lines);
    Path config = Files.write(data.resolve("yizhan.properties"), all);
    return List.of(
        java(),
        "-Xmx512m",
        "-Dfile.encoding=UTF-8",
        "-Djava.io.tmpdir=" + Files.createDirectories(data.resolve("tmp")),
        "-Dyizhan.config=" + config,
        "-jar",
        System.getProperty("it.payara"),
        "--nohazelcast",
        "--disablephonehome",
        "--port",
        Integer.toString(port),
        "--prebootcommandfile",
        preBoot.toString(),
        "--contextroot",
        "yizhan",
        "--deploy",
        System.getProperty("it.gateway"));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Ends it as Ctrl-C does; its exit status. */
  int stop() {
    process.destroy();
    return awaitEnd();
  }

  int awaitEnd() {
    try {
      if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the server without a word, as a crash does. */
  void kill() {
    if (settings.isPresent()) {
      process.destroyForcibly();
    } else {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
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

  /** As the demo's consumer at its address, and as its admin at the other. */
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

  /** What the pretend phones hold, newest first. */
  JsonArray messages() {
    try (JsonReader reader =
        Json.createReader(new StringReader(get("/sandbox/api/messages").body()))) {
      return reader.readArray();
    }
  }

  void forgetMessages() {
    exchange(HttpRequest.newBuilder(address("/sandbox/api/messages")).DELETE());
  }

  /** Lets a pretend vendor misbehave, for example {@code "fault": "refuse"}. */
  void fault(String vendor, String fault) {
    HttpResponse<String> response =
        exchange(
            post(
                "/sandbox/api/faults",
                "application/json",
                ("{\"vendor\": \"" + vendor + "\", " + fault + "}")
                    .getBytes(StandardCharsets.UTF_8)));
    if (response.statusCode() != 200) {
      throw new AssertionError(response.body());
    }
  }

  void behave() {
    exchange(HttpRequest.newBuilder(address("/sandbox/api/faults")).DELETE());
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroy();
      awaitEnd();
    }
  }
}
