package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.core.submission.SubmissionStore;
import dev.yizhan.gateway.store.sql.PostgresSettings;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Sent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresStoreTest extends StoreContract {

  @TempDir private static Path directory;
  private static PostgresServer server;
  private PostgresSettings database;

  @BeforeAll
  static void start() {
    server = PostgresServer.start(directory.resolve("postgres"));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Override
  @BeforeEach
  void open() {
    if (database == null) {
      database = server.database();
    }
    super.open();
  }

  @Override
  GatewayStore opened(KeyRing keys) {
    return GatewayStore.postgres(database, keys, Clock.systemUTC());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void refusesAConnectionPooler(boolean refusesOptions) throws Exception {
    int port = URI.create(database.url().substring("jdbc:".length())).getPort();
    try (Pooler pooler = new Pooler(port, refusesOptions)) {
      PostgresSettings pooled =
          new PostgresSettings(
              database.url().replace(":" + port, ":" + pooler.port()),
              database.user(),
              database.password());
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> GatewayStore.postgres(pooled, KEYS, Clock.systemUTC()))
          .withMessageContaining("Let yizhan.store.url name PostgreSQL itself");
    }
  }

  @Test
  void refusesANewerStoreAndChangesNothing() throws Exception {
    NewerStore.insertMigration(database.url(), database.user(), database.password());
    long before = transactions();
    NewerStore.assertRefused(() -> opened(KEYS), "PostgreSQL");
    assertThat(transactions()).as("no transaction that writes").isEqualTo(before);
  }

  /** The next transaction id: reading takes none. */
  private long transactions() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_snapshot_xmax(pg_current_snapshot())")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  Connection connection() throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  /** While a table is locked, nobody waits for all the others one after the other. */
  @Test
  void refusesAllWhileItsTablesAreLocked() throws Exception {
    inserted(submission(1, "a", 1));
    List<CompletableFuture<SubmissionStore.Insertion>> all = new ArrayList<>();
    try (Connection lock = lockingConnection()) {
      for (int i = 2; i <= 51; i++) {
        all.add(store().submissions().insertAsync(submission(i, "r" + i, 1), true));
      }
      for (CompletableFuture<SubmissionStore.Insertion> each : all) {
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(() -> each.get(30, TimeUnit.SECONDS))
            .withCauseInstanceOf(StoreException.class)
            .matches(
                e ->
                    ((StoreException) e.getCause()).certainty()
                        == StoreException.Certainty.NOT_DONE);
      }
      lock.rollback();
    }
    inserted(submission(100, "z", 1));
    assertThat(store().submissions().find(Optional.of("shop"), 2, 0)).isEmpty();
  }

  private Connection lockingConnection() throws SQLException {
    Connection connection = connection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE submission IN ACCESS EXCLUSIVE MODE");
    }
    return connection;
  }

  @Test
  void claimsEachCallOnOneOfManyNodes() throws Exception {
    Instant due = Instant.parse("2026-11-21T05:00:00Z");
    for (int i = 1; i <= 200; i++) {
      store().submissions().insert(submission(i, "r" + i, Optional.of(due), 1));
    }
    ExecutorService nodes = Executors.newFixedThreadPool(3);
    List<PendingCall> claimed = new ArrayList<>();
    try (GatewayStore second = opened(KEYS);
        GatewayStore third = opened(KEYS)) {
      List<Future<List<PendingCall>>> all =
          nodes.invokeAll(
              List.of(() -> all(store(), due), () -> all(second, due), () -> all(third, due)));
      for (Future<List<PendingCall>> each : all) {
        claimed.addAll(each.get());
      }
    } finally {
      nodes.shutdown();
    }
    assertThat(claimed).extracting(PendingCall::submission).doesNotHaveDuplicates().hasSize(200);
  }

  private static List<PendingCall> all(GatewayStore node, Instant now) {
    List<PendingCall> all = new ArrayList<>();
    // Others may lock all due calls briefly; one round more than possible claims ends the loop.
    for (int rounds = 0; rounds < 201; rounds++) {
      all.addAll(claimed(node.calls(), "winic", 5, now));
    }
    return all;
  }

  @Test
  void storesARequestOnceThoughTwoNodesReceiveItAtOnce() throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(16);
    try (GatewayStore second = opened(KEYS)) {
      List<Future<SubmissionStore.Insertion>> all =
          nodes.invokeAll(
              IntStream.range(0, 400)
                  .<Callable<SubmissionStore.Insertion>>mapToObj(
                      i ->
                          () ->
                              (i % 2 == 0 ? store() : second)
                                  .submissions()
                                  .insert(submission(i + 1, "r" + i / 4, 1)))
                  .toList());
      int inserted = 0;
      for (Future<SubmissionStore.Insertion> one : all) {
        inserted += one.get() instanceof SubmissionStore.Insertion.Inserted ? 1 : 0;
      }
      assertThat(inserted).isEqualTo(100);
    } finally {
      nodes.shutdown();
    }
  }

  @Test
  void keepsNumbersOutOfErrors() {
    NewSubmission right = submission(1, "a", 2);
    NewCall call = right.calls().get(0);
    Recipient first = call.recipients().get(0);
    NewSubmission wrong =
        new NewSubmission(
            right.head(),
            right.content(),
            right.fingerprint(),
            List.of(new NewCall(call.step(), List.of(first, first), call.dueAt())),
            right.priority(),
            NewSubmission.Start.DUE,
            right.expiresAt());
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store().submissions().insert(wrong))
        .satisfies(
            e -> {
              StringWriter trace = new StringWriter();
              e.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString())
                  .contains("BatchUpdateException")
                  .doesNotContain(first.number().digits());
            });
  }

  @Test
  void storesTheLateOutcomeOfANodeDeclaredDead() {
    PendingCall call = inserted(submission(1, "a", 1));
    try (GatewayStore other = opened(KEYS)) {
      other.calls().heartbeat();
      Map<Long, Long> beats = other.calls().otherNodes();
      assertThat(beats).hasSize(1);
      beats.forEach((node, lastBeat) -> other.calls().declareDead(node, lastBeat, Instant.EPOCH));
      assertThat(states(1)).containsExactly(DeliveryState.UNKNOWN);
      store().calls().heartbeat();
      assertThat(other.calls().otherNodes().keySet()).isEqualTo(beats.keySet());
      finished(call, new Outcome.Accepted<>(Sent.withId("1")));
      assertThat(states(1)).containsExactly(DeliveryState.SUBMITTED);
    }
  }

  @Test
  void countsAllOrNothing() {
    QuotasContract.countsAllOrNothing(store());
  }

  @Test
  void countsInPeriods() {
    QuotasContract.countsInPeriods(store());
  }

  @Test
  void countsExactlyWithManyWriters() throws Exception {
    try (GatewayStore second = opened(KEYS);
        GatewayStore third = opened(KEYS)) {
      QuotasContract.countsExactly(List.of(store(), second, third));
    }
  }
}
