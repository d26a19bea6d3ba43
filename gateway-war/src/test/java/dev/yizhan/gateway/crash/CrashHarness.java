package dev.yizhan.gateway.crash;

import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.PostgresServer;
import dev.yizhan.gateway.store.sql.PostgresSettings;
import dev.yizhan.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** Clients, nodes that are killed, and simulated phones that record what they receive. */
final class CrashHarness implements AutoCloseable {

  private static final int CONSUMERS = 8;
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(2);
  private static final long LOOK_NANOS = 50_000_000;

  private final Random random;
  private final Sandbox sandbox = Sandbox.start();
  private final CallbackBook callbacks = CallbackBook.start();
  private final DoorBook doorBook = DoorBook.start();
  private final Map<String, Integer> phones = new ConcurrentHashMap<>();
  private final Bill bill = new Bill();
  private final Optional<Path> directory;
  private final Optional<PostgresSettings> database;
  private final boolean small;
  private final List<NodeProcess> nodes = new ArrayList<>();

  private enum Mode {
    /** Consumers send. */
    SENDING,
    /** Nodes poll, too, for reports and inbound messages. */
    POLLING,
    /** Consumers send at a front door, and get reports and inbound messages there. */
    DOORS
  }

  private CrashHarness(
      Optional<Path> directory,
      Optional<PostgresSettings> database,
      int count,
      List<String> prefix,
      Mode mode,
      long seed) {
    this.small = !prefix.isEmpty();
    this.directory = directory;
    this.database = database;
    this.random = new Random(seed);
    sandbox.listen(
        message -> {
          phones.merge(message.phone(), 1, Integer::sum);
          bill.add(message);
        });
    String store =
        database.map(PostgresSettings::url).orElseGet(() -> directory.orElseThrow().toString());
    for (int i = 0; i < count; i++) {
      nodes.add(
          new NodeProcess(
              prefix,
              freePort(),
              store,
              PlainGateway.Addresses.of(sandbox),
              ANSWER_TIMEOUT,
              mode != Mode.SENDING,
              mode == Mode.DOORS ? doorBook.address() : callbacks.address(),
              mode == Mode.DOORS ? freePort() : 0));
    }
    nodes.forEach(NodeProcess::start);
  }

  static CrashHarness embedded(Path directory, long seed) {
    return new CrashHarness(
        Optional.of(directory), Optional.empty(), 1, List.of(), Mode.SENDING, seed);
  }

  /** On a disk of 12 MiB, half of it occupied, which only the node sees and which ends with it. */
  static CrashHarness onSmallDisk(Path directory, long seed) {
    String mount =
        "mkdir -p \"$0\" && mount -t tmpfs -o size=12m tmpfs \"$0\""
            + " && head -c 6291456 /dev/zero > \"$0/ballast\" && exec \"$@\"";
    return new CrashHarness(
        Optional.of(directory),
        Optional.empty(),
        1,
        List.of("unshare", "-Urm", "sh", "-c", mount, directory.toString()),
        Mode.SENDING,
        seed);
  }

  static CrashHarness postgres(PostgresServer server, int nodes, long seed) {
    return new CrashHarness(
        Optional.empty(), Optional.of(server.database()), nodes, List.of(), Mode.SENDING, seed);
  }

  /** Nodes that also poll for reports and inbound messages. */
  static CrashHarness polling(Path directory, long seed) {
    return new CrashHarness(
        Optional.of(directory), Optional.empty(), 1, List.of(), Mode.POLLING, seed);
  }

  /** The same over PostgreSQL. */
  static CrashHarness polling(PostgresServer server, int nodes, long seed) {
    return new CrashHarness(
        Optional.empty(), Optional.of(server.database()), nodes, List.of(), Mode.POLLING, seed);
  }

  /** Nodes whose clients are programs of winnerlook's. */
  static CrashHarness doors(Path directory, long seed) {
    return new CrashHarness(
        Optional.of(directory), Optional.empty(), 1, List.of(), Mode.DOORS, seed);
  }

