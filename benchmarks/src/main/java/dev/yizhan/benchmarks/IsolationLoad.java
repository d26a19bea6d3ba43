package dev.yizhan.benchmarks;

import static dev.yizhan.benchmarks.LoadedGateway.HEALTHY;
import static dev.yizhan.benchmarks.LoadedGateway.PATIENCE;
import static dev.yizhan.benchmarks.LoadedGateway.phone;
import static dev.yizhan.benchmarks.LoadedGateway.request;
import static dev.yizhan.benchmarks.LoadedGateway.send;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether anybody makes anybody else wait. Five figures, each a ratio within one run: (a) a vendor
 * that never answers, (b) a submission of 5,000 texts, (c) waiting consumers, (d) strangers, (e)
 * three times the load that the gateway sustains. Each starts a gateway of its own on Payara Micro.
 * Load generator and vendor simulators share its processors; they need one thread each.
 */
public final class IsolationLoad {

  private static final int WAITING_ON_DEAD = 600;
  private static final int TEXTS = 5000;
  private static final int FEW_TEXTS = 500;
  private static final int ROUNDS_OF_FEW = 5;
  private static final int ROUNDS_OF_MANY = 2;
  private static final Duration LONGEST_SUBMISSION = Duration.ofSeconds(45);
  private static final int CONSUMERS = 2000;
  private static final int STRANGERS = 1000;
  private static final int NAME_LENGTH = 10;
  private static final Duration SETTLING = Duration.ofSeconds(6);
  private static final long STRANGERS_PAUSE_MILLIS = 1000;
  private static final Duration SLOW_VENDOR = Duration.ofSeconds(20);
  private static final int WAIT_SECONDS = 25;
  private static final int OVERLOAD_SECONDS = 60;
  private static final String LIST_CHANNELS = "<ListChannels xmlns=\"urn:yizhan:sms:1\"/>";

  private IsolationLoad() {}

  /**
   * Measures and prints one table.
   *
   * @param arguments the figures, separated by commas, or nothing for all: {@code a,c,e=20}; the
   *     number is for how many seconds (e) overloads the gateway
   * @throws Exception if a server does not start
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    String figures =
        arguments.length > 0 && !arguments[0].equals(".*") ? arguments[0] : "a,b,c,d,e";
    Path directory = Files.createTempDirectory("yizhan-bench");
    List<IsolationRow> rows = new ArrayList<>();
    for (String figure : figures.split(",", -1)) {
      String[] parts = figure.strip().toLowerCase(Locale.ROOT).split("=", 2);
      Path own = directory.resolve(parts[0]);
      int seconds = parts.length > 1 ? Integer.parseInt(parts[1]) : OVERLOAD_SECONDS;
      List<IsolationRow> measured =
          switch (parts[0]) {
            case "a" -> deadVendor(own);
            case "b" -> largeSubmission(own);
            case "c" -> waitingConsumers(own);
            case "d" -> strangers(own);
            case "e" -> Overload.measure(own, Duration.ofSeconds(seconds));
            default -> throw new IllegalArgumentException("no figure of a, b, c, d, e: " + figure);
          };
      measured.forEach(out::println);
      rows.addAll(measured);
    }
    out.println();
    out.println("| figure | under load | without | ratio | limit |");
    out.println("|---|---|---|---|---|");
    rows.forEach(out::println);
    System.exit(0);
  }

  private static List<IsolationRow> deadVendor(Path directory) throws Exception {
    try (EventVendor dead = EventVendor.silent();
        LoadedGateway gateway = LoadedGateway.start(directory, Map.of("dead", dead));
        EventClient senders = new EventClient(gateway.port(), WAITING_ON_DEAD, PATIENCE)) {
      double without = gateway.p99UntilSent(HEALTHY, gateway.vendor());
      LoadedGateway.openLoop(
          senders,
          WAITING_ON_DEAD,
          WAITING_ON_DEAD,
          i -> send("dead", phone(), "<waitSeconds>0</waitSeconds>"));
      double with = gateway.p99UntilSent(HEALTHY, gateway.vendor());
      System.out.printf(
          "The dead vendor got %d of %d requests%n", dead.messages(), WAITING_ON_DEAD);
      return List.of(IsolationRow.atMost("a: healthy channel, p99", "ms", with, without, 1.5));
    }
  }

  private static byte[] individual(int texts) {
    StringBuilder body = new StringBuilder("<SendIndividual xmlns=\"urn:yizhan:sms:1\">");
    body.append("<channel>individual</channel>");
    for (int i = 0; i < texts; i++) {
      body.append("<message><recipient>")
          .append(phone())
          .append("</recipient><text>您的验证码是")
          .append(100_000 + i)
          .append("。【驿站】</text></message>");
    }
    return request("demo:demo", body + "<waitSeconds>0</waitSeconds></SendIndividual>");
  }

  /**
   * Texts per second from the request until the last is at the vendor, or until it lasts too long.
   */
  private static double perSecond(EventClient client, EventVendor vendor, int texts) {
    int before = vendor.messages();
    byte[] request = individual(texts);
    long start = System.nanoTime();
    client.call(request, start, IsolationLoad::requireAccepted);
    LoadedGateway.await(LONGEST_SUBMISSION, () -> vendor.messages() - before >= texts);
    return (vendor.messages() - before) * 1e9 / (System.nanoTime() - start);
  }

