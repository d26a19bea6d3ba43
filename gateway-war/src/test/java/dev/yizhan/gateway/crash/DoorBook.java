package dev.yizhan.gateway.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.yizhan.door.Doors;
import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.gateway.core.record.Readers;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.door.DoorPush;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.http.CallbackAddress;
import dev.yizhan.http.CallbackHttp;
import dev.yizhan.http.Trust;
import dev.yizhan.vendor.record.Push;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import dev.yizhan.vendor.winnerlook.WinnerlookPush;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * What two programs of winnerlook's get through front doors: one is pushed to, the other polls. The
 * first is unavailable one time of eight, one time of eight it has stored what it got and fails,
 * and one time of eight it is slow.
 */
final class DoorBook implements AutoCloseable {

  /** The user that is pushed to, and sends. */
  static final String PUSHED = "demo";

  /** The user that polls. */
  static final String POLLING = "poll";

  private static final String CONSUMER = "shop";
  private static final String DOOR = "winnerlook";
  private static final int MAX_RECORDS = 20;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final long SLOW_NANOS = 100_000_000;
  private static final long PAUSE_NANOS = 30_000_000;

  private final Set<String> pushed = ConcurrentHashMap.newKeySet();
  private final Set<String> polled = ConcurrentHashMap.newKeySet();
  private final Random random = new Random(11);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile boolean over;

  private DoorBook(HttpServer server) {
    this.server = server;
  }

  static DoorBook start() {
    try {
      DoorBook book =
          new DoorBook(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      book.server.setExecutor(book.threads);
      book.server.createContext("/", book::receive);
      book.server.start();
      return book;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** The push, for a node. */
  static List<Callback> callbacks(URI address) {
    CallbackHttp http = CallbackHttp.open(Duration.ofSeconds(2));
    DoorPush push =
        new DoorPush(
            Doors.installed().find(DOOR).orElseThrow(),
            PUSHED,
            CONSUMER,
            Readers.INDEPENDENT,
            MAX_RECORDS,
            new CallbackHttp.Target(
                new CallbackAddress(address, InetAddress::isLoopbackAddress),
                Trust.platform(),
                Duration.ofSeconds(5)));
    return List.of(push.over(http, Clock.systemUTC()));
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      int chance;
      synchronized (random) {
        chance = random.nextInt(8);
      }
      Push push = WinnerlookPush.read(exchange.getRequestBody().readAllBytes());
      if (chance > 0) {
        note(pushed, push.reports().good(), push.replies().good());
      }
      if (chance == 2) {
        LockSupport.parkNanos(SLOW_NANOS);
      }
      exchange.sendResponseHeaders(chance < 2 ? UNAVAILABLE : OK, -1);
    }
  }

  private static void note(
      Set<String> book, Collection<Report> reports, Collection<Reply> replies) {
    reports.forEach(each -> book.add(each.vendorId() + " " + each.number() + " " + each.status()));
    replies.forEach(each -> book.add(each.number() + " " + each.text()));
  }

  /** Polls until this is closed. */
  void poll(List<Integer> doors) {
    threads.execute(
        () -> {
          try (DoorClient client = new DoorClient(doors, POLLING, 5)) {
            while (!over) {
              note(polled, client.reports(), client.replies());
              LockSupport.parkNanos(PAUSE_NANOS);
            }
          }
        });
  }

  /** How many different records both have. */
  int received() {
    return pushed.size() + polled.size();
  }

  /** What either lacks, or has without a reason. */
  List<String> differences(GatewayStore store) {
    Set<String> expected = expected(store);
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, Set<String>> book :
        Map.of("pushed", pushed, "polled", polled).entrySet()) {
      Set<String> missing = new HashSet<>(expected);
      missing.removeAll(book.getValue());
      Set<String> surplus = new HashSet<>(book.getValue());
      surplus.removeAll(expected);
      if (!missing.isEmpty() || !surplus.isEmpty()) {
        differences.add(
            book.getKey()
                + " "
                + book.getValue().size()
                + " of "
                + expected.size()
                + ", missing "
                + missing.stream().limit(5).toList()
                + ", without a reason "
                + surplus.stream().limit(5).toList());
      }
    }
    return differences;
  }

  private static Set<String> expected(GatewayStore store) {
    Set<String> expected = new HashSet<>();
    for (RecordKind kind : RecordKind.values()) {
      RecordBooks.records(store.inbox(), CONSUMER, kind)
          .forEach(record -> of(record).ifPresent(expected::add));
    }
    Books.written(store).values().stream()
        .flatMap(List::stream)
        .forEach(submission -> rejected(submission).ifPresent(expected::add));
    return expected;
  }

  private static Optional<String> of(InboxRecord record) {
    return record instanceof InboxMessage message
        ? Optional.of(message.number() + " " + message.text())
        : record
            .reference()
            .filter(reference -> reference.startsWith(DOOR))
            .map(reference -> id(reference) + " " + record.number() + " " + status(record));
  }

  private static String status(InboxRecord record) {
    return record instanceof InboxReport report ? report.status() : "";
  }

  private static Optional<String> rejected(Submission submission) {
    Delivery delivery = submission.deliveries().get(0);
    return switch (delivery.state()) {
      case REJECTED ->
          Optional.of(
              id(submission.head().reference().orElseThrow())
                  + " "
                  + delivery.number().digits()
                  + " REJECTD");
      default -> Optional.empty();
    };
  }

  private static String id(String reference) {
    return reference.substring(DOOR.length() + 1);
  }

  @Override
  public void close() {
    over = true;
    server.stop(0);
    threads.shutdown();
  }
}