  /** The same over PostgreSQL. */
  static CrashHarness doors(PostgresServer server, int nodes, long seed) {
    return new CrashHarness(
        Optional.empty(), Optional.of(server.database()), nodes, List.of(), Mode.DOORS, seed);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  CallbackBook callbacks() {
    return callbacks;
  }

  DoorBook doorBook() {
    return doorBook;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  List<Integer> ports() {
    return nodes.stream().map(NodeProcess::port).toList();
  }

  /** The ports of front doors. */
  List<Integer> doors() {
    return nodes.stream().map(NodeProcess::doors).toList();
  }

  /** Messages by phone. */
  Map<String, Integer> phones() {
    return phones;
  }

  Bill bill() {
    return bill;
  }

  /** How many messages reached phones. */
  int messages() {
    return phones.values().stream().mapToInt(Integer::intValue).sum();
  }

  Consumers consumers(Duration pause) {
    List<Integer> doors = doors();
    return Consumers.start(
        CONSUMERS,
        number ->
            doors.contains(0)
                ? new SocketLink(ports(), number)
                : new DoorClient(doors, DoorBook.PUSHED, number),
        pause.toNanos());
  }

  /** Waits until all nodes have finished their work, and ends them. */
  void closeNodes() {
    nodes.forEach(node -> ask(node, "CLOSE"));
    nodes.forEach(NodeProcess::kill);
  }

  /** The nodes' store, to be opened after they have ended. */
  GatewayStore store() {
    return store(directory.orElse(Path.of("")));
  }

  private GatewayStore store(Path data) {
    return database.isPresent()
        ? GatewayStore.postgres(database.get(), PlainGateway.KEYS, Clock.systemUTC())
        : GatewayStore.embedded(data, PlainGateway.KEYS, Clock.systemUTC());
  }

  /** Kills a node after a number of further answers, and starts it again. */
  void killAndStart(Consumers consumers, int least, int most) {
    awaitAnswers(consumers, least + random.nextInt(most - least));
    NodeProcess node = nodes.get(random.nextInt(nodes.size()));
    LockSupport.parkNanos(random.nextInt(5_000_000));
    node.kill();
    node.start();
  }

  /** Waits for a number of further final answers. */
  void awaitAnswers(Consumers consumers, int more) {
    awaitMore(consumers::finalAnswers, more);
  }

  /** Waits for a number of further refusals. */
  void awaitRefused(Consumers consumers, int more) {
    awaitMore(consumers::refused, more);
  }

  private void awaitMore(IntSupplier counter, int more) {
    int enough = counter.getAsInt() + more;
    long end = System.nanoTime() + LONGEST_DRAIN.toNanos();
    while (counter.getAsInt() < enough) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "Consumers get no more final answers:\n" + String.join("\n", log()));
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Stops the vendors' failures, waits for clients and nodes, and compares. */
  Books.Result compared(Consumers consumers) {
    for (String vendor : sandbox.vendors()) {
      sandbox.clear(vendor);
    }
    consumers.close();
    long end = System.nanoTime() + LONGEST_DRAIN.toNanos();
    while (nodes.stream().anyMatch(node -> !ask(node, "BUSY").equals("0"))) {
      if (System.nanoTime() > end) {
        break;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    Path data = directory.orElse(Path.of(""));
    if (small) {
      data = data.resolveSibling(data.getFileName() + "-copied");
      ask(nodes.get(0), "LEAVE " + data);
    }
    nodes.forEach(NodeProcess::kill);
    try (GatewayStore store = store(data)) {
      return Books.compare(consumers.book(), store, phones, bill);
    }
  }

  /** Pauses the process of a node. */
  void sleep(int node, Duration pause) {
    nodes.get(node).signal("STOP");
    LockSupport.parkNanos(pause.toNanos());
    nodes.get(node).signal("CONT");
  }

  /** Frees half of the small disk. */
  void freeDiskSpace() {
    ask(nodes.get(0), "ROOM");
  }

  private static String ask(NodeProcess node, String line) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
        PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      out.println(line);
      return String.valueOf(in.readLine());
    } catch (IOException e) {
      return e.toString();
    }
  }

  List<String> log() {
    return nodes.stream().flatMap(node -> node.log().stream()).toList();
  }

  @Override
  public void close() {
    nodes.forEach(NodeProcess::close);
    callbacks.close();
    doorBook.close();
    sandbox.close();
  }
}
