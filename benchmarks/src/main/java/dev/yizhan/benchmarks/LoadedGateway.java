package dev.yizhan.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A gateway on the embedded store with some channels, and ways to load it. */
final class LoadedGateway implements AutoCloseable {

  static final String HEALTHY = "winic";
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Samples for one p99: the sixth-slowest is it. */
  static final int SAMPLES = 600;

  private static final int PER_SECOND = 50;
  private static final int FEW = 4;
  private static final int CALLERS = 32;
  private static final Duration WARM_FEW = Duration.ofSeconds(8);
  private static final Duration WARM = Duration.ofSeconds(20);
  private static final int MOST_PROBES = 4000;
  private static final long PAUSE_NANOS = 5_000_000;

  /** A call of an open loop: when it was due, and what came of it. */
  record Sample(long dueNanos, EventClient.Answer answer) {}

  /** What a closed loop did. */
  record Round(double perSecond, double p99Millis) {
    Round mean(Round other) {
      return new Round((perSecond + other.perSecond) / 2, (p99Millis + other.p99Millis) / 2);
    }
  }

  private static final AtomicInteger PHONES = new AtomicInteger();

  private final MeasuredServer server;
  private final EventVendor vendor;
  private final EventClient probes;

  private LoadedGateway(MeasuredServer server, EventVendor vendor) {
    this.server = server;
    this.vendor = vendor;
    this.probes = new EventClient(server.port(), MOST_PROBES, PATIENCE);
  }

  /**
   * Starts a gateway, with a channel {@link #HEALTHY} to a vendor that answers at once, and sends
   * over it until it is warm.
   *
   * @param channels further channels by name
   */
  static LoadedGateway start(Path directory, Map<String, EventVendor> channels)
      throws IOException, InterruptedException {
    return start(directory, channels, Map.of());
  }

  /** The same with more settings. */
  static LoadedGateway start(
      Path directory, Map<String, EventVendor> channels, Map<String, String> more)
      throws IOException, InterruptedException {
    Map<String, String> settings = new LinkedHashMap<>(more);
    settings.put("yizhan.data", directory.resolve("data").toString());
    channels.forEach(
        (name, vendor) -> {
          String prefix = "yizhan.channel." + name + ".";
          settings.put(prefix + "vendor", "winic-http");
          settings.put(prefix + "address", vendor.address().toString());
          settings.put(prefix + "user", name);
          settings.put(prefix + "password", name);
        });
    EventVendor vendor = EventVendor.atOnce();
    LoadedGateway gateway =
        new LoadedGateway(RunnableServer.gateway(directory, vendor.address(), settings), vendor);
    gateway.closedLoop(FEW, WARM_FEW);
    gateway.closedLoop(CALLERS, WARM);
    return gateway;
  }

  int port() {
    return server.port();
  }

  /** The processor time that the gateway has taken so far. */
  Duration cpu() {
    return server.cpu();
  }

  /** Profiles the gateway from now on, if that is wanted. */
  Optional<Profile> profile(String name) throws IOException {
    return Profile.start(server.pid(), name);
  }

