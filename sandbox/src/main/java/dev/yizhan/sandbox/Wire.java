package dev.yizhan.sandbox;

import dev.yizhan.sandbox.server.RawRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** The port of one vendor simulator, and its current fault. */
final class Wire {

  /** The request attribute with a {@link Runnable} that cuts the connection. */
  static final String CUT = "dev.yizhan.sandbox.cut";

  private static final int ALL = 100;
  private static final long LONGEST_CLOSE_NANOS = 10_000_000_000L;
  private static final int MOST_REQUESTS = 1000;

  private final String name;
  private final ServerConnector connector;
  private Optional<Fault> fault = Optional.empty();
  private int left;
  private int due;
  private final Deque<RawRequest> requests = new ConcurrentLinkedDeque<>();
  private volatile Consumer<ServedRequest> listener = served -> {};
  private final Server server;
  private HeldAnswers held;

  /** A fault that a request has met, and where its answer is held. */
  record Met(Fault fault, HeldAnswers held) {}

  private Wire(String name, Server server, ServerConnector connector) {
    this.name = name;
    this.server = server;
    this.connector = connector;
    this.held = newHeld();
  }

  private HeldAnswers newHeld() {
    Executor executor = server.getThreadPool();
    return new HeldAnswers(executor);
  }

  static Wire of(String name, Server server, String host, int port) {
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setName(name);
    connector.setHost(host);
    connector.setPort(port);
    server.addConnector(connector);
    return new Wire(name, server, connector);
  }

  URI address() {
    return URI.create("http://" + connector.getHost() + ":" + connector.getPort());
  }

  /** Listens on the same port again after a {@link Fault.Kind#REFUSE}. */
  void keepPort() {
    connector.setPort(connector.getLocalPort());
  }

  /** Filters in their order. */
  Handler handler(ServletContextHandler servlets, Filter... filters) {
    servlets.setVirtualHosts(List.of("@" + name));
    for (Filter filter : filters) {
      FilterHolder holder = new FilterHolder(filter);
      holder.setAsyncSupported(true);
      servlets.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    }
    return new Handler.Wrapper(servlets) {
      @Override
      public boolean handle(Request request, Response response, Callback callback)
          throws Exception {
        Runnable cut = () -> request.getConnectionMetaData().getConnection().getEndPoint().close();
        request.setAttribute(CUT, cut);
        return super.handle(request, response, callback);
      }
    };
  }

  synchronized void set(Fault next) {
    clear();
    fault = Optional.of(next);
    left = next.times();
    due = 0;
    held = newHeld();
    if (next.kind() == Fault.Kind.REFUSE) {
      List<EndPoint> open = List.copyOf(connector.getConnectedEndPoints());
      try {
        connector.stop();
        // Persistent connections too, before a client can use them again.
        open.forEach(EndPoint::close);
        awaitRefusal();
      } catch (Exception e) {
        throw new IllegalStateException(name + " cannot stop listening", e);
      }
    }
  }

  /** A thread in accept() keeps the port open for a moment after it was closed. */
  private void awaitRefusal() throws IOException {
    long end = System.nanoTime() + LONGEST_CLOSE_NANOS;
    while (System.nanoTime() < end) {
      try {
        new Socket(connector.getHost(), connector.getPort()).close();
      } catch (ConnectException e) {
        return;
      } catch (SocketException e) {
        // Accepted, then cut: try again.
      }
    }
    throw new IOException("The port stays open");
  }

  synchronized void clear() {
    fault = Optional.empty();
    held.release();
    if (!connector.isRunning()) {
      try {
        connector.start();
      } catch (IOException e) {
        throw new UncheckedIOException(name + " cannot listen again", e);
      } catch (Exception e) {
        throw new IllegalStateException(name + " cannot listen again", e);
      }
    }
  }

  /** Sends the answers that the fault holds back. */
  synchronized void release() {
    held.release();
  }

  /** Waits for the answers that {@link #release()} sends. */
  void awaitSent(Duration longest) throws InterruptedException {
    held().awaitSent(longest.toNanos());
  }

  /** The answers that the current fault holds back. */
  synchronized HeldAnswers held() {
    return held;
  }

  /** Runs a task after a delay. */
  void after(Duration delay, Runnable task) {
    server.getScheduler().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  synchronized Optional<Fault> fault() {
    return fault;
  }

  void served(String target, Instant from, Instant to) {
    listener.accept(new ServedRequest(name, target, from, to));
  }

  void listen(Consumer<ServedRequest> next) {
    listener = next;
  }

  void saw(RawRequest request) {
    requests.addFirst(request);
    while (requests.size() > MOST_REQUESTS) {
      requests.removeLast();
    }
  }

  /** Newest first. */
  List<RawRequest> requests() {
    return List.copyOf(requests);
  }

  void forgetRequests() {
    requests.clear();
  }

  /** The fault for one request, if any; it counts as used. */
  synchronized Optional<Met> take(boolean isQuestion) {
    Optional<Fault> taken =
        fault.filter(
            set ->
                switch (set.requests()) {
                  case ALL -> true;
                  case SENDS -> !isQuestion;
                  case QUESTIONS -> isQuestion;
                });
    if (taken.isPresent()) {
      // Evenly: with a share of 25, every fourth request.
      due += taken.get().share();
      if (due < ALL) {
        return Optional.empty();
      }
      due -= ALL;
    }
    if (taken.isPresent() && left != Fault.UNTIL_CLEARED && --left == 0) {
      fault = Optional.empty();
    }
    return taken.map(met -> new Met(met, held));
  }
}
