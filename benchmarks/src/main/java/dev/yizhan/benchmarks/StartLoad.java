package dev.yizhan.benchmarks;

import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/**
 * What a start costs, and what the server occupies after 10,000 submissions: the WAR on Payara
 * Micro, the runnable jar, and the same with the JVM options of its systemd unit. Each is started
 * three times, in turn, with a heap of at most 512 MiB. The ratios are to Payara Micro in the same
 * round.
 */
public final class StartLoad {

  private static final int ROUNDS = 3;
  private static final int CALLERS = 32;
  private static final int SUBMISSIONS = 10_000;
  private static final List<String> JVM = List.of("-Xmx512m");

  private interface Starter {
    MeasuredServer start(Path directory, URI vendor) throws IOException, InterruptedException;
  }

  private record Start(double cpu, double seconds, double mebibytes) {}

  private StartLoad() {}

  /**
   * Measures and prints one table.
   *
   * @param arguments none
   * @throws Exception if a server does not start
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path directory = Files.createTempDirectory("yizhan-bench");
    Path archive = directory.resolve("yizhan.jsa");
    Map<String, Starter> starters = new LinkedHashMap<>();
    starters.put(
        "Payara Micro", (data, vendor) -> MicroServer.gateway(data, JVM, vendor, data(data)));
    starters.put("runnable jar", (data, vendor) -> runnable(data, JVM, vendor));
    starters.put(
        "runnable jar, with the options of its systemd unit",
        (data, vendor) ->
            runnable(
                data,
                List.of(
                    "-Xms64m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:SharedArchiveFile=" + archive),
                vendor));
    Map<String, List<Start>> starts = new LinkedHashMap<>();
    try (Sandbox sandbox = Sandbox.start()) {
      URI vendor = sandbox.address(WinicHttpSimulator.NAME);
      archive(archive);
      for (int round = 0; round < ROUNDS; round++) {
        for (Map.Entry<String, Starter> each : starters.entrySet()) {
          Path data = directory.resolve(round + each.getKey().replaceAll("\\W", "-"));
          starts
              .computeIfAbsent(each.getKey(), ignored -> new ArrayList<>())
              .add(measured(each.getValue(), data, vendor));
        }
      }
    }
    print(starts, out);
    System.exit(0);
  }

  private static MeasuredServer runnable(Path data, List<String> jvm, URI vendor)
      throws IOException, InterruptedException {
    return RunnableServer.gateway(data, jvm, vendor, data(data));
  }

  private static Map<String, String> data(Path directory) {
    return Map.of("yizhan.data", directory.resolve("data").toString());
  }

  private static void archive(Path archive) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ArchiveClassesAtExit=" + archive,
                "-jar",
                System.getProperty("bench.runnable"),
                "archive-classes")
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("No archive: " + process.exitValue());
    }
  }

  private static Start measured(Starter starter, Path directory, URI vendor)
      throws IOException, InterruptedException {
    try (MeasuredServer server = starter.start(directory, vendor)) {
      double cpu = server.cpu().toMillis() / 1e3;
      send(server, SUBMISSIONS);
      return new Start(cpu, server.untilReady().toMillis() / 1e3, server.residentMebibytes());
    }
  }

  private static void send(MeasuredServer server, int submissions) throws InterruptedException {
    ThreadLocal<SoapCaller> callers =
        ThreadLocal.withInitial(() -> new SoapCaller(server.port(), "/yizhan/sms"));
    Load.times(
        CALLERS,
        submissions,
        () -> {
          String answer =
              callers
                  .get()
                  .call(
                      "<Send xmlns=\"urn:yizhan:sms:1\"><requestId>"
                          + UUID.randomUUID()
                          + "</requestId><channel>winic</channel><recipient>13800138000</recipient>"
                          + "<text>您的验证码是246810，五分钟内有效，请勿告诉他人。【驿站】</text></Send>");
          if (!answer.contains("<vendorId>")) {
            throw new IllegalStateException(answer);
          }
        });
  }

  private static void print(Map<String, List<Start>> starts, PrintStream out) {
    out.println("| | CPU seconds to ready | ratio | seconds to ready | MiB after 10,000 | ratio |");
    out.println("|---|---|---|---|---|---|");
    List<Start> first = starts.values().iterator().next();
    starts.forEach(
        (name, own) ->
            out.printf(
                "| %s | %.1f | %.2f | %.1f | %.0f | %.2f |%n",
                name,
                median(own, Start::cpu),
                ratio(own, first, Start::cpu),
                median(own, Start::seconds),
                median(own, Start::mebibytes),
                ratio(own, first, Start::mebibytes)));
  }

  private static double median(List<Start> starts, ToDoubleFunction<Start> value) {
    return starts.stream()
        .mapToDouble(value)
        .sorted()
        .skip(starts.size() / 2)
        .findFirst()
        .orElse(0);
  }

  private static double ratio(List<Start> own, List<Start> first, ToDoubleFunction<Start> value) {
    double[] ratios = new double[own.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = value.applyAsDouble(own.get(i)) / value.applyAsDouble(first.get(i));
    }
    Arrays.sort(ratios);
    return ratios[ratios.length / 2];
  }
}
