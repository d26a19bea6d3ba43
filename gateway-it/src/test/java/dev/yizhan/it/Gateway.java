package dev.yizhan.it;

import dev.yizhan.demo.DemoConfiguration;
import dev.yizhan.sandbox.VendorSimulator;
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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The demo as a user starts it, Payara Micro with both WARs, as processes of their own; or Payara
 * Micro with the gateway's WAR alone. Where another server is wanted, the same on that one.
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
  private ArquillianServer server;
  private boolean isRunnable;
  private Path war = Path.of(System.getProperty("it.gateway"));

  Gateway(Path data) {
    this(data, Optional.empty());
  }

  private Gateway(Path data, Optional<List<String>> settings) {
    this.data = data;
    this.settings = settings;
    this.port = freePorts(1);
    this.vendorPort = freePorts(VendorSimulator.installed().size());
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

  /** The runnable jar, as an operator starts it, with such settings and the same. */
  static Gateway runnable(Path data, List<String> settings) {
    Gateway gateway = alone(data, settings);
    gateway.isRunnable = true;
    return gateway;
  }

  /** The WAR alone with such settings, a key, and the consumers demo and admin. */
  static Gateway alone(Path data, List<String> settings) {
    return new Gateway(data, Optional.of(settings));
  }

  /** The same with another WAR. */
  Gateway withWar(Path other) {
    war = other;
    return this;
  }

  /** The first of so many ports that are free now. */
  private static int freePorts(int count) {
    for (int tries = 0; tries < 100; tries++) {
      int port = ArquillianServer.freePort();
      try {
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

  int vendorPort() {
    return vendorPort;
  }

  int port() {
    return port;
  }

  List<String> log() {
    if (server == null || !Files.exists(server.log())) {
      return log;
    }
    try {
      List<String> all = new ArrayList<>(log);
      all.addAll(Files.readAllLines(server.log()));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts, and waits for the word that it is ready or for its end. */
  Gateway start() {
    if (ArquillianServer.isWanted()) {
      startServer();
      return this;
    }
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

  private void startServer() {
    try {
      if (server == null) {
        configure(settings.orElseGet(this::demoSettings));
        List<Path> wars = new ArrayList<>(List.of(war(war, "yizhan")));
        if (settings.isEmpty()) {
          wars.add(war(Path.of(System.getProperty("it.sandbox")), "sandbox"));
        }
        server =
            ArquillianServer.of(
                data.resolve("server" + port),
                port,
                Map.of(
                    "yizhan.config", config().toString(),
                    "yizhan.sandbox.first-port", Integer.toString(vendorPort)),
                wars);
      }
      server.start(() -> status("/yizhan/sms?wsdl") == 200);
    } catch (Exception e) {
      // Arquillian throws what it does not declare. It may be meant not to start: isReady tells.
      log.add(e.toString());
    }
  }

  private int status(String path) {
    try {
      return get(path).statusCode();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  /** Servers take the context from the file's name. */
  private Path war(Path from, String name) throws IOException {
    return Files.copy(
        from,
        Files.createDirectories(data.resolve("wars")).resolve(name + ".war"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private List<String> demoSettings() {
    return Stream.concat(DemoConfiguration.of(vendorPort).lines(), Stream.of("yizhan.data=" + data))
        .filter(line -> line.contains("=") && !line.startsWith("#"))
        .toList();
  }

  boolean isReady() {
    if (ArquillianServer.isWanted()) {
      return status("/yizhan/sms?wsdl") == 200;
    }
    return settings.isPresent()
        ? get("/yizhan/sms?wsdl").statusCode() == 200
        : log.stream().anyMatch(line -> line.startsWith("Yizhan is ready"));
  }

  private List<String> demo() {
    return List.of(
        java(),
        "-Xmx32m",
        "-classpath",
        System.getProperty("java.class.path"),
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
    configure(lines);
    List<String> start =
        List.of(
            java(),
            "-Xmx512m",
            "-Dfile.encoding=UTF-8",
            "-Djava.io.tmpdir=" + Files.createDirectories(data.resolve("tmp")),
            "-Dyizhan.config=" + config(),
            "-jar");
    if (isRunnable) {
      return Stream.concat(
              start.stream(),
              Stream.of(
                  System.getProperty("it.runnable"),
                  "--rootdir",
                  data.resolve("runtime").toString(),
                  "--port",
                  Integer.toString(port)))
          .toList();
    }
    return Stream.concat(
            start.stream(),
            Stream.of(
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
                war.toString()))
        .toList();
  }

  private Path config() {
    return data.resolve("yizhan.properties");
  }

  /** Writes such a configuration, also while the gateway runs: a line replaces one of its key. */
  void configure(List<String> lines) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("yizhan.store.keys", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    all.put("yizhan.plain-http", "allowed");
    all.put("yizhan.consumer.demo.password", "demo");
    all.put("yizhan.consumer.admin.password", "admin");
    all.put("yizhan.consumer.admin.role", "admin");
    lines.forEach(line -> all.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    try {
      Files.write(
          config(),
          all.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String java() {
    return Path.of(ArquillianServer.java(), "bin", "java").toString();
  }

  /** Ends it as Ctrl-C does; its exit status. */
  int stop() {
    if (server != null) {
      server.stop();
      return 0;
    }
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
    if (server != null) {
      server.kill();
      return;
    }
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

  /** What the simulated phones received, newest first. */
  JsonArray messages() {
    try (JsonReader reader =
        Json.createReader(new StringReader(get("/sandbox/api/messages").body()))) {
      return reader.readArray();
    }
  }

  void forgetMessages() {
    exchange(HttpRequest.newBuilder(address("/sandbox/api/messages")).DELETE());
  }

  /** Sets a fault of a vendor simulator, for example {@code "fault": "refuse"}. */
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
    if (server != null) {
      server.close();
    }
    if (process != null) {
      process.destroy();
      awaitEnd();
    }
  }
}
