package dev.yizhan.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of the codec and prints a table: time and allocation of the codec and of each
 * baseline, and their ratio. Times are medians over all forks.
 */
public final class CodecTable {

  private static final String OURS = "ours";
  private static final double MEDIAN = 50;

  /**
   * The cost of one call.
   *
   * @param bytes that it allocates
   */
  private record Cost(double nanos, double bytes) {}

  private CodecTable() {}

  /**
   * Prints the table.
   *
   * @param arguments a regular expression for the operations, or nothing
   */
  public static void main(String[] arguments) throws RunnerException, IOException {
    String operations = arguments.length == 0 ? ".*" : arguments[0];
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("CodecBenchmark." + operations)
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    Map<String, Map<String, Cost>> costs = new LinkedHashMap<>();
    for (RunResult result : results) {
      String method = result.getParams().getBenchmark();
      String name = method.substring(method.lastIndexOf('.') + 1);
      int underscore = name.indexOf('_');
      costs
          .computeIfAbsent(name.substring(0, underscore), operation -> new LinkedHashMap<>())
          .put(name.substring(underscore + 1), cost(result));
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println();
    out.println("| operation | ours ns | ours B | baseline | baseline ns | baseline B | ratio |");
    out.println("|---|---|---|---|---|---|---|");
    rows(costs).forEach(out::println);
    out.println();
    out.println("first use of GB2312 in a new process, ms: " + firstUses());
  }

  private static List<String> firstUses() throws IOException {
    List<String> millis = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-classpath",
                  System.getProperty("java.class.path"),
                  FirstUse.class.getName())
              .start();
      millis.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
    return millis;
  }

  private static List<String> rows(Map<String, Map<String, Cost>> costs) {
    List<String> rows = new ArrayList<>();
    costs.forEach(
        (operation, contenders) -> {
          Cost ours = contenders.get(OURS);
          contenders.forEach(
              (name, cost) -> {
                if (ours != null && !name.equals(OURS)) {
                  rows.add(
                      "| %s | %.0f | %.0f | %s | %.0f | %.0f | %.1f |"
                          .formatted(
                              operation,
                              ours.nanos(),
                              ours.bytes(),
                              name,
                              cost.nanos(),
                              cost.bytes(),
                              cost.nanos() / ours.nanos()));
                }
              });
        });
    return rows;
  }

  @SuppressWarnings("rawtypes") // JMH declares it so.
  private static Cost cost(RunResult result) {
    double bytes = 0;
    for (var secondary : result.getSecondaryResults().entrySet()) {
      if (secondary.getKey().endsWith("gc.alloc.rate.norm")) {
        bytes = secondary.getValue().getScore();
      }
    }
    return new Cost(result.getPrimaryResult().getStatistics().getPercentile(MEDIAN), bytes);
  }
}
