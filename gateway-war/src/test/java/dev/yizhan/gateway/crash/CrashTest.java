package dev.yizhan.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.store.PostgresServer;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few kills; {@code mvn -Pcrash} has many. */
class CrashTest {

  private static final int KILLS = 4;
  private static final Duration NO_PAUSE = Duration.ZERO;
  private static final Duration A_PAUSE = Duration.ofMillis(20);

  @TempDir private static Path directory;
  private static PostgresServer server;

  @BeforeAll
  static void start() {
    server = PostgresServer.start(directory.resolve("postgres"));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static void assertRight(CrashHarness harness, Books.Result result) {
    assertThat(result.isRight())
        .as(() -> result + "\n" + String.join("\n", harness.log()))
        .isTrue();
    assertThat(result.sent()).isPositive();
    assertThat(result.submitted()).isPositive();
  }

  @Test
  void losesAndDoublesNothingOnTheEmbeddedStore() {
    try (CrashHarness harness = CrashHarness.embedded(directory.resolve("embedded"), 1)) {
      Consumers consumers = harness.consumers(NO_PAUSE);
      for (int i = 0; i < KILLS; i++) {
        harness.killAndStart(consumers, 50, 300);
      }
      assertRight(harness, harness.compared(consumers));
    }
  }

  @Test
  void losesAndDoublesNothingOnPostgres() {
    try (CrashHarness harness = CrashHarness.postgres(server, 1, 2)) {
      Consumers consumers = harness.consumers(NO_PAUSE);
      for (int i = 0; i < KILLS; i++) {
        harness.killAndStart(consumers, 50, 300);
      }
      assertRight(harness, harness.compared(consumers));
    }
  }

  @Test
  void losesAndDoublesNothingWithNodesOnASharedStore() {
    try (CrashHarness harness = CrashHarness.postgres(server, 2, 3)) {
      Consumers consumers = harness.consumers(NO_PAUSE);
      for (int i = 0; i < KILLS; i++) {
        harness.killAndStart(consumers, 50, 300);
      }
      assertRight(harness, harness.compared(consumers));
    }
  }

  @Test
  void losesAndDoublesNothingWithFailingVendors() {
    try (CrashHarness harness = CrashHarness.embedded(directory.resolve("faults"), 4)) {
      Consumers consumers = harness.consumers(NO_PAUSE);
      Fault[] faults = {
        Fault.of(Fault.Kind.ACCEPT_THEN_DROP).share(30),
        Fault.of(Fault.Kind.HALF_ANSWER).share(30),
        Fault.slow(Duration.ofMillis(300)).share(30),
        Fault.of(Fault.Kind.REFUSE)
      };
      for (Fault fault : faults) {
        harness.sandbox().set(WinicHttpSimulator.NAME, fault);
        harness.killAndStart(consumers, 20, 60);
      }
      Books.Result result = harness.compared(consumers);
      assertRight(harness, result);
      assertThat(result.unknown()).isPositive();
    }
  }

  @Test
  void losesAndDoublesNothingIfANodeIsPausedBeyondItsLease() {
    try (CrashHarness harness = CrashHarness.postgres(server, 2, 7)) {
      Consumers consumers = harness.consumers(NO_PAUSE);
      for (int i = 0; i < 2; i++) {
        harness.awaitAnswers(consumers, 50);
        harness.sleep(0, PlainGateway.HURRY.lease().multipliedBy(3));
      }
      harness.awaitAnswers(consumers, 50);
      assertRight(harness, harness.compared(consumers));
    }
  }

  private static void killAndAssert(CrashHarness made) {
    try (CrashHarness harness = made;
        RecordHarness records = new RecordHarness(harness)) {
      Consumers consumers = harness.consumers(A_PAUSE);
      for (int i = 0; i < KILLS; i++) {
        harness.killAndStart(consumers, 50, 200);
      }
      harness.awaitAnswers(consumers, 50);
      RecordHarness.Result result = records.compared(consumers);
      assertThat(result.isRight())
          .as(() -> result + "\n" + String.join("\n", harness.log()))
          .isTrue();
      assertThat(result.records().fetched()).isPositive();
    }
  }

  @Test
  void losesNoRecordOnTheEmbeddedStore() {
    killAndAssert(CrashHarness.polling(directory.resolve("asking"), 8));
  }

  @Test
  void losesNoRecordOnPostgres() {
    killAndAssert(CrashHarness.polling(server, 1, 9));
  }

  @Test
  void losesNoRecordWithThreeNodesOnASharedStore() {
    killAndAssert(CrashHarness.polling(server, 3, 10));
  }

  private static void killBehindDoorsAndAssert(CrashHarness made) {
    try (DoorHarness harness = new DoorHarness(made)) {
      Consumers consumers = made.consumers(A_PAUSE);
      for (int i = 0; i < KILLS; i++) {
        made.killAndStart(consumers, 50, 200);
        harness.reply();
      }
      made.awaitAnswers(consumers, 50);
      DoorHarness.Result result = harness.compared(consumers);
      assertThat(result.isRight()).as(() -> result + "\n" + String.join("\n", made.log())).isTrue();
      assertThat(result.records()).isPositive();
    }
  }

  @Test
  void losesNothingBehindAFrontDoorOnTheEmbeddedStore() {
    killBehindDoorsAndAssert(CrashHarness.doors(directory.resolve("doors"), 11));
  }

  @Test
  void losesNothingBehindFrontDoorsOfTwoNodes() {
    killBehindDoorsAndAssert(CrashHarness.doors(server, 2, 12));
  }

  @Test
  void resumesWhenTheDatabaseIsAvailableAgain() {
    try (CrashHarness harness = CrashHarness.postgres(server, 1, 5)) {
      Consumers consumers = harness.consumers(Duration.ofMillis(5));
      harness.awaitAnswers(consumers, 100);
      for (int i = 0; i < 2; i++) {
        server.stop();
        harness.awaitRefused(consumers, 20);
        server.restart();
        harness.awaitAnswers(consumers, 100);
      }
      assertRight(harness, harness.compared(consumers));
      assertThat(consumers.faults()).containsKey("REFUSED STORE_UNAVAILABLE");
    }
  }

  @Test
  void resumesWhenTheDiskHasFreeSpaceAgain() {
    try (CrashHarness harness = CrashHarness.onSmallDisk(directory.resolve("small"), 6)) {
      Consumers consumers = harness.consumers(NO_PAUSE);
      harness.awaitRefused(consumers, 50);
      harness.freeDiskSpace();
      harness.awaitAnswers(consumers, 100);
      assertRight(harness, harness.compared(consumers));
      assertThat(consumers.faults()).containsOnlyKeys("REFUSED STORE_UNAVAILABLE");
    }
  }
}
