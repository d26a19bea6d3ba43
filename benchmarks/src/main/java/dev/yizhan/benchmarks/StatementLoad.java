package dev.yizhan.benchmarks;

import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.statement.DayRange;
import dev.yizhan.gateway.core.statement.StatementQuery;
import dev.yizhan.gateway.core.statement.Statements;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.KeyRing;
import dev.yizhan.gateway.store.sql.PostgresSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;

/**
 * How long the statement of a month takes, of which ten million deliveries are in the sums: of 20
 * consumers on three channels, on two nodes.
 */
public final class StatementLoad {

  private static final int DAYS = 31;
  private static final int CONSUMERS = 20;
  private static final int CHANNELS = 3;
  private static final int NODES = 2;
  private static final long DELIVERIES = 10_000_000;

  /** Up to about four minutes. */
  private static final int SPANS = 5;

  private static final int PARTS = 16;
  private static final int FIGURES = 17;
  private static final int WARM = 100;
  private static final int ROUNDS = 100;
  private static final long PER_ROW = DELIVERIES / (DAYS * CONSUMERS * CHANNELS * NODES);
  private static final KeyRing KEYS = KeyRing.parse("A".repeat(43) + "=");

  private StatementLoad() {}

  /**
   * Measures and prints one table.
   *
   * @throws Exception if a store does not open
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path directory = Files.createTempDirectory("yizhan-bench");
    out.println("\n| store | statement of a month, ms | of one consumer, ms |\n|---|---|---|");
    Path data = directory.resolve("data");
    try (GatewayStore created = GatewayStore.embedded(data, KEYS, Clock.systemUTC())) {
      created.probe().join();
    }
    fill("jdbc:sqlite:" + data.resolve("gateway.db"), "", "");
    try (GatewayStore store = GatewayStore.embedded(data, KEYS, Clock.systemUTC())) {
      out.println("| embedded | " + row(store));
    }
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder().setDataDirectory(directory.resolve("postgres")).start()) {
      String url = server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
      try (GatewayStore store =
          GatewayStore.postgres(
              new PostgresSettings(url, "postgres", "postgres"), KEYS, Clock.systemUTC())) {
        fill(url, "postgres", "postgres");
        out.println("| PostgreSQL | " + row(store));
      }
    }
    System.exit(0);
  }

  private static void fill(String url, String user, String password) throws SQLException {
    long today = LocalDate.now(QuietHours.CHINA).toEpochDay();
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      connection.setAutoCommit(false);
      try (PreparedStatement sums = insert(connection, "statement_sum", 4 + FIGURES);
          PreparedStatement seconds = insert(connection, "statement_seconds", 5 + PARTS)) {
        for (int i = 0; i < DAYS * CONSUMERS * CHANNELS * NODES; i++) {
          Object[] key = {
            today - i % DAYS,
            "consumer" + i / DAYS % CONSUMERS,
            "channel" + i / DAYS / CONSUMERS % CHANNELS,
            i / DAYS / CONSUMERS / CHANNELS
          };
          for (int figure = 0; figure < FIGURES; figure++) {
            sums.setObject(5 + figure, PER_ROW);
          }
          add(sums, key);
          for (int span = 0; span < SPANS; span++) {
            seconds.setObject(5, span);
            for (int part = 0; part < PARTS; part++) {
              seconds.setObject(6 + part, PER_ROW / SPANS / PARTS);
            }
            add(seconds, key);
          }
        }
        sums.executeBatch();
        seconds.executeBatch();
      }
      connection.commit();
    }
  }

  private static PreparedStatement insert(Connection connection, String table, int columns)
      throws SQLException {
    return connection.prepareStatement(
        "INSERT INTO "
            + table
            + " VALUES ("
            + String.join(", ", Collections.nCopies(columns, "?"))
            + ")");
  }

  private static void add(PreparedStatement statement, Object[] key) throws SQLException {
    for (int i = 0; i < key.length; i++) {
      statement.setObject(1 + i, key[i]);
    }
    statement.addBatch();
  }

  private static String row(GatewayStore store) {
    Statements statements =
        new Statements(
            store.statements(),
            Clock.systemUTC(),
            new Statements.Kept(Duration.ofDays(184), Duration.ofDays(762)));
    return "%.0f | %.0f |"
        .formatted(
            millis(statements, Optional.empty()), millis(statements, Optional.of("consumer7")));
  }

  private static double millis(Statements statements, Optional<String> consumer) {
    LocalDate today = LocalDate.now(QuietHours.CHINA);
    StatementQuery query =
        new StatementQuery(
            new DayRange(today.minusDays(DAYS - 1), today),
            consumer,
            Optional.empty(),
            Optional.empty());
    double[] took = new double[ROUNDS];
    for (int round = -WARM; round < ROUNDS; round++) {
      long start = System.nanoTime();
      long lines = statements.find(query).stream().mapToLong(day -> day.lines().size()).sum();
      if (lines != (long) DAYS * CHANNELS * (consumer.isPresent() ? 1 : CONSUMERS)) {
        throw new IllegalStateException(lines + " lines");
      }
      if (round >= 0) {
        took[round] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(took);
    return took[ROUNDS / 2];
  }
}
