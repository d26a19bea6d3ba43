package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.ServedRequest;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three packaged WARs on three servers over one PostgreSQL, while one is killed and PostgreSQL is
 * restarted. What the vendors saw is told by their own books and clock.
 */
class ManyNodesIT {

  private static final int NODES = 3;
  private static final int CONSUMERS = 4;
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final long FIRST_PHONE = 13900000000L;
  private static final long FIRST_STRANGER = 13700000000L;
  private static final long PAUSE_NANOS = 50_000_000;
  private static final long LONGEST_NANOS = 180_000_000_000L;
  private static final List<String> CHANNELS = List.of("winic", "changlong", "winnerlook");

  @TempDir private Path directory;

  private final Sandbox sandbox = Sandbox.start();
  private final List<Gateway> gateways = new ArrayList<>();
  private final Queue<ServedRequest> served = new ConcurrentLinkedQueue<>();
  private final Queue<PollAnswer> handedOut = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> phones = new ConcurrentHashMap<>();
  private final Map<String, String> told = new ConcurrentHashMap<>();
  private final Map<String, Map<Long, String>> fetched = new TreeMap<>();
  private final AtomicInteger given = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger replies = new AtomicInteger();
  private volatile boolean sending = true;
  private volatile boolean reading = true;
  private volatile boolean changed;

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
    Map<String, String> vendors =
        Map.of(
            "winic", WinicHttpSimulator.NAME,
            "winic-asmx", WinicAsmxSimulator.NAME,
            "changlong", ChanglongSimulator.NAME,
            "winnerlook", WinnerlookSimulator.NAME);
    vendors.forEach(
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
      settings.add("yizhan.account." + account + ".poll-least=" + LEAST.toSeconds());
      settings.add("yizhan.account." + account + ".poll-longest=2");
    }
    return settings;
  }

  @Test
  void losesAndDoublesNothingAndKeepsThePace() throws Exception {
    sandbox.reportsAfter(Duration.ZERO);
    sandbox.listen(message -> phones.merge(message.phone(), 1, Integer::sum));
    sandbox.listenRequests(served::add);
    sandbox.listenPolls(
        answer -> {
          if (!answer.records().isEmpty()) {
            handedOut.add(answer);
            given.addAndGet(answer.records().size());
          }
        });
    for (String vendor :
        List.of(WinicAsmxSimulator.NAME, ChanglongSimulator.NAME, WinnerlookSimulator.NAME)) {
      sandbox.set(vendor, Fault.slow(Duration.ofMillis(400)).on(Fault.Requests.QUESTIONS));
    }
    EmbeddedPostgres postgres = postgres(0);
    int port = postgres.getPort();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      start(threads, port);
      List<Future<?>> senders = new ArrayList<>();
      for (int i = 0; i < CONSUMERS; i++) {
        int seed = i;
        senders.add(threads.submit(() -> send(seed)));
      }
      senders.add(threads.submit(this::reply));
      List<Future<?>> readers = new ArrayList<>();
      for (String kind : List.of("Reports", "Replies")) {
        fetched.put(kind, new ConcurrentSkipListMap<>());
        readers.add(threads.submit(() -> read(kind)));
      }

      await("consumers are told something", () -> told.size() > 200);
      gateways.get(0).kill();
      int before = told.size();
      await("others go on", () -> told.size() > before + 100);
      postgres.close();
      await("one says that it cannot accept", () -> readiness() == 503);
      assertThat(gateways.get(1).get("/yizhan/health/ready").body()).contains("\"DOWN\"");
      assertThat(gateways.get(1).get("/yizhan/health/live").statusCode()).isEqualTo(200);
      await(
          "and measures no store",
          () -> gateways.get(1).get("/yizhan/metrics").body().contains("yizhan_store_up 0.0"));
      postgres = postgres(port);
      int behind = told.size();
      await("they go on again", () -> told.size() > behind + 100);
      await("it can accept again", () -> readiness() == 200);
      sending = false;
      for (Future<?> sender : senders) {
        sender.get();
      }
      // What the dead one left behind too: it is taken over within 35 s.
      await(
          "all is given away",
          () -> given.get() >= replies.get() + phones.values().stream().mapToInt(n -> n).sum());
      await("nothing is open", this::nothingIsOpen);
      int[] last = {-1};
      await(
          "all is fetched",
          () -> {
            int now = fetched.values().stream().mapToInt(Map::size).sum();
            boolean still = now == last[0];
            last[0] = now;
            LockSupport.parkNanos(still ? 0 : 5_000_000_000L);
            return still;
          });
      reading = false;
      for (Future<?> reader : readers) {
        reader.get();
      }
      compareMessages();
      compareRecords();
      comparePace();
    } finally {
      sending = false;
      reading = false;
      gateways.forEach(Gateway::close);
      threads.shutdownNow();
      postgres.close();
      sandbox.close();
    }
  }

  private int readiness() {
    return gateways.get(1).get("/yizhan/health/ready").statusCode();
  }

  private void start(ExecutorService threads, int port) throws Exception {
    List<Future<Gateway>> starting = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      Path data = Files.createDirectories(directory.resolve("node" + i));
      Gateway gateway = Gateway.alone(data, settings(port));
      gateways.add(gateway);
      starting.add(threads.submit(gateway::start));
    }
    for (Future<Gateway> each : starting) {
      Gateway gateway = each.get();
      assertThat(gateway.isReady()).as(() -> String.join("\n", gateway.log())).isTrue();
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void send(int seed) {
    Random random = new Random(seed);
    while (sending) {
      int number = sent.getAndIncrement();
      String phone = Long.toString(FIRST_PHONE + number);
      String request =
          "<requestId>"
              + phone
              + "</requestId><channel>"
              + CHANNELS.get(number % CHANNELS.size())
              + "</channel><recipient>"
              + phone
              + "</recipient><text>测试</text><waitSeconds>2</waitSeconds>";
      String id = "";
      while (id.isEmpty()) {
        try {
          Soap soap = number % 2 == 0 ? Soap.SOAP_11 : Soap.SOAP_12;
          Soap.Answer answer = soap.call(gateways.get(random.nextInt(NODES)), "Send", request);
          id = answer.status() == 200 ? answer.text("id") : "";
        } catch (UncheckedIOException | AssertionError e) {
          // Killed: no answer; another one has it.
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      told.put(phone, id);
    }
  }

  private void reply() {
    while (sending) {
      int number = replies.getAndIncrement();
      sandbox.reply(
          CHANNELS.get(number % CHANNELS.size()),
          Long.toString(FIRST_STRANGER + number),
          "答" + number,
          "");
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void read(String kind) {
    String parent = kind.equals("Reports") ? "report" : "reply";
    String identity = kind.equals("Reports") ? "vendorMessageId" : "text";
    Random random = new Random(kind.hashCode());
    while (reading) {
      try {
        Gateway gateway = gateways.get(random.nextInt(NODES));
        Soap.Answer answer = Soap.SOAP_12.call(gateway, "Fetch" + kind, "<max>100</max>");
        List<String> positions = answer.all(parent, "position");
        for (int i = 0; i < positions.size(); i++) {
          String record =
              answer.all(parent, identity).get(i) + "/" + answer.all(parent, "number").get(i);
          String before = fetched.get(kind).put(Long.parseLong(positions.get(i)), record);
          changed |= before != null && !before.equals(record);
        }
        if (!positions.isEmpty()) {
          Soap.SOAP_11.call(
              gateway,
              "Acknowledge",
              "<kind>"
                  + kind.toUpperCase(java.util.Locale.ROOT)
                  + "</kind><position>"
                  + positions.get(positions.size() - 1)
                  + "</position>");
        }
      } catch (UncheckedIOException e) {
        // Killed: no answer.
      } catch (AssertionError e) {
        // Dying: no answer of the gateway's.
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean nothingIsOpen() {
    // The first once more: between two looks a call may go from one to the other.
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
    assertThat(phones.values()).as("doubled").containsOnly(1);
    assertThat(told.keySet()).as("not told").containsAll(phones.keySet());
    for (Map.Entry<String, String> each : told.entrySet()) {
      Soap.Answer found =
          Soap.SOAP_11.call(gateways.get(1), "GetSubmission", "<id>" + each.getValue() + "</id>");
      boolean got = phones.containsKey(each.getKey());
      switch (found.text("state")) {
        case "SUBMITTED", "DELIVERED" -> assertThat(got).as(found.body()).isTrue();
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
    fetched
        .values()
        .forEach(book -> book.values().forEach(record -> stored.merge(record, 1, Integer::sum)));
    assertThat(changed).as("a position with another record than before").isFalse();
    assertThat(stored.values()).as("records twice").containsOnly(1);
    fetched.forEach(
        (kind, book) ->
            assertThat(book.keySet().stream().mapToLong(Long::longValue).max().orElse(0))
                .as("positions of %s without a gap", kind)
                .isEqualTo(book.size()));
    Set<String> known = new HashSet<>();
    for (PollAnswer answer : handedOut) {
      boolean inDoubt = false;
      for (int i = 0; i < kinds.size(); i++) {
        inDoubt |=
            kinds.get(i).equals("POLL_IN_DOUBT")
                && problems.all("problem", "account").get(i).equals(answer.vendor())
                && problems
                    .all("problem", "detail")
                    .get(i)
                    .toLowerCase(java.util.Locale.ROOT)
                    .contains("for " + answer.question())
                && !answer.at().isBefore(time(problems.all("problem", "from").get(i)))
                && !answer.at().isAfter(time(problems.all("problem", "to").get(i)));
      }
      for (PollAnswer.Item item : answer.records()) {
        String record =
            (answer.question().equals("reports") ? item.id() : item.text()) + "/" + item.phone();
        known.add(record);
        assertThat(stored.containsKey(record))
            .as(record + " of " + answer.at())
            .isEqualTo(!inDoubt);
      }
    }
    assertThat(known).as("records that nobody gave").containsAll(stored.keySet());
  }

  private static Instant time(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  /** Each question by itself: begun when the one before had ended, and not before its pause. */
  private void comparePace() {
    Map<String, List<ServedRequest>> questions = new TreeMap<>();
    for (ServedRequest each : served) {
      if (each.target().matches(".*(get_re|SMS_Reports|GET_SMS_MO|GetReport|GetMo).*")) {
        questions.computeIfAbsent(each.target(), target -> new ArrayList<>()).add(each);
      }
    }
    assertThat(questions).as("two of each vendor").hasSize(6);
    questions.forEach(
        (target, all) -> {
          all.sort(Comparator.comparing(ServedRequest::from));
          assertThat(all).as(target).hasSizeGreaterThan(10);
          for (int i = 1; i < all.size(); i++) {
            Duration pause = Duration.between(all.get(i - 1).to(), all.get(i).from());
            assertThat(pause).as(target + " at " + all.get(i)).isGreaterThan(LEAST.minusMillis(5));
          }
        });
  }
}
