package dev.yizhan.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Starts Payara Micro with both WARs on 127.0.0.1, waits until they answer, and says what to do
 * next. It ends when it is told to (Ctrl-C), and the server with it.
 */
public final class Demo {

  private static final int VENDORS = 5;
  private static final int KEY_BYTES = 32;
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  /** What Payara Micro says when all that can be deployed is deployed. */
  private static final String SERVER_READY = ") ready in ";

  private final CountDownLatch serverReady = new CountDownLatch(1);
  private final Options options;
  private volatile boolean ending;
  private final PrintStream out;

  private Demo(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Runs until it is ended.
   *
   * @param arguments see {@link Options}
   * @throws Exception where the server cannot be started
   */
  public static void main(String[] arguments) throws Exception {
    // Native file and console charsets differ between machines; what we print is UTF-8.
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int status = 1;
    try {
      status = new Demo(Options.parse(List.of(arguments)), out).run();
    } catch (IllegalArgumentException | IllegalStateException e) {
      out.println("Yizhan does not start: " + e.getMessage());
    }
    System.exit(status);
  }

  private int run() throws IOException, InterruptedException {
    checkFree(options.port(), "-Dport=…");
    for (int vendor = 0; vendor < VENDORS; vendor++) {
      checkFree(options.vendorPort() + vendor, "-Dvendor.port=…");
    }
    Files.createDirectories(options.data());
    Process server = start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server)));
    boolean ready = awaitReady(server);
    if (ready) {
      out.println(welcome());
    }
    int status = server.waitFor();
    return ready ? status : 1;
  }

  private static void checkFree(int port, String remedy) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (java.net.BindException e) {
      throw new IllegalStateException(
          "port "
              + port
              + " is taken: end what listens there, or give another one ("
              + remedy
              + ")",
          e);
    }
  }

  private Process start() throws IOException {
    Path config = write("demo.properties");
    Path preBoot = write("pre-boot.txt");
    Path temporary = Files.createDirectories(options.data().resolve("tmp"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-Dfile.encoding=UTF-8",
            "-Djava.io.tmpdir=" + temporary,
            "-Dyizhan.config=" + config,
            "-Dyizhan.data=" + options.data(),
            "-Dyizhan.store.key-file=" + key(),
            "-Dyizhan.sandbox.first-port=" + options.vendorPort(),
            "-jar",
            options.payara().toString(),
            "--nohazelcast",
            "--disablephonehome",
            "--port",
            Integer.toString(options.port()),
            "--prebootcommandfile",
            preBoot.toString(),
            "--contextroot",
            "yizhan",
            "--deploy",
            options.gateway().toString());
    builder.command().addAll(List.of("--deploy", sandbox().toString()));
    Process server = builder.redirectErrorStream(true).start();
    Thread copier = new Thread(() -> copy(server), "copier");
    copier.setDaemon(true);
    copier.start();
    return server;
  }

  /** The key of what is encrypted at rest: beside the data here, and only here. */
  private Path key() throws IOException {
    Path file = options.data().resolve("store.key");
    if (Files.notExists(file)) {
      byte[] key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      Files.writeString(file, Base64.getEncoder().encodeToString(key));
    }
    return file;
  }

  /** Shows what the server says, and hears when it believes to be ready. */
  private void copy(Process server) {
    try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(line);
        if (line.contains(SERVER_READY)) {
          serverReady.countDown();
        }
      }
    } catch (IOException e) {
      if (!ending) {
        out.println("The server's log cannot be read any more: " + e.getMessage());
      }
    }
  }

  /** The server takes the context from the file's name. */
  private Path sandbox() throws IOException {
    Path named = options.data().resolve("tmp").resolve("sandbox.war");
    Files.copy(options.sandbox(), named, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return named;
  }

  private Path write(String resource) throws IOException {
    try (InputStream in = Objects.requireNonNull(Demo.class.getResourceAsStream(resource))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values().entrySet()) {
        text = text.replace("{" + value.getKey() + "}", value.getValue());
      }
      return Files.writeString(options.data().resolve(resource), text);
    }
  }

  private Map<String, String> values() {
    return Map.of(
        "port", Integer.toString(options.port()),
        "winic-http", Integer.toString(options.vendorPort()),
        "winic-asmx", Integer.toString(options.vendorPort() + 1),
        "changlong", Integer.toString(options.vendorPort() + 2),
        "linkws", Integer.toString(options.vendorPort() + 3),
        "winnerlook", Integer.toString(options.vendorPort() + 4));
  }

  private boolean awaitReady(Process server) throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      boolean deployed = serverReady.getCount() == 0;
      if (answers(client, address("/yizhan/sms?wsdl"), "urn:yizhan:sms:1")
          && answers(client, address("/sandbox/api/faults"), "winic-http")) {
        return true;
      }
      if (server.waitFor(250, TimeUnit.MILLISECONDS) || deployed) {
        break;
      }
    }
    out.println("Yizhan did not start: the log above says why");
    server.destroy();
    return false;
  }

  private static boolean answers(HttpClient client, String address, String content)
      throws InterruptedException {
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5)).build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 && response.body().contains(content);
    } catch (IOException e) {
      return false;
    }
  }

  private String address(String path) {
    return "http://localhost:" + options.port() + path;
  }

  private String welcome() {
    return String.join(
        System.lineSeparator(),
        "",
        "Yizhan is ready. Data: " + options.data(),
        "",
        "  WSDL            " + address("/yizhan/sms?wsdl"),
        "  Pretend phones  " + address("/sandbox/"),
        "",
        "  Send a message (paste this into another terminal):",
        "",
        "curl -s -u demo:demo -H 'Content-Type: text/xml; charset=utf-8' "
            + address("/yizhan/sms")
            + " -d '<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
            + "<Send xmlns=\"urn:yizhan:sms:1\"><channel>winic-http</channel>"
            + "<recipient>13800138000</recipient><text>优惠50%&amp;镕喆——【驿站】</text></Send>"
            + "</soap:Body></soap:Envelope>'",
        "",
        "  Ctrl-C ends it.",
        "");
  }

  private void end(Process server) {
    ending = true;
    server.destroy();
    try {
      if (!server.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
