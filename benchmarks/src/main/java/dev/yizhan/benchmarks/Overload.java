package dev.yizhan.benchmarks;

import static dev.yizhan.benchmarks.LoadedGateway.HEALTHY;
import static dev.yizhan.benchmarks.LoadedGateway.phone;
import static dev.yizhan.benchmarks.LoadedGateway.send;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Three times the load that a gateway sustains, in an open loop. */
final class Overload {

  private static final int CALLERS = 32;
  private static final int SATURATING_CALLERS = 128;
  private static final Duration SUSTAINED = Duration.ofSeconds(15);
  private static final int FACTOR = 3;
  private static final int MOST_CONNECTIONS = 8000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration BOOKS_PATIENCE = Duration.ofMinutes(3);
  private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);
  private static final double MOST_HEAP = 1.2;
  private static final double LONGEST_ALLOWED_RECOVERY = 2;
  private static final long PROBE_NANOS = 50_000_000;
  private static final int FAST_PROBES = 20;

  private final LoadedGateway gateway;
  private final List<String> phones = new ArrayList<>();
  private final AtomicReferenceArray<EventClient.Answer> answers;
  private final int perSecond;
  private final int count;

  private Overload(LoadedGateway gateway, int perSecond, int count) {
    this.gateway = gateway;
    this.perSecond = perSecond;
    this.count = count;
    this.answers = new AtomicReferenceArray<>(count);
  }

  static List<IsolationRow> measure(Path directory, Duration time) throws Exception {
    try (LoadedGateway gateway = LoadedGateway.start(directory, Map.of())) {
      byte[] live = LoadedGateway.get("/yizhan/health/live");
      gateway.closedLoop(SATURATING_CALLERS, SUSTAINED, () -> live);
      double answers = gateway.closedLoop(SATURATING_CALLERS, SUSTAINED, () -> live).perSecond();
      System.out.printf("%.0f answers a second to requests for nothing%n", answers);
      LoadedGateway.Round before = sustained(gateway);
      double heapBefore = gateway.heapMebibytes();
      int perSecond = (int) (before.perSecond() * FACTOR);
      Overload load =
          new Overload(gateway, perSecond, Math.toIntExact(perSecond * time.toSeconds()));
      return load.run(before, heapBefore, time);
    }
  }

  /** The rate of as many callers as saturate the gateway, and the p99 of fewer. */
  private static LoadedGateway.Round sustained(LoadedGateway gateway) {
    return new LoadedGateway.Round(
        gateway.closedLoop(SATURATING_CALLERS, SUSTAINED).perSecond(),
        gateway.closedLoop(CALLERS, SUSTAINED).p99Millis());
  }

  private List<IsolationRow> run(LoadedGateway.Round before, double heapBefore, Duration time)
      throws IOException, InterruptedException {
    try (EventClient client = new EventClient(gateway.port(), MOST_CONNECTIONS, PATIENCE)) {
      CountDownLatch missing = new CountDownLatch(count);
      Optional<Profile> profile = gateway.profile("overload");
      Duration cpu = gateway.cpu();
      long start = System.nanoTime();
      offer(client, start, missing);
      long end = System.nanoTime();
      double cores = gateway.cpu().minus(cpu).toNanos() / (double) (end - start);
      if (profile.isPresent()) {
        profile.get().close();
      }
      List<Long> inTime = new ArrayList<>();
      List<Long> accepted = new ArrayList<>();
      double recovery = recoverySeconds(before.p99Millis());
      missing.await();
      Map<String, Integer> outcomes = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        EventClient.Answer answer = answers.get(i);
        outcomes.merge(outcome(answer), 1, Integer::sum);
        if (answer.status() == 200) {
          accepted.add(answer.nanos());
          long due = start + i * 1_000_000_000L / perSecond;
          if (due + answer.nanos() <= end && outcome(answer).equals("SUBMITTED")) {
            inTime.add(answer.nanos());
          }
        }
      }
      System.out.printf(
          "%d a second offered for %.1f s, the server took %.2f processors: %s%n",
          perSecond, (end - start) / 1e9, cores, outcomes);
      String books = books();
      double heapAfter = gateway.heapMebibytes();
      LoadedGateway.Round normal = before.mean(sustained(gateway));
      double acceptedP99 =
          LoadedGateway.p99Millis(accepted.stream().mapToLong(Long::longValue).toArray());
      double goodput = inTime.size() / (double) time.toSeconds();
      return List.of(
          IsolationRow.atLeast(
              "e: goodput, against the sustained rate",
              "messages/s",
              goodput,
              normal.perSecond(),
              0.9),
          IsolationRow.atMost(
              "e: p99 of what is accepted", "ms", acceptedP99, normal.p99Millis(), 2),
          IsolationRow.atMost("e: heap after", "MiB", heapAfter, heapBefore, MOST_HEAP),
          new IsolationRow(
              "e: recovery",
              "%.1f s".formatted(recovery),
              "",
              "",
              IsolationRow.limit(recovery < LONGEST_ALLOWED_RECOVERY, "below 2 s")),
          new IsolationRow("e: books", books, "", "", "equal"));
    }
  }

  /** Makes the calls when they are due, whatever the answers. */
  private void offer(EventClient client, long start, CountDownLatch missing) {
    for (int i = 0; i < count; i++) {
      int index = i;
      long due = start + i * 1_000_000_000L / perSecond;
      if (due > System.nanoTime()) {
        LoadedGateway.parkUntil(due);
      }
      phones.add(phone());
      client.call(
          send(HEALTHY, phones.get(i), ""),
          due,
          answer -> {
            answers.set(index, answer);
            missing.countDown();
          });
    }
  }

  private static String outcome(EventClient.Answer answer) {
    if (answer.status() == 200) {
      int start = answer.body().indexOf("<state>") + 7;
      return answer.body().substring(start, answer.body().indexOf('<', start));
    }
    return answer.status() == 0 ? answer.body() : LoadedGateway.code(answer.body());
  }

  /**
   * How long after now the first of twenty messages in a row is due that are all submitted within
   * twice the normal time.
   */
  private double recoverySeconds(double normalMillis) throws InterruptedException {
    long start = System.nanoTime();
    int most = (int) (LONGEST_RECOVERY.toNanos() / PROBE_NANOS);
    AtomicReferenceArray<EventClient.Answer> probes = new AtomicReferenceArray<>(most);
    try (EventClient client = new EventClient(gateway.port(), most, LONGEST_RECOVERY)) {
      for (int i = 0; i < most; i++) {
        int index = i;
        long due = start + i * PROBE_NANOS;
        LoadedGateway.parkUntil(due);
        client.call(send(HEALTHY, phone(), ""), due, answer -> probes.set(index, answer));
        int fast = 0;
        for (int j = i; j >= 0 && isFast(probes.get(j), normalMillis, j < i); j--) {
          fast++;
        }
        if (fast > FAST_PROBES) {
          return (i - fast + 1) * PROBE_NANOS / 1e9;
        }
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private static boolean isFast(
      EventClient.Answer answer, double normalMillis, boolean mustBeThere) {
    return answer == null
        ? !mustBeThere
        : outcome(answer).equals("SUBMITTED") && answer.nanos() / 1e6 <= 2 * normalMillis;
  }

  /** Compares what was accepted with what the vendor got. */
  private String books() {
    Map<String, EventVendor.Receipt> receipts = gateway.vendor().receipts();
    List<String> accepted = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      switch (answers.get(i).status()) {
        case 200 -> accepted.add(phones.get(i));
        case 0 -> {
          // Not known.
        }
        default -> refused.add(phones.get(i));
      }
    }
    LoadedGateway.await(BOOKS_PATIENCE, () -> receipts.keySet().containsAll(accepted));
    long lost = accepted.stream().filter(phone -> !receipts.containsKey(phone)).count();
    long sentAnyway = refused.stream().filter(receipts::containsKey).count();
    long doubled = receipts.values().stream().filter(receipt -> receipt.messages() > 1).count();
    return "%s: %d accepted, of these %d not received, %d received twice, %d refused and received"
        .formatted(
            lost + sentAnyway + doubled == 0 ? "equal" : "**not equal**",
            accepted.size(),
            lost,
            doubled,
            sentAnyway);
  }
}
