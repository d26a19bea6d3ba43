package dev.yizhan.sandbox;

import dev.yizhan.sandbox.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Pushes winnerlook's receipts and replies to an address of this machine, and again until it is
 * answered with 200.
 */
final class Pusher implements AutoCloseable {

  private static final long EVERY_MILLIS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final World world;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final ScheduledExecutorService clockwork;
  private final ScheduledFuture<?> pushing;
  private final URI address;

  private Pusher(World world, URI address) {
    this.world = world;
    this.address = address;
    this.clockwork =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "yizhan-sandbox-pusher");
              thread.setDaemon(true);
              return thread;
            });
    this.pushing =
        clockwork.scheduleWithFixedDelay(this::push, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  static Pusher to(World world, URI address) {
    if (!"http".equals(address.getScheme()) || !isLoopback(address)) {
      throw new IllegalArgumentException(
          "address must begin with http:// and be this machine's own: http://127.0.0.1:8080/…");
    }
    return new Pusher(world, address);
  }

  private static boolean isLoopback(URI address) {
    try {
      return address.getHost() != null
          && InetAddress.getByName(address.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  URI address() {
    return address;
  }

  private void push() {
    for (World.Push push : world.pushes()) {
      if (!taken(push.json())) {
        push.notTaken().run();
      }
    }
  }

  private boolean taken(String json) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json;charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    pushing.cancel(true);
    clockwork.shutdownNow();
  }
}
