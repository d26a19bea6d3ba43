package dev.yizhan.benchmarks;

import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Submissions per second over SOAP with 32 and 128 callers, with the runnable jar and on Payara
 * Micro: a bare Metro service that makes the same vendor call and stores nothing, and the gateway
 * on each of its stores. All servers run at the same time and are measured in turn. The load
 * generator and the simulator share their processors.
 */
public final class GatewayLoad {

  private static final int FEW = 4;
  private static final int CALLERS = 32;
  private static final int MANY_CALLERS = 128;
  private static final int PROFILED_SECONDS = 20;
  private static final int WARM_FEW_SECONDS = 15;
  private static final int WARM_SECONDS = 45;
  private static final int ROUNDS = 5;
  private static final int SECONDS = 8;
  private static final int OLD_DELIVERIES = 1_000_000;
  private static final long SETTLING_NANOS = 50_000_000;

  /** As many calls at a time as the bare service makes. */
  private static final String CONCURRENCY = "yizhan.channel.winic.concurrency";

  private static final String LIST_CHANNELS = "<ListChannels xmlns=\"urn:yizhan:sms:1\"/>";
  private static final String TEXT = "您的验证码是246810，五分钟内有效，请勿告诉他人。【驿站】";

  private interface Send {
    byte[] request(String requestId);
  }

