package dev.yizhan.benchmarks;

import dev.yizhan.gateway.core.GatewayCore;
import dev.yizhan.gateway.core.Stores;
import dev.yizhan.gateway.core.Topology;
import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.Pace;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.gateway.core.channel.VendorConnection;
import dev.yizhan.gateway.core.channel.WorkLimits;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.polling.PollStore;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.record.Sharing;
import dev.yizhan.gateway.core.statement.Statements;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.core.task.Timing;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.KeyRing;
import dev.yizhan.gateway.store.sql.PostgresSettings;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorResponse;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.Vendors;
import dev.yizhan.vendor.setting.SettingValues;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * An answer of 500 reports, from the arrival of its last byte until its records are stored, matched
 * and numbered, against the plain insert of 500 rows; and FetchReports of 500 against a plain
 * select. On both stores, with a million deliveries in each.
 */
public final class InboxLoad {

  private static final GlobalLimits LIMITS =
      new GlobalLimits(Routes.NONE, Duration.ofHours(1), Duration.ofHours(1), WorkLimits.DEFAULT);

  private static final int DELIVERIES = 1_000_000;
  private static final int REPORTS = 500;
  private static final int COLUMNS = 19;
  private static final int WARM = 300;
  private static final int ROUNDS = 100;
  private static final Duration SOON = Duration.ofMillis(5);
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String PLAIN =
      "INSERT INTO plain (id, kind, poll, account, consumer, position, number, other_numbers,"
          + " received_at, vendor_time, vendor_id, custom_id, verdict, status, written_to, content,"
          + " submission_id, channel, reference) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
          + " ?, ?, ?, ?)";

  private final String name;
  private final GatewayStore store;
  private final Connection plain;
  private final PrintStream out;
  private final BlockingQueue<byte[]> answers = new ArrayBlockingQueue<>(1);
  private final BlockingQueue<Long> taken = new ArrayBlockingQueue<>(1);
  private long arrived;
  private long plainRows;

  private InboxLoad(String name, GatewayStore store, Connection plain, PrintStream out) {
    this.name = name;
    this.store = store;
    this.plain = plain;
    this.out = out;
  }

