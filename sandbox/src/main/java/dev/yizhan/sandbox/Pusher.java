package dev.yizhan.sandbox;

import dev.yizhan.sandbox.world.Push;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Pushes to an address on this machine or a configured host; what is not answered with 200 is
 * pushed again.
 */
final class Pusher implements AutoCloseable {

  private static final long EVERY_MILLIS = 200;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final Supplier<List<Push>> pushes;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final ScheduledExecutorService scheduler;
  private final ScheduledFuture<?> pushing;
  private final URI address;

  private Pusher(URI address, Supplier<List<Push>> pushes) {
    this.address = address;
    this.pushes = pushes;
    this.scheduler =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "yizhan-sandbox-pusher");
              thread.setDaemon(true);
              return thread;
            });
    this.pushing =
        scheduler.scheduleWithFixedDelay(this::push, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  static Pusher to(URI address, Supplier<List<Push>> pushes) {
    if (!"http".equals(address.getScheme())
        || address.getHost() == null
        || !LocalHosts.isLocal(address.getHost())) {
      throw new IllegalArgumentException(
          "pushTo must be an http:// address on this machine, for example http://127.0.0.1:8080/…,"
              + " or of a host named in the system property "
              + LocalHosts.NAMES);
    }
    return new Pusher(address, pushes);
  }

  URI address() {
    return address;
  }

  private void push() {
    for (Push push : pushes.get()) {
      if (!isAccepted(push.json())) {
        push.putBack().run();
      }
    }
  }

  private boolean isAccepted(String json) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
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
    scheduler.shutdownNow();
  }
}
