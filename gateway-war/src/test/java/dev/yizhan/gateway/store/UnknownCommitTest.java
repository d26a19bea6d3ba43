package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.operation.SearchQuery;
import dev.yizhan.gateway.core.submission.CallKey;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.core.submission.SubmissionStore;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.store.sql.PostgresSettings;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.vendor.SendOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits whose answers are lost on the network. */
class UnknownCommitTest {

  private static final long LONGEST_NANOS = 30_000_000_000L;

  @TempDir private static Path directory;
  private static PostgresServer server;
  private CuttingProxy proxy;
  private GatewayStore store;

  @BeforeAll
  static void start() {
    server = PostgresServer.start(directory.resolve("postgres"));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @BeforeEach
  void open() {
    PostgresSettings direct = server.database();
    proxy = new CuttingProxy(server.port());
    store =
        GatewayStore.postgres(
            new PostgresSettings(
                direct.url().replace(":" + server.port() + "/", ":" + proxy.port() + "/")
                    + "?prepareThreshold=0",
                direct.user(),
                direct.password()),
            StoreContract.KEYS,
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    store.close();
    proxy.close();
  }

  @Test
  void detectsACommitThatWasDone() {
    proxy.cutNext(CuttingProxy.Cut.AFTER);
    assertThat(store.submissions().insert(StoreContract.submission(1, "a", 2)))
        .isEqualTo(new SubmissionStore.Insertion.Inserted());
    assertThat(store.submissions().find(Optional.of("shop"), 1, 0).orElseThrow().deliveries())
        .hasSize(2);
    assertThat(store.calls().releaseAsync(key -> false).join()).containsExactly(new CallKey(1, 1));
  }

  @Test
  void detectsACommitThatWasNotDone() {
    proxy.cutNext(CuttingProxy.Cut.BEFORE);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.submissions().insert(StoreContract.submission(1, "a", 2)))
        .matches(e -> e.certainty() == StoreException.Certainty.NOT_DONE);
    assertThat(store.submissions().find(Optional.of("shop"), 1, 0)).isEmpty();
    assertThat(store.submissions().insert(StoreContract.submission(1, "a", 2)))
        .isEqualTo(new SubmissionStore.Insertion.Inserted());
  }

  @Test
  void reportsAnUnknownResultIfItCannotBeRead() {
    proxy.cutNext(CuttingProxy.Cut.BEHIND_AND_CLOSE);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.submissions().insert(StoreContract.submission(1, "a", 2)))
        .matches(e -> e.certainty() == StoreException.Certainty.IN_DOUBT);
    proxy.acceptAgain();
    assertThat(store.submissions().insert(StoreContract.submission(2, "a", 2)))
        .isInstanceOf(SubmissionStore.Insertion.Repeated.class);
  }

  @Test
  void sendsOnceAfterACommitWithUnknownResult() {
    try (Sandbox sandbox = Sandbox.start();
        PlainGateway gateway =
            PlainGateway.start(store, PlainGateway.Addresses.of(sandbox), Duration.ofSeconds(5))) {
      proxy.cutNext(CuttingProxy.Cut.BEHIND_AND_CLOSE);
      // The commit that is cut may be that of a heartbeat, or that of the message.
      Optional<GatewayException> fault = sent(gateway);
      proxy.acceptAgain();
      long end = System.nanoTime() + LONGEST_NANOS;
      while (System.nanoTime() < end && open(gateway)) {
        LockSupport.parkNanos(20_000_000);
      }
      List<Submission> written = all(gateway);
      Set<FaultCode> sent = Set.of(FaultCode.STORE_IN_DOUBT, FaultCode.STORED_UNREAD);
      if (fault.isEmpty() || sent.contains(fault.get().code())) {
        assertThat(written).extracting(Submission::state).containsExactly("SUBMITTED");
      } else {
        assertThat(written).isEmpty();
      }
      assertThat(sandbox.messages()).hasSameSizeAs(written);
    }
  }

  private static Optional<GatewayException> sent(PlainGateway gateway) {
    try {
      gateway
          .submissions()
          .send(
              Sender.unlimited("shop"),
              new SendRequest(
                  Optional.empty(),
                  Optional.of("winic"),
                  List.of("13800138000"),
                  "测试",
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  SendOptions.NONE,
                  Duration.ofSeconds(1)));
      return Optional.empty();
    } catch (GatewayException e) {
      return Optional.of(e);
    } catch (StoreException e) {
      return Optional.of(GatewayException.of(FaultCode.STORE_UNAVAILABLE, "not done"));
    }
  }

  private static boolean open(PlainGateway gateway) {
    try {
      // One search only: between two of them a call may move from one state to the other.
      return all(gateway).stream()
          .anyMatch(submission -> DeliveryState.valueOf(submission.state()).isOpen());
    } catch (StoreException e) {
      return true;
    }
  }

  private static List<Submission> all(PlainGateway gateway) {
    return gateway
        .operations()
        .search(
            new SearchQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            name -> true)
        .submissions();
  }
}
