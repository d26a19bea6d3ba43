package dev.yizhan.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * What the console transfers, how long its pages take over a store with few submissions and with a
 * million, and what 50 open overviews cost those who send.
 */
public final class ConsoleLoad {

  private static final int OLD = 1_000_000;
  private static final int WARM = 60;
  private static final int TIMES = 200;
  private static final int OVERVIEWS = 50;
  private static final int CALLERS = 32;
  private static final int ROUNDS = 5;
  private static final Duration ROUND = Duration.ofSeconds(8);
  private static final long EVERY_NANOS = 2_000_000_000L;

  private static final Map<String, String> SETTINGS =
      Map.of(
          "yizhan.consumer." + ConsoleVisitor.USER + ".password",
          ConsoleVisitor.PASSWORD,
          "yizhan.consumer." + ConsoleVisitor.USER + ".role",
          "admin");

  private interface Visit {
    String open(ConsoleVisitor visitor, int time);
  }

  /** Milliseconds. */
  private record Times(double median, double p95) {}

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final Path directory;

  private ConsoleLoad(Path directory) {
    this.directory = directory;
  }

  /**
   * Measures and prints.
   *
   * @param arguments {@code overviews} for only these
   * @throws Exception if a server does not start
   */
  public static void main(String[] arguments) throws Exception {
    ConsoleLoad load = new ConsoleLoad(Files.createTempDirectory("yizhan-bench"));
    if (!List.of("overviews").equals(List.of(arguments))) {
      load.pages();
    }
    load.overviews();
    System.exit(0);
  }

  private void pages() throws Exception {
    Path embedded = directory.resolve("embedded");
    pages(
        "embedded",
        embedded,
        Map.of("yizhan.data", embedded.resolve("data").toString()),
        "jdbc:sqlite:" + embedded.resolve("data").resolve("gateway.db"));
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.resolve("postgres"))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
      pages(
          "PostgreSQL",
          directory.resolve("on-postgres"),
          Map.of(
              "yizhan.store.url", url,
              "yizhan.store.user", "postgres",
              "yizhan.store.password", "postgres"),
          url + "?user=postgres&password=postgres");
    }
  }

  private void pages(String name, Path place, Map<String, String> store, String url)
      throws IOException, InterruptedException, SQLException {
    Map<String, String> settings = new HashMap<>(store);
    settings.putAll(SETTINGS);
    try (EventVendor vendor = EventVendor.atOnce()) {
      Map<String, Times> few;
      try (MeasuredServer server = RunnableServer.gateway(place, vendor.address(), settings)) {
        List<String> phones = Stream.generate(LoadedGateway::phone).limit(TIMES).toList();
        try (SoapCaller caller = new SoapCaller(server.port(), "/yizhan/sms")) {
          phones.forEach(phone -> sent(caller, phone));
        }
        ConsoleVisitor visitor = ConsoleVisitor.signIn(server.port());
        ConsoleVisitor.Transfer transfer = visitor.overview();
        out.printf(
            "%n%s: overview, first visit: %d requests, %,d bytes; again: %,d bytes%n",
            name, transfer.requests(), transfer.cold(), transfer.warm());
        few = times(visitor, phones);
      }
      OldSubmissions.insert(url, OLD);
      List<String> phones = numbers(url);
      try (MeasuredServer server = RunnableServer.gateway(place, vendor.address(), settings)) {
        Map<String, Times> many = times(ConsoleVisitor.signIn(server.port()), phones);
        out.println(
            "\n| "
                + name
                + " | 200 submissions: median ms | p95 ms | a million: median ms |"
                + " p95 ms |\n|---|---|---|---|---|");
        few.forEach(
            (page, times) -> {
              Times other = Objects.requireNonNull(many.get(page));
              out.printf(
                  "| %s | %.1f | %.1f | %.1f | %.1f |%n",
                  page, times.median(), times.p95(), other.median(), other.p95());
            });
      }
    }
  }

  private static void sent(SoapCaller caller, String phone) {
    String answer = caller.exchange(LoadedGateway.send(LoadedGateway.HEALTHY, phone, ""));
    if (!answer.contains("<vendorId>")) {
      throw new IllegalStateException(answer);
    }
  }

  private static List<String> numbers(String url) throws SQLException {
    List<String> numbers = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT number FROM delivery WHERE submission_id % 997 = 0 LIMIT " + TIMES)) {
      while (rows.next()) {
        numbers.add(rows.getString(1));
      }
    }
    return numbers;
  }

  private static Map<String, Times> times(ConsoleVisitor visitor, List<String> phones) {
    Map<String, Visit> pages = new LinkedHashMap<>();
    pages.put("find a number", (each, time) -> each.find(phones.get(time % phones.size())));
    for (String path :
        List.of(
            "/",
            "/live",
            "/find",
            "/problems",
            "/inbox",
            "/accounts",
            "/channel/" + LoadedGateway.HEALTHY,
            "/statements",
            "/journal")) {
      pages.put(path.equals("/") ? "overview" : path.substring(1), (each, time) -> each.open(path));
    }
    Map<String, Times> times = new LinkedHashMap<>();
    pages.forEach((name, visit) -> times.put(name, times(visitor, visit)));
    return times;
  }

  private static Times times(ConsoleVisitor visitor, Visit visit) {
    double[] millis = new double[TIMES];
    for (int i = -WARM; i < TIMES; i++) {
      long start = System.nanoTime();
      String page = visit.open(visitor, Math.floorMod(i, TIMES));
      if (page.isEmpty()) {
        throw new IllegalStateException("An empty page");
      }
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    return new Times(millis[TIMES / 2], millis[TIMES * 95 / 100]);
  }

  private void overviews() throws IOException, InterruptedException {
    try (LoadedGateway gateway =
        LoadedGateway.start(directory.resolve("overviews"), Map.of(), SETTINGS)) {
      List<Double> ratios = new ArrayList<>();
      int threadsBefore = gateway.threads();
      int threadsWith = 0;
      for (int round = 0; round < ROUNDS; round++) {
        double without = gateway.closedLoop(CALLERS, ROUND).perSecond();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService visitors = Executors.newFixedThreadPool(OVERVIEWS);
        ConsoleVisitor visitor = ConsoleVisitor.signIn(gateway.port());
        for (int i = 0; i < OVERVIEWS; i++) {
          int number = i;
          visitors.execute(() -> look(visitor, number, over));
        }
        double with = gateway.closedLoop(CALLERS, ROUND).perSecond();
        threadsWith = gateway.threads();
        over.set(true);
        visitors.shutdown();
        if (!visitors.awaitTermination(1, TimeUnit.MINUTES)) {
          throw new IllegalStateException("Overviews do not end");
        }
        ratios.add(with / without);
      }
      ratios.sort(null);
      out.printf(
          "%n%d open overviews: %.3f of the submissions a second (median of %d rounds), threads %d"
              + " before and %d with them%n",
          OVERVIEWS, ratios.get(ROUNDS / 2), ROUNDS, threadsBefore, threadsWith);
    }
  }

  private static void look(ConsoleVisitor visitor, int number, AtomicBoolean over) {
    long next = System.nanoTime() + number * EVERY_NANOS / OVERVIEWS;
    while (!over.get()) {
      LoadedGateway.parkUntil(next);
      String unused = visitor.open("/live");
      next += EVERY_NANOS;
    }
  }
}
