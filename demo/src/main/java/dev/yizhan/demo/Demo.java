package dev.yizhan.demo;

import dev.yizhan.door.Doors;
import dev.yizhan.door.ExampleCall;
import dev.yizhan.sandbox.VendorSimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Starts Payara Micro with both WARs on 127.0.0.1, waits until they answer, and prints what to do
 * next. Stopping it (Ctrl-C) stops the server.
 */
public final class Demo {

  /** Without a line in the log and without a second of processor time. */
  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(1);

  private static final Duration LONGEST_START = Duration.ofMinutes(20);
  private static final Duration REPORT = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Options options;
  private final PrintStream out;

  private Demo(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Runs until it is stopped.
   *
   * @param arguments see {@link Options}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // The default charset depends on the machine; the demo's output is UTF-8 everywhere.
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
    for (int vendor = 0; vendor < VendorSimulator.installed().size(); vendor++) {
      checkFree(options.vendorPort() + vendor, "-Dvendor.port=…");
    }
    Server server = Server.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(server::end));
    out.println("Payara Micro is starting. Its log, with the gateway's: " + server.log());
    Optional<String> failure = awaitReady(server);
    if (failure.isPresent()) {
      out.println("Yizhan did not start: " + failure.get() + ". From " + server.log() + ":");
      server.errors().forEach(line -> out.println("  " + line));
      server.end();
      return 1;
    }
    out.println(welcome());
    return server.awaitEnd();
  }

  private static void checkFree(int port, String remedy) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (BindException e) {
      throw new IllegalStateException(
          "port "
              + port
              + " is taken: stop what listens there, or choose another one ("
              + remedy
              + ")",
          e);
    }
  }

  /** Waits as long as the server makes progress. Returns why it did not become ready. */
  private Optional<String> awaitReady(Server server) throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    long start = System.nanoTime();
    long changed = start;
    long reported = start;
    Server.Progress last = server.progress();
    while (true) {
      boolean deployed = server.isDeployed();
      if (answers(client, address("/yizhan/sms?wsdl"), "urn:yizhan:sms:1")
          && answers(client, address("/sandbox/api/faults"), "\"address\"")) {
        return Optional.empty();
      }
      if (deployed) {
        return Optional.of("the server has started, the gateway has not");
      }
      if (server.awaitEnd(PAUSE)) {
        return Optional.of("the server has ended");
      }
      long now = System.nanoTime();
      Server.Progress progress = server.progress();
      if (!progress.equals(last)) {
        last = progress;
        changed = now;
      }
      if (now - changed > LONGEST_STANDSTILL.toNanos()) {
        return Optional.of(
            "for "
                + LONGEST_STANDSTILL.toSeconds()
                + " s the server has logged nothing and used no processor time");
      }
      if (now - start > LONGEST_START.toNanos()) {
        return Optional.of(
            "it was not ready after " + LONGEST_START.toMinutes() + " minutes of work");
      }
      if (now - reported > REPORT.toNanos()) {
        reported = now;
        out.println(
            "Still starting: "
                + Duration.ofNanos(now - start).toSeconds()
                + " s, "
                + progress.cpuSeconds()
                + " s of processor time");
      }
    }
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
        "  WSDL              " + address("/yizhan/sms?wsdl"),
        "  Simulated phones  " + address("/sandbox/"),
        "  Console           " + address("/yizhan/console") + "  (admin, admin)",
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
        "  The same gateway at the vendors' own addresses, for programs that call them today:",
        "",
        doors(),
        "",
        "  Ctrl-C ends it.",
        "");
  }

  private String doors() {
    return Doors.installed().all().stream()
        .map(
            door -> {
              ExampleCall example = door.example("demo", door.presented("demo"));
              return "curl -s "
                  + address("/yizhan/door/" + door.name() + example.path())
                  + " -d '"
                  + example.form()
                  + "'";
            })
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
