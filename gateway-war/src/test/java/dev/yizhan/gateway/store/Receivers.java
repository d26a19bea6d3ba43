package dev.yizhan.gateway.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A server that receives callbacks, checks their signatures, and answers as a test says. */
final class Receivers implements AutoCloseable {

  static final byte[] KEY = "a key of thirty-two bytes, or so".getBytes(UTF_8);
  static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);

  private static final Pattern TEXT = Pattern.compile("<text>(.*?)</text>");

  /** Says how a callback is answered. */
  interface Script {
    /** Returns a status. */
    int answer(Received callback) throws Exception;
  }

  /** A callback with a valid signature. */
  record Received(String id, String body) {

    JsonObject json() {
      try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body.getBytes(UTF_8)))) {
        return reader.readObject();
      }
    }

    /** Of its inbound messages; none in a callback with reports. */
    List<String> texts() {
      if (body.startsWith("<")) {
        return TEXT.matcher(body).results().map(match -> match.group(1)).toList();
      }
      JsonArray replies = json().getJsonObject("data").getJsonArray("replies");
      return replies == null
          ? List.of()
          : replies.getValuesAs(JsonObject.class).stream()
              .map(reply -> reply.getString("text"))
              .toList();
    }
  }

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final AtomicInteger forged = new AtomicInteger();
  private final AtomicInteger concurrent = new AtomicInteger();
  private final AtomicInteger mostConcurrent = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Script script;
  private volatile IntFunction<String> contents = status -> "";

  Receivers(Script script) throws IOException {
    this.script = script;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  void play(Script next) {
    script = next;
  }

  /** What follows the head of an answer, by its status. */
  void answerWith(IntFunction<String> next) {
    contents = next;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sms");
  }

  List<Received> received() {
    return received;
  }

  /** The texts of all inbound messages in callbacks that were answered with 2xx. */
  List<String> accepted() {
    return accepted;
  }

  int forged() {
    return forged.get();
  }

  int mostConcurrent() {
    return mostConcurrent.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    mostConcurrent.accumulateAndGet(concurrent.incrementAndGet(), Math::max);
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String id = exchange.getRequestHeaders().getFirst("webhook-id");
      String time = exchange.getRequestHeaders().getFirst("webhook-timestamp");
      if (!exchange
          .getRequestHeaders()
          .getFirst("webhook-signature")
          .equals(sign(id, time, body))) {
        forged.incrementAndGet();
      }
      Received callback = new Received(id, new String(body, UTF_8));
      received.add(callback);
      int status = script.answer(callback);
      if (status >= 200 && status < 300) {
        accepted.addAll(callback.texts());
      }
      concurrent.decrementAndGet();
      byte[] content = contents.apply(status).getBytes(UTF_8);
      exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
      exchange.getResponseBody().write(content);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static String sign(String id, String time, byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    mac.update((id + "." + time + ".").getBytes(UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
