package dev.yizhan.benchmarks;

import com.sun.net.httpserver.HttpServer;
import dev.yizhan.gateway.callback.CallbackEndpoint;
import dev.yizhan.gateway.callback.CallbackForm;
import dev.yizhan.gateway.callback.SigningSecret;
import dev.yizhan.gateway.core.callback.Callbacks;
import dev.yizhan.gateway.core.door.FailedDeliveries;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.record.IncomingRecord;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordBatch;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.record.RecordSource;
import dev.yizhan.gateway.core.record.Sharing;
import dev.yizhan.gateway.core.task.Timing;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.KeyRing;
import dev.yizhan.gateway.store.sql.PostgresSettings;
import dev.yizhan.http.CallbackAddress;
import dev.yizhan.http.CallbackHttp;
import dev.yizhan.http.PostResult;
import dev.yizhan.http.Trust;
import dev.yizhan.vendor.record.Report;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Reports that wait for a consumer are pushed to its callback, a server in this process that reads
 * and answers; against the bare posts of as many bodies of the same size.
 */
public final class CallbackLoad {

  private static final int REPORTS = 200_000;
  private static final int WARM = 50_000;
  private static final int BATCH = 500;
  private static final List<CallbackForm> FORMS = List.of(CallbackForm.JSON, CallbackForm.SOAP_11);
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final RecordSource SOURCE =
      new RecordSource(
          "winic",
          List.of("winic"),
          new Ownership(Optional.of("demo"), Map.of()),
          Sharing.EXCLUSIVE);

  private static final String RESPONSE =
      """
      <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>\
      <ReceiveRecordsResponse xmlns="urn:yizhan:sms-callback:1"/></e:Body></e:Envelope>
      """;

  private final GatewayStore store;
  private final CallbackForm form;
  private final PrintStream out;
  private final CallbackHttp http = CallbackHttp.open(Duration.ofSeconds(5));
  private final AtomicInteger bodies = new AtomicInteger();
  private final HttpServer server;
  private volatile byte[] last = {};

  private CallbackLoad(GatewayStore store, CallbackForm form, PrintStream out) throws IOException {
    this.store = store;
    this.form = form;
    this.out = out;
    byte[] answer = RESPONSE.strip().getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.createContext(
        "/",
        exchange -> {
          last = exchange.getRequestBody().readAllBytes();
          bodies.incrementAndGet();
          if (form == CallbackForm.JSON) {
            exchange.sendResponseHeaders(204, -1);
          } else {
            exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
          exchange.close();
        });
    server.start();
  }

  /**
   * Runs.
   *
   * @param arguments ignored
   * @throws Exception where a database or the server does not work
   */
  public static void main(String[] arguments) throws Exception {
    // Otherwise the head and the body of an answer are 40 ms apart.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path directory = Files.createTempDirectory("yizhan-bench");
    KeyRing keys = KeyRing.parse(KEY);
    out.println("| store, form | reports a second | bare posts, reports a second | ratio |");
    out.println("|---|---|---|---|");
    for (CallbackForm form : FORMS) {
      try (GatewayStore store =
          GatewayStore.embedded(directory.resolve(form.name()), keys, Clock.systemUTC())) {
        new CallbackLoad(store, form, out).run("embedded");
      }
    }
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.resolve("postgres"))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start()) {
      for (CallbackForm form : FORMS) {
        String database = "callbacks_" + form.name().toLowerCase(Locale.ROOT);
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("CREATE DATABASE " + database);
        }
        String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
        try (GatewayStore store =
            GatewayStore.postgres(
                new PostgresSettings(url, "postgres", "postgres"), keys, Clock.systemUTC())) {
          new CallbackLoad(store, form, out).run("PostgreSQL");
        }
      }
    }
    System.exit(0);
  }

  private CallbackHttp.Target target() {
    return new CallbackHttp.Target(
        new CallbackAddress(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
            InetAddress::isLoopbackAddress),
        Trust.platform(),
        Duration.ofSeconds(20));
  }

  private void run(String name) throws Exception {
    receive(0, WARM + REPORTS);
    Callbacks callbacks =
        new Callbacks(
            store.callbacks(),
            store.inbox(),
            new FailedDeliveries(store.doors(), Clock.systemUTC()),
            Clock.systemUTC(),
            Timing.DEFAULT,
            Events.NONE);
    callbacks.replace(
        List.of(
            new CallbackEndpoint(
                    "demo",
                    Reader.CALLBACK,
                    BATCH,
                    target(),
                    form,
                    List.of(SigningSecret.parse("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX")))
                .over(http, Clock.systemUTC())));
    callbacks.start();
    await(WARM / BATCH);
    long start = System.nanoTime();
    await((WARM + REPORTS) / BATCH);
    double pushed = rate(start);
    callbacks.close();
    byte[] body = last;
    post(body, WARM / BATCH);
    start = System.nanoTime();
    post(body, REPORTS / BATCH);
    double bare = rate(start);
    out.printf("| %s, %s | %,.0f | %,.0f | %.2f |%n", name, form, pushed, bare, pushed / bare);
    http.close();
    server.stop(0);
  }

  private static double rate(long start) {
    return REPORTS * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
  }

  private void await(int count) {
    while (bodies.get() < count) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void post(byte[] body, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      CompletableFuture<PostResult> result = new CompletableFuture<>();
      http.post(target(), Map.of(), "application/json", body, result::complete);
      if (result.get().status().orElse(0) / 100 != 2) {
        throw new IllegalStateException(result.get().reason());
      }
    }
  }

  /** Stores reports of messages that nobody knows; they go to the account's owner. */
  private void receive(int from, int count) {
    Instant now = Instant.now();
    Instant before = now.minus(Duration.ofHours(1));
    for (int first = from; first < from + count; first += BATCH) {
      List<IncomingRecord> records = new ArrayList<>();
      for (int i = first; i < first + BATCH; i++) {
        String id = Long.toString(2_200_000_000_000_000_000L + i);
        String phone = Long.toString(13_000_000_000L + i * 7919L % 999_999_937L);
        records.add(
            new IncomingRecord.DeliveryReport(
                new IncomingRecord.Head(
                    "report " + id,
                    List.of(phone),
                    true,
                    Optional.of(before),
                    Optional.of(id),
                    Optional.empty()),
                Report.Verdict.DELIVERED,
                "DELIVRD"));
      }
      store
          .records()
          .storePush(
              new RecordBatch(SOURCE, RecordKind.REPORTS, records, List.of(), Optional.empty()),
              new byte[] {1},
              before);
      store.records().matchWaiting(List.of(SOURCE), 0, Duration.ofMinutes(10), now);
    }
  }
}
