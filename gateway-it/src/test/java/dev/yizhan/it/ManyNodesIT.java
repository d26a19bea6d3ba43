package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.ChanglongSimulator;
import dev.yizhan.sandbox.simulator.WinicAsmxSimulator;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import dev.yizhan.sandbox.simulator.WinnerlookSimulator;
import dev.yizhan.sandbox.world.PollAnswer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three packaged WARs on three servers over one PostgreSQL. One server is killed and PostgreSQL is
 * restarted. The vendor simulators then show what really happened.
 */
class ManyNodesIT {

  private static final int NODES = 3;
  private static final Duration POLL_PAUSE = Duration.ofSeconds(1);
  private static final long PAUSE_NANOS = 50_000_000;
  private static final long STABLE_NANOS = 5_000_000_000L;
  private static final long LONGEST_NANOS = 180_000_000_000L;
  private static final List<String> CHANNELS = List.of("winic", "changlong", "winnerlook");

  @TempDir private Path directory;

  private final Sandbox sandbox = Sandbox.start();
  private final List<Gateway> gateways = new ArrayList<>();
  private final VendorView vendors = new VendorView(sandbox);
  private final ClusterTraffic traffic = new ClusterTraffic(sandbox, gateways, CHANNELS);

  private EmbeddedPostgres postgres(int port) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(directory.resolve("postgres"))
          .setCleanDataDirectory(false)
          .setPort(port)
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> settings(int postgres) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "yizhan.store.url=jdbc:postgresql://127.0.0.1:" + postgres + "/postgres",
                "yizhan.store.user=postgres",
                "yizhan.store.password=postgres"));
    Map<String, String> simulators =
        Map.of(
            "winic", WinicHttpSimulator.NAME,
            "winic-asmx", WinicAsmxSimulator.NAME,
            "changlong", ChanglongSimulator.NAME,
            "winnerlook", WinnerlookSimulator.NAME);
    simulators.forEach(
        (channel, vendor) -> {
          String prefix = "yizhan.channel." + channel + ".";
          settings.add(prefix + "vendor=" + vendor);
          settings.add(prefix + "address=" + sandbox.address(vendor));
          settings.add(prefix + "user=demo");
          settings.add(prefix + "password=demo");
          settings.add(prefix + "account=" + channel.replace("-asmx", ""));
        });
    for (String account : CHANNELS) {
      settings.add("yizhan.account." + account + ".owner=demo");
      settings.add("yizhan.account." + account + ".poll-least=" + POLL_PAUSE.toSeconds());
      settings.add("yizhan.account." + account + ".poll-longest=2");
    }
    return settings;
  }

  @Test
  void losesAndDuplicatesNothingAndKeepsThePauses() throws Exception {
    sandbox.reportsAfter(Duration.ZERO);
    for (String vendor :
        List.of(WinicAsmxSimulator.NAME, ChanglongSimulator.NAME, WinnerlookSimulator.NAME)) {
      sandbox.set(vendor, Fault.slow(Duration.ofMillis(400)).on(Fault.Requests.QUESTIONS));
    }
    EmbeddedPostgres postgres = postgres(0);
    int port = postgres.getPort();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      start(threads, port);
      traffic.start(threads);
      awaitSubmissions(200);
      gateways.get(0).kill();
      awaitSubmissions(100);
      postgres.close();
      await("a gateway cannot accept", () -> readiness() == 503);
      assertThat(gateways.get(1).get("/yizhan/health/ready").body()).contains("\"DOWN\"");
      assertThat(gateways.get(1).get("/yizhan/health/live").statusCode()).isEqualTo(200);
      await(
          "its metrics report no store",
          () -> gateways.get(1).get("/yizhan/metrics").body().contains("yizhan_store_up 0.0"));
      postgres = postgres(port);
      awaitSubmissions(100);
      await("it can accept again", () -> readiness() == 200);
      traffic.stopSending();
      // The others take over from the killed gateway within 35 s.
      await(
          "the vendors have returned all records",
          () -> vendors.returnedRecords() >= traffic.replies() + vendors.messages());
      await("no submission is open", this::nothingIsOpen);
      awaitStable("all records are fetched", traffic::fetchedCount);
      traffic.stopReading();
      compareMessages();
      compareRecords();
      vendors.assertPauses(POLL_PAUSE);
    } finally {
      traffic.cancel();
      gateways.forEach(Gateway::close);
      threads.shutdownNow();
      postgres.close();
      sandbox.close();
    }
  }

  private void awaitSubmissions(int more) {
    int before = traffic.submissionIds().size();
    await(
        "consumers get " + more + " submissions",
        () -> traffic.submissionIds().size() > before + more);
  }

  /** Waits until a count is the same after five seconds. */
  private static void awaitStable(String event, IntSupplier count) {
    int[] last = {-1};
    await(
        event,
        () -> {
          int now = count.getAsInt();
          boolean isStable = now == last[0];
          last[0] = now;
          LockSupport.parkNanos(isStable ? 0 : STABLE_NANOS);
          return isStable;
        });
  }

  private int readiness() {
    return gateways.get(1).get("/yizhan/health/ready").statusCode();
  }

  private void start(ExecutorService threads, int port) throws Exception {
    List<Future<Gateway>> starting = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      Path data = Files.createDirectories(directory.resolve("node" + i));
      Gateway gateway = Gateway.war(data, settings(port));
      gateways.add(gateway);
      starting.add(threads.submit(gateway::start));
    }
    for (Future<Gateway> each : starting) {
      Gateway gateway = each.get();
      assertThat(gateway.isReady()).as(() -> String.join("\n", gateway.log())).isTrue();
    }
  }

  private static void await(String event, BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(event).isLessThan(end);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean nothingIsOpen() {
    // SUBMITTING twice: a call may change from one state to the other between two queries.
    for (String state : List.of("SUBMITTING", "QUEUED", "SUBMITTING")) {
      Soap.Answer found =
          Soap.SOAP_11.admin(gateways.get(1), "FindSubmissions", "<state>" + state + "</state>");
      if (found.status() != 200 || !found.all("submission").isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private void compareMessages() {
    assertThat(vendors.received().values()).as("messages of one phone").containsOnly(1);
    assertThat(traffic.submissionIds().keySet())
        .as("phones of known submissions")
        .containsAll(vendors.received().keySet());
    for (Map.Entry<String, String> each : traffic.submissionIds().entrySet()) {
      Soap.Answer found =
          Soap.SOAP_11.call(gateways.get(1), "GetSubmission", "<id>" + each.getValue() + "</id>");
      boolean isReceived = vendors.received().containsKey(each.getKey());
      switch (found.text("state")) {
        case "SUBMITTED", "DELIVERED" -> assertThat(isReceived).as(found.body()).isTrue();
        case "UNKNOWN" ->
            assertThat(found.all("call", "meaning").get(0)).contains("the gateway ended");
        default -> throw new AssertionError(found.body());
      }
    }
  }

  private void compareRecords() {
    Soap.Answer problems = Soap.SOAP_11.admin(gateways.get(2), "ListProblems", "");
    List<String> kinds = problems.all("problem", "kind");
    Map<String, Integer> stored = new HashMap<>();
    traffic
        .fetched()
        .values()
        .forEach(
            records -> records.values().forEach(record -> stored.merge(record, 1, Integer::sum)));
    assertThat(traffic.hasChangedRecords()).as("a position has two records").isFalse();
    assertThat(stored.values()).as("copies of a record").containsOnly(1);
    traffic
        .fetched()
        .forEach(
            (kind, records) ->
                assertThat(records.keySet().stream().mapToLong(Long::longValue).max().orElse(0))
                    .as("positions of %s without a gap", kind)
                    .isEqualTo(records.size()));
    Set<String> returned = new HashSet<>();
    for (PollAnswer answer : vendors.pollAnswers()) {
      boolean isUnknown = false;
      for (int i = 0; i < kinds.size(); i++) {
        isUnknown |=
            kinds.get(i).equals("POLL_IN_DOUBT")
                && problems.all("problem", "account").get(i).equals(answer.vendor())
                && problems
                    .all("problem", "detail")
                    .get(i)
                    .toLowerCase(Locale.ROOT)
                    .contains("for " + answer.question())
                && !answer.at().isBefore(time(problems.all("problem", "from").get(i)))
                && !answer.at().isAfter(time(problems.all("problem", "to").get(i)));
      }
      for (PollAnswer.Item item : answer.records()) {
        String record =
            (answer.question().equals("reports") ? item.id() : item.text()) + "/" + item.phone();
        returned.add(record);
        assertThat(stored.containsKey(record))
            .as(record + " of " + answer.at())
            .isEqualTo(!isUnknown);
      }
    }
    assertThat(returned).as("records of vendors").containsAll(stored.keySet());
  }

  private static Instant time(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
