package dev.yizhan.gateway.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.yizhan.gateway.callback.CallbackEndpoint;
import dev.yizhan.gateway.callback.CallbackForm;
import dev.yizhan.gateway.callback.SigningSecret;
import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.http.CallbackAddress;
import dev.yizhan.http.CallbackHttp;
import dev.yizhan.http.Trust;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Receives the callbacks of all consumers, and writes down each record. One time of eight it is
 * unavailable, one time of eight it has written the records down and fails, and one time of eight
 * it is slow, so that kills interrupt deliveries.
 */
final class CallbackBook implements AutoCloseable {

  private static final String SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
  private static final int MAX_RECORDS = 20;
  private static final long SLOW_NANOS = 100_000_000;
  private static final int OK = 204;
  private static final int UNAVAILABLE = 503;

  private final Map<String, Map<Long, String>> books = new ConcurrentHashMap<>();
  private final Map<String, String> positionsOfIds = new ConcurrentHashMap<>();
  private final AtomicInteger wrong = new AtomicInteger();
  private final Random random = new Random(7);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private CallbackBook(HttpServer server) {
    this.server = server;
  }

  static CallbackBook start() {
    try {
      CallbackBook book =
          new CallbackBook(
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

  /** The callbacks of all consumers, for a node. */
  static List<Callback> callbacks(URI address) {
    CallbackHttp http = CallbackHttp.open(Duration.ofSeconds(2));
    return RecordBooks.CONSUMERS.stream()
        .map(
            consumer ->
                new CallbackEndpoint(
                        consumer,
                        Reader.CALLBACK,
                        MAX_RECORDS,
                        new CallbackHttp.Target(
                            new CallbackAddress(address, InetAddress::isLoopbackAddress),
                            Trust.platform(),
                            Duration.ofSeconds(5)),
                        CallbackForm.JSON,
                        List.of(SigningSecret.parse(SECRET)))
                    .over(http, Clock.systemUTC()))
        .toList();
  }

  /** Records by position, of each consumer and kind. */
  Map<String, Map<Long, String>> books() {
    return new TreeMap<>(books);
  }

  int received() {
    return books.values().stream().mapToInt(Map::size).sum();
  }

  /** Records beyond a gap, records that changed, and ids that came with other records. */
  int wrong() {
    return wrong.get();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      int chance;
      synchronized (random) {
        chance = random.nextInt(8);
      }
      int status = chance == 0 ? UNAVAILABLE : OK;
      try (JsonReader reader = Json.createReader(exchange.getRequestBody())) {
        JsonObject body = reader.readObject();
        if (status == OK) {
          write(exchange.getRequestHeaders().getFirst("webhook-id"), body);
        }
      }
      if (chance == 1) {
        status = UNAVAILABLE;
      } else if (chance == 2) {
        LockSupport.parkNanos(SLOW_NANOS);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private synchronized void write(String id, JsonObject body) {
    JsonObject data = body.getJsonObject("data");
    boolean isReports = body.getString("type").equals("sms.reports");
    Map<Long, String> book =
        books.computeIfAbsent(
            data.getString("consumer") + (isReports ? " REPORTS" : " REPLIES"),
            name -> new ConcurrentSkipListMap<>());
    StringBuilder positions = new StringBuilder();
    for (JsonObject record :
        data.getJsonArray(isReports ? "reports" : "replies").getValuesAs(JsonObject.class)) {
      long position = Long.parseLong(record.getString("position"));
      String key =
          record.getString(isReports ? "vendorMessageId" : "text")
              + "/"
              + record.getString("number");
      boolean isInOrder = position == 1 || book.containsKey(position - 1);
      String before = book.put(position, key);
      boolean isSame = before == null || before.equals(key);
      wrong.addAndGet(isInOrder && isSame ? 0 : 1);
      positions.append(' ').append(position);
    }
    String before = positionsOfIds.put(id, positions.toString());
    wrong.addAndGet(before == null || before.contentEquals(positions) ? 0 : 1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
