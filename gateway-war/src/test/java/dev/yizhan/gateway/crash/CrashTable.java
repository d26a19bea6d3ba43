package dev.yizhan.gateway.crash;

import dev.yizhan.gateway.store.PostgresServer;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Many kills, and a table of the results. */
public final class CrashTable {

  private static final Fault[] FAULTS = {
    Fault.of(Fault.Kind.ACCEPT_THEN_DROP).share(20),
    Fault.of(Fault.Kind.HALF_ANSWER).share(20),
    Fault.slow(Duration.ofMillis(300)).share(20),
    Fault.of(Fault.Kind.REFUSE)
  };

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final Map<String, Integer> reasons = new TreeMap<>();
  private final int kills;
  private boolean right = true;

  private CrashTable(int kills) {
    this.kills = kills;
  }

  /**
   * Runs; ends with status 1 if anything is lost, doubled or unexplained.
   *
   * @param arguments the number of kills for each row, and which tables: {@code
   *     messages,records,doors}
   * @throws IOException if there is no space for the data
   */
  public static void main(String[] arguments) throws IOException {
    CrashTable table = new CrashTable(Integer.parseInt(arguments[0]));
    table.run(Files.createTempDirectory("yizhan-crash"), Set.of(arguments[1].split(",", -1)));
    System.exit(table.right ? 0 : 1);
  }

  private void run(Path directory, Set<String> tables) {
    try (PostgresServer server = PostgresServer.start(directory.resolve("postgres"))) {
      if (tables.contains("messages")) {
        head("store", Books.Result.header());
        row("embedded", CrashHarness.embedded(directory.resolve("embedded"), kills), false);
        row("embedded, faults", CrashHarness.embedded(directory.resolve("faults"), kills), true);
        row("PostgreSQL", CrashHarness.postgres(server, 1, kills), false);
        row("PostgreSQL, 2 nodes", CrashHarness.postgres(server, 2, kills), false);
      }
      if (tables.contains("records")) {
        head("records", RecordBooks.Result.header());
        records("embedded", CrashHarness.polling(directory.resolve("asking"), kills));
        records("PostgreSQL", CrashHarness.polling(server, 1, kills));
        records("PostgreSQL, 3 nodes", CrashHarness.polling(server, 3, kills));
      }
      if (tables.contains("doors")) {
        head(
            "front doors",
            Books.Result.header().replaceFirst("\n", " reports and replies | wrong |\n|---|---"));
        doors("embedded", CrashHarness.doors(directory.resolve("doors"), kills));
        doors("PostgreSQL, 2 nodes", CrashHarness.doors(server, 2, kills));
      }
    }
    out.println();
    out.println("Unknown, because:");
    reasons.forEach((reason, count) -> out.println("- " + count + ": " + reason));
  }

  private void head(String what, String columns) {
    out.println();
    out.println("| " + what + ", " + kills + " kills each " + columns.replace("\n|", "\n|---|"));
  }

  private void records(String name, CrashHarness made) {
    try (CrashHarness harness = made;
        RecordHarness records = new RecordHarness(harness)) {
      Consumers consumers = harness.consumers(Duration.ofMillis(20));
      for (int i = 0; i < kills; i++) {
        harness.killAndStart(consumers, 20, 200);
      }
      RecordHarness.Result result = records.compared(consumers);
      out.println("| " + name + " " + result.records().row());
      result.records().examples().forEach(out::println);
      result.ofCallbacks().forEach(out::println);
      result.messages().examples().forEach(out::println);
      right &= result.isRight();
    }
  }

  private void doors(String name, CrashHarness made) {
    try (DoorHarness harness = new DoorHarness(made)) {
      Consumers consumers = made.consumers(Duration.ofMillis(20));
      for (int i = 0; i < kills; i++) {
        made.killAndStart(consumers, 20, 200);
        harness.reply();
      }
      DoorHarness.Result result = harness.compared(consumers);
      out.println(
          "| "
              + name
              + " "
              + result.messages().row()
              + " "
              + result.records()
              + " | "
              + result.differences().size()
              + " |");
      result.differences().forEach(out::println);
      result.messages().examples().forEach(out::println);
      right &= result.isRight();
    }
  }

  private void row(String name, CrashHarness made, boolean faults) {
    try (CrashHarness harness = made) {
      Consumers consumers = harness.consumers(Duration.ZERO);
      for (int i = 0; i < kills; i++) {
        if (faults) {
          harness.sandbox().set(WinicHttpSimulator.NAME, FAULTS[i % FAULTS.length]);
        }
        harness.killAndStart(consumers, 20, faults ? 100 : 400);
      }
      Books.Result result = harness.compared(consumers);
      out.println("| " + name + " " + result.row());
      result.examples().forEach(out::println);
      result.reasons().forEach((reason, count) -> reasons.merge(reason, count, Integer::sum));
      right &= result.isRight();
    }
  }
}