  private static void requireAccepted(EventClient.Answer answer) {
    if (answer.status() != 200) {
      System.out.println("not 200: " + answer.status() + " " + LoadedGateway.code(answer.body()));
    }
  }

  private static List<IsolationRow> largeSubmission(Path directory) throws Exception {
    try (EventVendor vendor = EventVendor.atOnce();
        LoadedGateway gateway = LoadedGateway.start(directory, Map.of("individual", vendor));
        EventClient client = new EventClient(gateway.port(), 10, PATIENCE)) {
      double without = gateway.p99UntilSent(HEALTHY, gateway.vendor());
      List<Double> few = new ArrayList<>();
      for (int i = 0; i < ROUNDS_OF_FEW; i++) {
        few.add(perSecond(client, vendor, FEW_TEXTS));
      }
      List<Double> many = new ArrayList<>();
      int before = vendor.messages();
      boolean hasEnded = true;
      for (int i = 0; i < ROUNDS_OF_MANY && hasEnded; i++) {
        many.add(perSecond(client, vendor, TEXTS));
        hasEnded = vendor.messages() - before == TEXTS * (i + 1);
      }
      System.out.println("500 texts: " + few + "; 5,000 texts: " + many + " a second");
      AtomicBoolean isOver = new AtomicBoolean();
      int sent = before + TEXTS * many.size();
      ExecutorService keeper = Executors.newSingleThreadExecutor();
      keeper.execute(() -> keepBusy(client, vendor, sent, isOver));
      double with = gateway.p99UntilSent(HEALTHY, gateway.vendor());
      isOver.set(true);
      keeper.shutdown();
      return List.of(
          IsolationRow.atLeast(
              "b: 5,000 texts, against 500", "calls/s", median(many), median(few), 0.9),
          IsolationRow.atMost("b: other channels meanwhile, p99", "ms", with, without, 2));
    }
  }

  /** Sends further submissions, so that there are always texts to send. */
  private static void keepBusy(
      EventClient client, EventVendor vendor, int sentBefore, AtomicBoolean isOver) {
    int sent = sentBefore;
    while (!isOver.get()) {
      if (sent - vendor.messages() < TEXTS / 2) {
        sent += TEXTS;
        client.call(individual(TEXTS), System.nanoTime(), IsolationLoad::requireAccepted);
      }
      LoadedGateway.parkUntil(System.nanoTime() + 10_000_000);
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static List<IsolationRow> waitingConsumers(Path directory) throws Exception {
    try (EventVendor slow = EventVendor.after(SLOW_VENDOR);
        LoadedGateway gateway = LoadedGateway.start(directory, Map.of("slow", slow));
        EventClient consumers = new EventClient(gateway.port(), CONSUMERS, PATIENCE)) {
      byte[] live = LoadedGateway.get("/yizhan/health/live");
      double idle = LoadedGateway.p99(gateway.steady(i -> live));
      ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
      for (int i = 0; i < CONSUMERS; i++) {
        waitAgain(consumers, timer);
      }
      LoadedGateway.parkUntil(System.nanoTime() + SETTLING.toNanos());
      int first = consumers.open();
      double waiting = LoadedGateway.p99(gateway.steady(i -> live));
      System.out.printf("%d, then %d consumers were waiting%n", first, consumers.open());
      timer.shutdownNow();
      return List.of(IsolationRow.atMost("c: /health/live, p99", "ms", waiting, idle, 3));
    }
  }

  /** A consumer that waits for an outcome, and sends again when its time is over. */
  private static void waitAgain(EventClient consumers, ScheduledExecutorService timer) {
    long start = System.nanoTime();
    consumers.call(
        send("slow", phone(), "<waitSeconds>" + WAIT_SECONDS + "</waitSeconds>"),
        start,
        answer -> {
          long left = start + TimeUnit.SECONDS.toNanos(WAIT_SECONDS) - System.nanoTime();
          later(timer, () -> waitAgain(consumers, timer), Math.max(left, 0));
        });
  }

  private static void later(ScheduledExecutorService timer, Runnable action, long nanos) {
    if (!timer.isShutdown()) {
      var unused = timer.schedule(action, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private static List<IsolationRow> strangers(Path directory) throws Exception {
    try (LoadedGateway gateway = LoadedGateway.start(directory, Map.of());
        EventClient strangers = new EventClient(gateway.port(), STRANGERS, PATIENCE)) {
      byte[] known = request("demo:demo", LIST_CHANNELS);
      LoadedGateway.p99(gateway.steady(i -> known));
      double without = LoadedGateway.p99(gateway.steady(i -> known));
      ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
      for (int i = 0; i < STRANGERS; i++) {
        tryAgain(strangers, timer);
      }
      LoadedGateway.parkUntil(System.nanoTime() + SETTLING.toNanos());
      double with = LoadedGateway.p99(gateway.steady(i -> known));
      timer.shutdownNow();
      return List.of(IsolationRow.atMost("d: known consumer, p99", "ms", with, without, 3));
    }
  }

  /** A stranger that calls with another invented name a second after each answer. */
  private static void tryAgain(EventClient strangers, ScheduledExecutorService timer) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < NAME_LENGTH; i++) {
      name.append((char) ('a' + ThreadLocalRandom.current().nextInt(26)));
    }
    strangers.call(
        request(name + ":x", LIST_CHANNELS),
        System.nanoTime(),
        answer ->
            later(
                timer,
                () -> tryAgain(strangers, timer),
                TimeUnit.MILLISECONDS.toNanos(STRANGERS_PAUSE_MILLIS)));
  }
}
