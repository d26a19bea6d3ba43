package dev.yizhan.runnable;

import dev.yizhan.gateway.boot.Boot;
import dev.yizhan.gateway.config.LiveConfiguration;
import dev.yizhan.gateway.config.ServerSources;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A gateway in a temporary directory that is called a few times, so that its classes are loaded.
 * Its only channel leads to a closed port of this machine.
 */
final class Rehearsal {

  private static final int KEY_BYTES = 32;
  private static final int CALLS = 20;
  private static final List<String> OPERATIONS =
      List.of(
          "<Send xmlns='urn:yizhan:sms:1'><channel>none</channel><recipient>13800138000</recipient>"
              + "<text>测试</text><waitSeconds>0</waitSeconds></Send>",
          "<Check xmlns='urn:yizhan:sms:1'><channel>none</channel>"
              + "<recipient>13800138000</recipient><text>测试</text></Check>",
          "<ListChannels xmlns='urn:yizhan:sms:1'/>",
          "<FetchReports xmlns='urn:yizhan:sms:1'/>");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String password = UUID.randomUUID().toString();

  /**
   * Runs it.
   *
   * @throws IOException if it cannot be called
   */
  static void run(ProcessLog log) throws IOException {
    Path directory = Files.createTempDirectory("yizhan-classes");
    try {
      new Rehearsal().run(directory, log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      delete(directory);
    }
  }

  private void run(Path directory, ProcessLog log) throws IOException, InterruptedException {
    System.setProperty("yizhan.config", configuration(directory).toString());
    LiveConfiguration configuration =
        new LiveConfiguration(ServerSources.find(), Clock.systemUTC());
    GatewayServer server =
        GatewayServer.start(
            configuration.current().server(), new Boot(() -> configuration, log.output()));
    try {
      for (int i = 0; i < CALLS; i++) {
        for (String operation : OPERATIONS) {
          call(server.address(), operation);
        }
        get(server.address().resolve("metrics"));
        get(server.address().resolve("health/ready"));
      }
    } finally {
      server.stop();
    }
  }

  private Path configuration(Path directory) throws IOException {
    return Files.write(
        directory.resolve("yizhan.properties"),
        List.of(
            "yizhan.data=" + Files.createDirectory(directory.resolve("data")),
            "yizhan.store.keys=" + Base64.getEncoder().encodeToString(new byte[KEY_BYTES]),
            "yizhan.plain-http=allowed",
            "yizhan.server.port=0",
            "yizhan.consumer.rehearsal.password=" + password,
            "yizhan.channel.none.vendor=winic-http",
            "yizhan.channel.none.address=http://127.0.0.1:1",
            "yizhan.channel.none.user=none",
            "yizhan.channel.none.password=none"));
  }

  private void call(URI gateway, String operation) throws IOException, InterruptedException {
    String credentials =
        Base64.getEncoder()
            .encodeToString(("rehearsal:" + password).getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(gateway.resolve("sms"))
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("Authorization", "Basic " + credentials)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
                            + operation
                            + "</s:Body></s:Envelope>"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (!answer.body().contains("Envelope")) {
      throw new IOException("The gateway answered with status " + answer.statusCode());
    }
  }

  private void get(URI address) throws IOException, InterruptedException {
    HttpResponse<String> unused =
        client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(directory)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