  /**
   * A server and what is sent to it.
   *
   * @param answered a regular expression that finds something in each good answer
   * @param queues whether calls may be left when all is answered
   */
  private record Contender(
      MeasuredServer server, String path, Send send, String answered, boolean queues) {

    /** Waits until all calls are made. */
    void settle() {
      try (SoapCaller soap = new SoapCaller(server.port(), path)) {
        while (queues && !soap.call(LIST_CHANNELS).contains("<queued>0</queued>")) {
          LoadedGateway.parkUntil(System.nanoTime() + SETTLING_NANOS);
        }
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
  private record Round(double perSecond, long[] nanos, double serverMicros) {}

  private GatewayLoad() {}

  /**
   * Measures and prints one table.
   *
   * @param arguments a regular expression for the contenders, or nothing
   * @throws Exception if a server does not start
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    String wanted = arguments.length > 0 ? arguments[0] : ".*";
    Path directory = Files.createTempDirectory("yizhan-bench");
    Map<String, Contender> contenders = new LinkedHashMap<>();
    List<Sandbox> sandboxes = new ArrayList<>();
    // One sandbox each: the balance of an account is enough for a million messages.
    Supplier<URI> vendor =
        () -> {
          sandboxes.add(Sandbox.start());
          return sandboxes.get(sandboxes.size() - 1).address(WinicHttpSimulator.NAME);
        };
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.resolve("postgres"))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start()) {
      try {
        start(contenders, wanted, directory, vendor);
        startOnPostgres(contenders, wanted, directory, vendor, postgres.getPort());
        add(contenders, wanted, "embedded, 1 million", () -> full(directory, vendor.get()));
        measure(contenders, out);
      } finally {
        contenders.values().forEach(contender -> contender.server().close());
        sandboxes.forEach(Sandbox::close);
      }
    }
    System.exit(0);
  }

  private static void start(
      Map<String, Contender> contenders, String wanted, Path directory, Supplier<URI> vendor)
      throws Exception {
    add(
        contenders,
        wanted,
        "bare service",
        () -> bare(RunnableServer.bare(directory.resolve("bare"), vendor.get())));
    add(
        contenders,
        wanted,
        "bare service, Payara Micro",
        () -> bare(MicroServer.bare(directory.resolve("bare-micro"), vendor.get())));
    add(
        contenders,
        wanted,
        "embedded, Payara Micro",
        () ->
            gateway(
                MicroServer.gateway(
                    directory.resolve("micro"), vendor.get(), data(directory.resolve("micro")))));
    add(
        contenders,
        RunnableServer.OTHER_JAR.isEmpty() ? "" : wanted,
        "embedded, other jar",
        () -> {
          Path other = directory.resolve("other");
          return gateway(RunnableServer.other(other, vendor.get(), data(other)));
        });
    add(
        contenders,
        wanted,
        "embedded",
        () -> {
          Path embedded = directory.resolve("embedded");
          Map<String, String> settings = FrontDoorCalls.settings();
          settings.putAll(data(embedded));
          return gateway(RunnableServer.gateway(embedded, vendor.get(), settings));
        });
    Contender embedded = contenders.get("embedded");
    if (embedded != null) {
      add(
          contenders,
          wanted,
          "embedded, waitSeconds=0",
          () -> gateway(embedded.server(), "<waitSeconds>0</waitSeconds>", "<id>", true));
      addFrontDoors(contenders, wanted, embedded.server());
    }
  }

  private static void addFrontDoors(
      Map<String, Contender> contenders, String wanted, MeasuredServer server) throws Exception {
    add(
        contenders,
        wanted,
        "embedded, front door, SOAP",
        () ->
            new Contender(
                server,
                FrontDoorCalls.SOAP_PATH,
                id -> FrontDoorCalls.soap(TEXT),
                FrontDoorCalls.SOAP_ANSWER,
                false));
    add(
        contenders,
        wanted,
        "embedded, front door, form",
        () ->
            new Contender(
                server,
                FrontDoorCalls.FORM_PATH,
                id -> FrontDoorCalls.form(TEXT),
                FrontDoorCalls.FORM_ANSWER,
                false));
  }

  private static void startOnPostgres(
      Map<String, Contender> contenders,
      String wanted,
      Path directory,
      Supplier<URI> vendor,
      int port)
      throws Exception {
    add(
        contenders,
        wanted,
        "PostgreSQL",
        () ->
            gateway(
                directory,
                "on-postgres",
                vendor.get(),
                Map.of(
                    "yizhan.store.url",
                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                    "yizhan.store.user",
                    "postgres",
                    "yizhan.store.password",
                    "postgres")));
  }

  private static void add(
      Map<String, Contender> contenders, String wanted, String name, Callable<Contender> starter)
      throws Exception {
    if (name.matches(wanted)) {
      contenders.put(name, starter.call());
    }
  }

  private static byte[] soap(String path, String body) {
    return SoapCaller.request(path, "demo:demo", body);
  }

  private static Contender bare(MeasuredServer server) {
    return new Contender(
        server,
        "/yizhan/bare",
        id ->
            soap(
                "/yizhan/bare",
                "<b:Send xmlns:b=\"urn:yizhan:bare\"><requestId>"
                    + id
                    + "</requestId><recipient>13800138000</recipient><text>"
                    + TEXT
                    + "</text></b:Send>"),
        "<vendorId>",
        false);
  }

  private static Contender gateway(
      Path directory, String name, URI vendor, Map<String, String> store)
      throws IOException, InterruptedException {
    Path data = directory.resolve(name);
    Map<String, String> settings = new HashMap<>(store.isEmpty() ? data(data) : store);
    settings.put(CONCURRENCY, Integer.toString(MANY_CALLERS));
    return gateway(RunnableServer.gateway(data, vendor, settings));
  }

  private static Map<String, String> data(Path directory) {
    return Map.of(
        "yizhan.data",
        directory.resolve("data").toString(),
        CONCURRENCY,
        Integer.toString(MANY_CALLERS));
  }

  private static Contender gateway(MeasuredServer server) {
    return gateway(server, "", "<vendorId>", false);
  }

  private static Contender gateway(
      MeasuredServer server, String more, String answered, boolean queues) {
    return new Contender(
        server,
        "/yizhan/sms",
        id ->
            soap(
                "/yizhan/sms",
                "<Send xmlns=\"urn:yizhan:sms:1\"><requestId>"
                    + id
                    + "</requestId><channel>winic</channel><recipient>13800138000</recipient><text>"
                    + TEXT
                    + "</text>"
                    + more
                    + "</Send>"),
        answered,
        queues);
  }

  /**
   * Starts the gateway to create its tables, fills these with a million submissions, restarts it.
   */
  private static Contender full(Path directory, URI vendor)
      throws IOException, InterruptedException, SQLException {
    gateway(directory, "full", vendor, Map.of()).server().close();
    OldSubmissions.insert(
        directory.resolve("full").resolve("data").resolve("gateway.db"), OLD_DELIVERIES);
    return gateway(directory, "full", vendor, Map.of());
  }

  private static void measure(Map<String, Contender> contenders, PrintStream out)
      throws IOException, InterruptedException {
    for (Contender contender : contenders.values()) {
      round(contender, FEW, WARM_FEW_SECONDS);
    }
    for (Contender contender : contenders.values()) {
      round(contender, CALLERS, WARM_SECONDS);
    }
    for (int callers : List.of(CALLERS, MANY_CALLERS)) {
      table(contenders, callers, rounds(contenders, callers), out);
    }
    for (Map.Entry<String, Contender> each : contenders.entrySet()) {
      Optional<Profile> profile = Profile.start(each.getValue().server().pid(), each.getKey());
      if (profile.isPresent()) {
        round(each.getValue(), CALLERS, PROFILED_SECONDS);
        profile.get().close();
      }
    }
  }

  private static Map<String, List<Round>> rounds(Map<String, Contender> contenders, int callers)
      throws InterruptedException {
    Map<String, List<Round>> rounds = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(contenders.keySet());
    for (int i = 0; i < ROUNDS; i++) {
      for (String name : names) {
        rounds
            .computeIfAbsent(name, ignored -> new ArrayList<>())
            .add(round(Objects.requireNonNull(contenders.get(name)), callers, SECONDS));
      }
      Collections.rotate(names, 1);
    }
    return rounds;
  }

  private static void table(
      Map<String, Contender> contenders,
      int callers,
      Map<String, List<Round>> rounds,
      PrintStream out) {
    out.println();
    out.println(
        "| "
            + callers
            + " callers | submissions/s | p50 ms | p99 ms | ratio to the first |"
            + " server CPU, µs each |");
    out.println("|---|---|---|---|---|---|");
    List<Round> first = rounds.values().iterator().next();
    contenders
        .keySet()
        .forEach(
            name -> {
              List<Round> own = rounds.getOrDefault(name, List.of());
              long[] nanos =
                  own.stream().flatMapToLong(r -> LongStream.of(r.nanos())).sorted().toArray();
              double[] ratios = new double[own.size()];
              for (int i = 0; i < ratios.length; i++) {
                ratios[i] = own.get(i).perSecond() / first.get(i).perSecond();
              }
              out.printf(
                  "| %s | %.0f | %.1f | %.1f | %.2f | %.0f |%n",
                  name,
                  median(own.stream().mapToDouble(Round::perSecond).toArray()),
                  nanos[nanos.length / 2] / 1e6,
                  nanos[(int) (nanos.length * 0.99)] / 1e6,
                  median(ratios),
                  median(own.stream().mapToDouble(Round::serverMicros).toArray()));
            });
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Round round(Contender contender, int callers, int seconds)
      throws InterruptedException {
    Duration cpu = contender.server().cpu();
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    Pattern answered = Pattern.compile(contender.answered());
    Callable<long[]> caller =
        () -> {
          long[] nanos = new long[1024];
          int count = 0;
          try (SoapCaller soap = new SoapCaller(contender.server().port(), contender.path())) {
            for (long before = System.nanoTime(); before < end; count++) {
              String answer = soap.exchange(contender.send().request(UUID.randomUUID().toString()));
              if (!answered.matcher(answer).find()) {
                throw new IllegalStateException(answer);
              }
              long after = System.nanoTime();
              if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
              }
              nanos[count] = after - before;
              before = after;
            }
          }
          return Arrays.copyOf(nanos, count);
        };
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    try {
      List<Future<long[]>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        running.add(pool.submit(caller));
      }
      List<long[]> all = new ArrayList<>();
      for (Future<long[]> each : running) {
        all.add(each.get());
      }
      long[] nanos = all.stream().flatMapToLong(LongStream::of).toArray();
      double perSecond = nanos.length * 1e9 / (System.nanoTime() - start);
      contender.settle();
      return new Round(
          perSecond, nanos, contender.server().cpu().minus(cpu).toNanos() / 1e3 / nanos.length);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      pool.shutdown();
    }
  }
}