  /**
   * Runs.
   *
   * @param arguments ignored
   * @throws Exception where a database does not work
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path directory = Files.createTempDirectory("yizhan-bench");
    KeyRing keys = KeyRing.parse(KEY);
    out.println(
        "| store | reports, ms | plain insert, ms | ratio | fetch, ms | plain select, ms | ratio |");
    out.println("|---|---|---|---|---|---|---|");
    // Creates the tables. No other process may write to the file while it is open.
    GatewayStore.embedded(directory, keys, Clock.systemUTC()).close();
    fill("jdbc:sqlite:" + directory.resolve("gateway.db"), "randomblob(220)");
    try (GatewayStore store = GatewayStore.embedded(directory, keys, Clock.systemUTC());
        Connection plain =
            DriverManager.getConnection(
                "jdbc:sqlite:"
                    + directory.resolve("plain.db")
                    + "?journal_mode=WAL&synchronous=FULL")) {
      new InboxLoad("embedded", store, plain, out).run();
    }
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.resolve("postgres"))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start()) {
      String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
      String own = url + "?user=postgres&password=postgres";
      try (GatewayStore store =
              GatewayStore.postgres(
                  new PostgresSettings(url, "postgres", "postgres"), keys, Clock.systemUTC());
          Connection plain = DriverManager.getConnection(own)) {
        fill(own, "decode(repeat('a7', 220), 'hex')");
        new InboxLoad("PostgreSQL", store, plain, out).run();
      }
    }
    System.exit(0);
  }

  /** A million submissions of the last three days that a vendor has accepted. */
  private static void fill(String url, String content) throws SQLException {
    long first = Ids.lowestAt(Instant.now().minus(Duration.ofDays(3)));
    String rows =
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + (DELIVERIES - 1)
            + ") ";
    long at = Instant.now().minus(Duration.ofDays(2)).toEpochMilli();
    // The distance of ids that are created every 250 milliseconds.
    String id = first + " + CAST(i AS BIGINT) * " + (250L << 22);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO submission (id, consumer, request_id, channel, content, parts, created_at,"
              + " expires_at) "
              + rows
              + "SELECT "
              + id
              + ", 'demo', 'old-' || i, 'winnerlook', "
              + content
              + ", 1, "
              + at
              + ", "
              + at
              + " FROM n");
      statement.executeUpdate(
          "INSERT INTO vendor_call (submission_id, number, channel, route, attempt, state, node,"
              + " due_at, expires_at, outcome, started_at, millis) "
              + rows
              + "SELECT "
              + id
              + ", 1, 'winnerlook', 'winnerlook', 1, 'ENDED', 1, "
              + at
              + ", "
              + at
              + ", 'ACCEPTED', "
              + at
              + ", 20 FROM n");
      statement.executeUpdate(
          "INSERT INTO delivery (submission_id, position, number, call, state, vendor_message_id,"
              + " at) "
              + rows
              + "SELECT "
              + id
              + ", 0, "
              + number("i")
              + ", 1, 'SUBMITTED', CAST(2200000000000000000 + i AS TEXT), "
              + at
              + " FROM n");
      statement.execute("ANALYZE");
    }
  }

  private static String number(String i) {
    return "CAST(13000000000 + (CAST(" + i + " AS BIGINT) * 7919) % 999999937 AS TEXT)";
  }

  private static String phone(int delivery) {
    return Long.toString(13_000_000_000L + delivery * 7919L % 999_999_937L);
  }

  private void run() throws Exception {
    try (Statement statement = plain.createStatement()) {
      // The columns of a record and the index that a fetch uses.
      statement.execute(
          "CREATE TABLE plain (id BIGINT PRIMARY KEY, kind TEXT, poll BIGINT, account TEXT, consumer"
              + " TEXT, position BIGINT, number TEXT, other_numbers TEXT, received_at BIGINT,"
              + " vendor_time BIGINT, vendor_id TEXT, custom_id TEXT, verdict TEXT, status TEXT,"
              + " written_to TEXT, content TEXT, submission_id BIGINT, channel TEXT, reference TEXT)");
      statement.execute("CREATE UNIQUE INDEX plain_position ON plain (consumer, kind, position)");
    }
    plain.setAutoCommit(false);
    GatewayCore core = core();
    double[] reports = new double[ROUNDS];
    double[] inserts = new double[ROUNDS];
    double[] fetches = new double[ROUNDS];
    double[] selects = new double[ROUNDS];
    for (int round = -WARM; round < ROUNDS; round++) {
      if (round == 0) {
        try (Statement statement = plain.createStatement()) {
          statement.execute("ANALYZE");
        }
        plain.commit();
      }
      int slot = Math.max(round, 0);
      reports[slot] = reported((round + WARM) * REPORTS);
      inserts[slot] = inserted();
      long position = (slot * 37L) % (round + WARM + 1) * REPORTS;
      fetches[slot] = fetched(position);
      selects[slot] = selected(position);
    }
    core.close();
    out.printf(
        "| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
        name,
        middle(reports),
        middle(inserts),
        middleRatio(reports, inserts),
        middle(fetches),
        middle(selects),
        middleRatio(fetches, selects));
  }

  /** The gateway's core over a transport that takes its answers from a queue. */
  private GatewayCore core() {
    Transport transport = request -> new Exchange.Answered(answer());
    Access access =
        new Access(
            URI.create("http://127.0.0.1:1"), Binding.HTTP_POST, new Credentials("demo", "demo"));
    VendorClient client =
        Vendors.installed().named("winnerlook").open(access, SettingValues.of(Map.of()), transport);
    Account account =
        new Account(
            "winnerlook",
            List.of("winnerlook"),
            VendorConnection.fixed(transport, client),
            new Account.Polling(
                Set.of(RecordKind.REPORTS), new Pace(SOON, SOON), Duration.ofHours(1)),
            Ownership.NONE,
            Sharing.EXCLUSIVE,
            new Account.BalanceWatch(Optional.empty(), Duration.ofHours(1)),
            Optional.empty());
    Timing timing =
        new Timing(
            SOON, Duration.ofSeconds(5), Duration.ofSeconds(30), SOON, Duration.ofMinutes(5));
    return GatewayCore.start(
        timed(store),
        new GatewayCore.Settings(
            Clock.systemUTC(),
            timing,
            new Statements.Kept(Duration.ofDays(200), Duration.ofDays(200)),
            () -> LIMITS,
            Events.NONE),
        new Topology(List.of(), List.of(account), Map.of()),
        () -> {});
  }

  private VendorResponse answer() {
    try {
      byte[] body = answers.take();
      arrived = System.nanoTime();
      return new VendorResponse(200, "text/xml; charset=utf-8", body);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Measures when the end of a poll has been persisted. */
  private Stores timed(GatewayStore real) {
    PollStore polls =
        proxy(
            PollStore.class,
            real.polls(),
            (method, result) -> {
              if (method.equals("end")) {
                if (!Integer.valueOf(REPORTS).equals(result)) {
                  throw new IllegalStateException("stored " + result);
                }
                taken.add(System.nanoTime() - arrived);
              }
              return result;
            });
    return proxy(Stores.class, real, (method, result) -> method.equals("polls") ? polls : result);
  }

  private static <T> T proxy(Class<T> type, T real, BiFunction<String, Object, Object> after) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return after.apply(method.getName(), method.invoke(real, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private double reported(int first) throws InterruptedException {
    StringBuilder body = new StringBuilder("<string xmlns=\"http://tempuri.org/\">");
    for (int i = 0; i < REPORTS; i++) {
      // Reports of consecutive messages, shuffled, to numbers that are far apart.
      int delivery = first + (int) (i * 271L % REPORTS);
      body.append(2_200_000_000_000_000_000L + delivery)
          .append(',')
          .append(phone(delivery))
          .append(",2026/11/22 13:51:08,DELIVRD,|");
    }
    answers.put(body.append("</string>").toString().getBytes(StandardCharsets.UTF_8));
    Long nanos = taken.poll(60, TimeUnit.SECONDS);
    if (nanos == null) {
      throw new IllegalStateException("No answer was taken");
    }
    return nanos / 1e6;
  }

  private double inserted() throws SQLException {
    long start = System.nanoTime();
    try (PreparedStatement insert = plain.prepareStatement(PLAIN)) {
      for (int row = 0; row < REPORTS; row++) {
        plainRows++;
        Object[] values = {
          plainRows,
          "REPORTS",
          plainRows,
          "winnerlook",
          "demo",
          plainRows,
          "13800138000",
          null,
          plainRows,
          plainRows,
          "2200000000000000000",
          null,
          "DELIVERED",
          "DELIVRD",
          null,
          null,
          plainRows,
          "winnerlook",
          null
        };
        for (int i = 0; i < values.length; i++) {
          insert.setObject(i + 1, values[i]);
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
    plain.commit();
    return (System.nanoTime() - start) / 1e6;
  }

  private double fetched(long position) {
    long start = System.nanoTime();
    int found =
        store.inbox().reports("demo", Reader.DEFAULT, Optional.of(position), REPORTS).size();
    double millis = (System.nanoTime() - start) / 1e6;
    if (found != REPORTS) {
      throw new IllegalStateException("fetched " + found);
    }
    return millis;
  }

  private double selected(long position) throws SQLException {
    long start = System.nanoTime();
    int found = 0;
    try (PreparedStatement select =
        plain.prepareStatement(
            "SELECT * FROM plain WHERE consumer = 'demo' AND kind = 'REPORTS' AND position > ?"
                + " ORDER BY position LIMIT "
                + REPORTS)) {
      select.setLong(1, position);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found++;
          for (int i = 1; i <= COLUMNS; i++) {
            Object unused = rows.getObject(i);
          }
        }
      }
    }
    plain.commit();
    double millis = (System.nanoTime() - start) / 1e6;
    if (found != REPORTS) {
      throw new IllegalStateException("selected " + found);
    }
    return millis;
  }

  private static double middle(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double middleRatio(double[] one, double[] other) {
    double[] ratios = new double[one.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = one[i] / other[i];
    }
    return middle(ratios);
  }
}
