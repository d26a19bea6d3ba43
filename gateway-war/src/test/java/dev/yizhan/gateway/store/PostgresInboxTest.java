package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.answer.Records;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.polling.PollKind;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.PushFormat;
import dev.yizhan.gateway.core.record.Pushes;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordSource;
import dev.yizhan.gateway.core.record.Sharing;
import dev.yizhan.gateway.store.sql.PostgresSettings;
import dev.yizhan.vendor.PushReader;
import dev.yizhan.vendor.record.Push;
import dev.yizhan.vendor.record.Report;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresInboxTest extends InboxContract {

  private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");
  private static final Duration PAUSE = Duration.ofSeconds(5);

  @TempDir private static Path directory;
  private static PostgresServer server;
  private final List<GatewayStore> others = new ArrayList<>();
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
      others.add(opened());
      others.add(opened());
    }
    super.open();
  }

  @AfterEach
  void closeOthers() {
    others.forEach(GatewayStore::close);
  }

  @Override
  GatewayStore opened() {
    return GatewayStore.postgres(database, StoreContract.KEYS, Clock.systemUTC());
  }

  @Override
  GatewayStore node(int writer) {
    return writer % 3 == 2 ? super.node(writer) : others.get(writer % 3);
  }

  @Test
  void grantsALeaseToOneOfManyNodes() throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(12);
    try {
      for (int round = 0; round < 20; round++) {
        String account = "account " + round;
        List<Callable<Optional<Long>>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
          GatewayStore node = node(i);
          all.add(() -> node.polls().acquire(account, PollKind.REPORTS, PAUSE, NOW));
        }
        int taken = 0;
        for (Future<Optional<Long>> each : nodes.invokeAll(all)) {
          taken += each.get().isPresent() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(1);
      }
    } finally {
      nodes.shutdown();
    }
  }

  @Test
  void takesALeaseFromADeadNodeAndStillStoresItsLateAnswer() {
    GatewayStore dead = others.get(0);
    long poll = dead.polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW).orElseThrow();
    Map<Long, Long> beats = node(2).calls().otherNodes();
    beats.forEach(
        (node, lastBeat) -> node(2).calls().declareDead(node, lastBeat, NOW.plusSeconds(30)));
    assertThat(store().problems().problems(NOW, 10)).hasSize(1);
    assertThat(store().polls().acquire("winic", PollKind.REPORTS, PAUSE, NOW.plusSeconds(35)))
        .isPresent();
    dead.polls().storeAnswer(poll, new byte[] {1}, NOW.plusSeconds(36));
    assertThat(store().problems().problems(NOW, 10)).as("it was only asleep").isEmpty();
    assertThat(store().polls().takeOverAnswer(List.of("winic"), Set.of()))
        .as("it reads it itself")
        .isEmpty();
    assertThat(dead.polls().takeOverAnswer(List.of("winic"), Set.of())).isPresent();
  }

  /** As a VACUUM FULL or an ALTER TABLE holds it. */
  @Test
  void refusesAPushWhileATableIsLockedAndStoresItsRepetition() throws Exception {
    PostgresSettings impatient =
        new PostgresSettings(
            database.url() + "?options=-c%20lock_timeout%3D100ms",
            database.user(),
            database.password());
    GatewayStore node = GatewayStore.postgres(impatient, StoreContract.KEYS, Clock.systemUTC());
    others.add(node);
    Pushes pushes = new Pushes(node.records(), Clock.systemUTC());
    RecordSource account =
        new RecordSource(
            "winic",
            List.of("winic"),
            new Ownership(Optional.of("owner"), Map.of()),
            Sharing.EXCLUSIVE);
    PushReader reader =
        (pushed, contentType) ->
            new Push(
                "demo",
                Push.Origin.OTHER,
                new Records<>(
                    List.of(
                        new Records.Good<>(
                            Report.of(
                                "A",
                                "13800138000",
                                "DELIVRD",
                                Optional.empty(),
                                Optional.empty()))),
                    OptionalInt.empty()),
                new Records<>(List.of(), OptionalInt.empty()));
    PushFormat format = new PushFormat(reader, Set.of("demo"));
    byte[] body = {1};
    try (Connection other =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE record IN ACCESS EXCLUSIVE MODE");
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> pushes.accept(account, format, body, "application/json"))
          .matches(e -> !e.isAboutData());
      other.rollback();
    }
    assertThat(pushes.accept(account, format, body, "application/json")).isTrue();
    assertThat(inbox().reports("owner", Reader.DEFAULT, Optional.empty(), 10))
        .extracting(InboxReport::vendorId)
        .containsExactly(Optional.of("A"));
    assertThat(store().problems().problems(Instant.EPOCH, 10)).isEmpty();
  }
}
