package dev.yizhan.benchmarks;

import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The cost of the gateway's SOAP layer: the operation Check on a bare Metro endpoint and on the
 * gateway, each on its own Payara Micro. The gateway also authenticates, compares the request with
 * the contract, and plans. Conforming requests and those that need normalizing are measured
 * separately.
 */
public final class SoapLoad {

  private static final int CALLERS = 4;
  private static final int WARM_SECONDS = 40;
  private static final int ROUNDS = 9;
  private static final int SECONDS = 5;
  private static final String CHANNEL = "<channel>winic</channel>";
  private static final String RECIPIENTS =
      "<recipient>13800138000</recipient><recipient>13900139000</recipient>";
  private static final String TEXT = "<text>您的验证码是246810，五分钟内有效，请勿告诉他人。【驿站】</text>";
  private static final String REST =
      "<sendAt>2099-01-01T08:00:00+08:00</sendAt><reference>order 7</reference>"
          + "<waitSeconds>10</waitSeconds>";

  private record Contender(MeasuredServer server, String body) {}

  private SoapLoad() {}

  /**
   * Runs.
   *
   * @param arguments none
   * @throws Exception if a server does not start
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path directory = Files.createTempDirectory("yizhan-bench");
    String regular = check(CHANNEL + RECIPIENTS + TEXT + REST);
    try (Sandbox sandbox = Sandbox.start();
        MeasuredServer bare = MicroServer.bareGateway(directory.resolve("bare"));
        MeasuredServer gateway =
            MicroServer.gateway(
                directory.resolve("gateway"),
                sandbox.address(WinicHttpSimulator.NAME),
                Map.of("yizhan.data", directory.resolve("data").toString()))) {
      Map<String, Contender> contenders = new LinkedHashMap<>();
      contenders.put("bare Metro", new Contender(bare, regular));
      contenders.put("gateway", new Contender(gateway, regular));
      contenders.put(
          "gateway, children in another order",
          new Contender(gateway, check(TEXT + RECIPIENTS + CHANNEL + REST)));
      measure(contenders, out);
    }
    System.exit(0);
  }

  private static String check(String children) {
    return "<Check xmlns=\"urn:yizhan:sms:1\">" + children + "</Check>";
  }

  private static void measure(Map<String, Contender> contenders, PrintStream out) throws Exception {
    for (Contender contender : contenders.values()) {
      double unused = perSecond(contender, WARM_SECONDS);
    }
    Map<String, double[]> rates = new LinkedHashMap<>();
    contenders.keySet().forEach(name -> rates.put(name, new double[ROUNDS]));
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, Contender> each : contenders.entrySet()) {
        Objects.requireNonNull(rates.get(each.getKey()))[round] =
            perSecond(each.getValue(), SECONDS);
      }
    }
    double[] first = rates.values().iterator().next();
    out.println();
    out.println("| Check, 4 callers | calls/s | cost of a call, ratio to the first |");
    out.println("|---|---|---|");
    rates.forEach(
        (name, rate) -> {
          double[] costs = new double[ROUNDS];
          Arrays.setAll(costs, round -> first[round] / rate[round]);
          out.printf("| %s | %.0f | %.2f |%n", name, middle(rate), middle(costs));
        });
  }

  private static double middle(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double perSecond(Contender contender, int seconds) throws Exception {
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    Callable<Long> caller =
        () -> {
          long count = 0;
          try (SoapCaller soap = new SoapCaller(contender.server().port(), "/yizhan/sms")) {
            for (; System.nanoTime() < end; count++) {
              String answer = soap.call(contender.body());
              if (!answer.contains("<segments>1</segments>")) {
                throw new IllegalStateException(answer);
              }
            }
          }
          return count;
        };
    ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<Long>> running = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        running.add(pool.submit(caller));
      }
      long all = 0;
      for (Future<Long> each : running) {
        all += each.get();
      }
      return all * 1e9 / (System.nanoTime() - start);
    } finally {
      pool.shutdown();
    }
  }
}
