package dev.yizhan.gateway.door;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.yizhan.vendor.record.Push;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.record.Report;
import dev.yizhan.vendor.winnerlook.WinnerlookPush;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** A program's receiver of winnerlook's pushes, which reads them as a client of the vendor does. */
final class PushTarget implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Push> received = new CopyOnWriteArrayList<>();
  private final List<Push> accepted = new CopyOnWriteArrayList<>();
  private final List<String> headers = new CopyOnWriteArrayList<>();
  private volatile ToIntFunction<Push> status = push -> 200;

  PushTarget() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sms/push");
  }

  /** Decides about the answers from now on. */
  void answer(ToIntFunction<Push> next) {
    status = next;
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
      headers.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + type);
      Push push = WinnerlookPush.read(exchange.getRequestBody().readAllBytes(), type);
      received.add(push);
      int code = status.applyAsInt(push);
      if (code < 300) {
        accepted.add(push);
      }
      byte[] answer = "ok".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(code, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  List<Push> received() {
    return received;
  }

  /** Method, path and {@code Content-Type} of each push. */
  List<String> headers() {
    return headers;
  }

  List<Report> reports() {
    return accepted.stream().flatMap(push -> push.reports().good().stream()).toList();
  }

  List<Reply> replies() {
    return accepted.stream().flatMap(push -> push.replies().good().stream()).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
