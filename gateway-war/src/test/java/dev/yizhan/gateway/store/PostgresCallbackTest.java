package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.callback.Callbacks;
import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.store.sql.PostgresSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresCallbackTest extends CallbackContract {

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
    }
    super.open();
  }

  @Override
  @AfterEach
  void close() {
    super.close();
    others.forEach(GatewayStore::close);
  }

  @Override
  GatewayStore opened() {
    return GatewayStore.postgres(database, StoreContract.KEYS, Clock.systemUTC());
  }

  private GatewayStore other() {
    GatewayStore node = opened();
    others.add(node);
    return node;
  }

  @Test
  void deliversOneAtATimeOverAllNodes() throws Exception {
    Receivers receiver = receiver(callback -> 200);
    Callback callback = callback("owner", receiver.address(), Reader.CALLBACK, 7);
    Callbacks callbacks = deliver(store(), callback);
    deliver(other(), callback);
    deliver(other(), callback);
    for (int from = 1; from <= 291; from += 10) {
      receive(numbered(from, from + 9));
    }
    awaitAcknowledged(callbacks, 300);
    assertThat(receiver.accepted()).containsExactly(numbered(1, 300));
    assertThat(receiver.mostConcurrent()).isEqualTo(1);
  }

  @Test
  void takesOverTheBatchOfADeadNode() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Receivers receiver =
        receiver(
            callback -> {
              over.await();
              return 200;
            });
    Callback callback = callback("owner", receiver.address(), Reader.CALLBACK, 50);
    receive(numbered(1, 3));
    GatewayStore dead = other();
    deliver(dead, callback);
    Awaited.await(() -> receiver.received().size(), count -> count == 1);
    Callbacks callbacks = deliver(store(), callback);
    store()
        .calls()
        .otherNodes()
        .forEach(
            (node, beat) -> store().calls().declareDead(node, beat, Instant.now().plusSeconds(60)));
    Awaited.await(() -> receiver.received().size(), count -> count == 2);
    receive(numbered(4, 4));
    over.countDown();
    awaitAcknowledged(callbacks, 4);
    assertThat(receiver.received().get(1)).isEqualTo(receiver.received().get(0));
    assertThat(receiver.accepted()).containsOnlyOnce("text 4");
  }
}
