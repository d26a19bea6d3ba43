package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.polling.PollKind;
import dev.yizhan.gateway.store.sql.PostgresSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
}