  /** How many threads the gateway has now. */
  int threads() throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(server.pid()), "task"))) {
      return (int) tasks.count();
    }
  }

  /** The vendor of the healthy channel. */
  EventVendor vendor() {
    return vendor;
  }

  /** A number that no other call has. */
  static String phone() {
    return "139%08d".formatted(PHONES.getAndIncrement());
  }

  static byte[] send(String channel, String phone, String more) {
    return request(
        "demo:demo",
        "<Send xmlns=\"urn:yizhan:sms:1\"><channel>"
            + channel
            + "</channel><recipient>"
            + phone
            + "</recipient><text>您的验证码是246810，请勿告诉他人。【驿站】</text>"
            + more
            + "</Send>");
  }

  static byte[] request(String credentials, String body) {
    return SoapCaller.request("/yizhan/sms", credentials, body);
  }

  static byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Calls that are due at a steady pace, whatever the answers; waits for all answers. */
  List<Sample> steady(IntFunction<byte[]> request) {
    return openLoop(probes, PER_SECOND, SAMPLES, request);
  }

  static List<Sample> openLoop(
      EventClient client, int perSecond, int count, IntFunction<byte[]> request) {
    AtomicReferenceArray<Sample> samples = new AtomicReferenceArray<>(count);
    CountDownLatch answers = new CountDownLatch(count);
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      int index = i;
      long due = start + i * 1_000_000_000L / perSecond;
      parkUntil(due);
      client.call(
          request.apply(i),
          due,
          answer -> {
            samples.set(index, new Sample(due, answer));
            answers.countDown();
          });
    }
    try {
      answers.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    List<Sample> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(Objects.requireNonNull(samples.get(i)));
    }
    return all;
  }

  /** The p99 in milliseconds. A call without the answer 200 counts as long as the patience. */
  static double p99(List<Sample> samples) {
    Map<String, Integer> others = new TreeMap<>();
    long[] nanos = new long[samples.size()];
    for (int i = 0; i < nanos.length; i++) {
      EventClient.Answer answer = samples.get(i).answer();
      nanos[i] = answer.status() == 200 ? answer.nanos() : PATIENCE.toNanos();
      if (answer.status() != 200) {
        others.merge(code(answer.body()), 1, Integer::sum);
      }
    }
    if (!others.isEmpty()) {
      System.out.println("other answers: " + others);
    }
    return p99Millis(nanos);
  }

  static double p99Millis(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[(int) (sorted.length * 0.99)] / 1e6;
  }

  /**
   * The p99 in milliseconds until a message was both answered and at its vendor. One that the
   * vendor has not got when the patience is over counts as that long.
   */
  double p99UntilSent(String channel, EventVendor target) {
    List<String> phones = Stream.generate(LoadedGateway::phone).limit(SAMPLES).toList();
    List<Sample> samples = steady(i -> send(channel, phones.get(i), ""));
    Map<String, EventVendor.Receipt> receipts = target.receipts();
    await(PATIENCE, () -> receipts.keySet().containsAll(phones));
    long[] nanos = new long[SAMPLES];
    int missing = 0;
    for (int i = 0; i < SAMPLES; i++) {
      Sample sample = samples.get(i);
      EventVendor.Receipt receipt = receipts.get(phones.get(i));
      missing += receipt == null ? 1 : 0;
      nanos[i] =
          receipt == null
              ? PATIENCE.toNanos()
              : Math.max(sample.answer().nanos(), receipt.firstNanos() - sample.dueNanos());
    }
    if (missing > 0) {
      System.out.println(missing + " of " + SAMPLES + " messages have not reached the vendor");
    }
    return p99Millis(nanos);
  }

  /**
   * Callers that send again as soon as they have an answer; answers other than 200 do not count.
   */
  Round closedLoop(int callers, Duration time) {
    return closedLoop(callers, time, () -> send(HEALTHY, phone(), ""));
  }

  /** The same with other requests. */
  Round closedLoop(int callers, Duration time, Supplier<byte[]> request) {
    List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch running = new CountDownLatch(callers);
    long start = System.nanoTime();
    long end = start + time.toNanos();
    for (int i = 0; i < callers; i++) {
      again(request, end, nanos, running);
    }
    try {
      running.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Round(
        nanos.size() / seconds, p99Millis(nanos.stream().mapToLong(Long::longValue).toArray()));
  }

  private void again(Supplier<byte[]> request, long end, List<Long> nanos, CountDownLatch running) {
    probes.call(
        request.get(),
        System.nanoTime(),
        answer -> {
          if (answer.status() == 200) {
            nanos.add(answer.nanos());
          }
          if (System.nanoTime() < end) {
            again(request, end, nanos, running);
          } else {
            running.countDown();
          }
        });
  }

  /** The code of a fault, or the beginning of another answer. */
  static String code(String body) {
    int start = body.indexOf("<code>");
    return start < 0
        ? body.substring(0, Math.min(body.length(), 80))
        : body.substring(start + 6, body.indexOf('<', start + 6));
  }

  /** The heap in use after a full collection, in MiB. */
  double heapMebibytes() {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(server.pid()),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String total = "";
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          total = line.startsWith("Total") ? line : total;
        }
      }
      // Total, instances, bytes
      return Long.parseLong(total.strip().split("\\s+", -1)[2]) / 1048576.0;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static void parkUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Waits until a condition holds or a time is over; whether it holds. */
  static boolean await(Duration longest, BooleanSupplier condition) {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }

  @Override
  public void close() {
    probes.close();
    server.close();
    vendor.close();
  }
}
