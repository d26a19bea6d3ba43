package dev.yizhan.sandbox;

import jakarta.servlet.http.HttpServlet;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server of a sandbox, with one port for each vendor simulator and one for the page. */
final class SandboxServer {

  static final int ANY_PORT = 0;

  /** The system property with the first vendor simulator's port. */
  private static final String FIRST_PORT = "yizhan.sandbox.first-port";

  private static final int DEFAULT_FIRST_PORT = 18081;
  private static final int THREADS = 128;
  private static final int PAGE_THREADS = 12;
  private static final Duration LONGEST_SENDING = Duration.ofSeconds(5);

  private final List<Wire> wires = new ArrayList<>();
  private final String host = System.getProperty(LocalHosts.SERVED, "127.0.0.1");
  private final Server vendors = server("yizhan-sandbox", THREADS);

  /** With threads of its own, so that requests to vendors cannot stop it. */
  private final Server page = server("yizhan-sandbox-page", PAGE_THREADS);

  private static Server server(String name, int threads) {
    QueuedThreadPool pool = new QueuedThreadPool(threads);
    pool.setName(name);
    pool.setDaemon(true);
    Server server = new Server(pool);
    server.setHandler(new Handler.Sequence());
    return server;
  }

  static int firstPort() {
    return Integer.getInteger(FIRST_PORT, DEFAULT_FIRST_PORT);
  }

  /**
   * Opens a vendor simulator's port when the server starts.
   *
   * @param port or {@link #ANY_PORT} for a free one
   * @param questions see {@link VendorSimulator#questions()}
   */
  Wire listen(String name, int port, Map<String, HttpServlet> servlets, List<String> questions) {
    Wire wire = Wire.of(name, vendors, host, port);
    return add(
        vendors,
        wire,
        wire.handler(context(servlets), new LocalHostFilter(), new FaultFilter(wire, questions)));
  }

  /** Opens the page's port when the server starts. */
  Wire listenForPage(String name, int port, HttpServlet servlet) {
    Wire wire = Wire.of(name, page, host, port);
    return add(page, wire, wire.handler(context(Map.of("/*", servlet)), new LocalHostFilter()));
  }

  private Wire add(Server server, Wire wire, Handler handler) {
    ((Handler.Sequence) server.getHandler()).addHandler(handler);
    wires.add(wire);
    return wire;
  }

  private static ServletContextHandler context(Map<String, HttpServlet> servlets) {
    ServletContextHandler context = new ServletContextHandler("/");
    Map<HttpServlet, ServletHolder> holders = new HashMap<>();
    servlets.forEach(
        (path, servlet) -> {
          ServletHolder holder = holders.computeIfAbsent(servlet, held -> new ServletHolder(held));
          holder.setAsyncSupported(true);
          context.addServlet(holder, path);
        });
    return context;
  }

  void start() {
    try {
      vendors.start();
      page.start();
      wires.forEach(Wire::keepPort);
    } catch (Exception e) {
      stop();
      throw new IllegalStateException(
          isPortTaken(e)
              ? "A port from "
                  + wires.get(0).address().getPort()
                  + " on is taken: stop what listens there, or choose other ports ("
                  + FIRST_PORT
                  + ")"
              : "The vendor simulators cannot start",
          e);
    }
  }

  private static boolean isPortTaken(Throwable e) {
    return e instanceof BindException || e.getCause() != null && isPortTaken(e.getCause());
  }

  void await() throws InterruptedException {
    vendors.join();
  }

  /** Sends the answers that faults hold back, and stops listening. */
  void stop() {
    wires.forEach(Wire::release);
    try {
      for (Wire wire : wires) {
        wire.awaitSent(LONGEST_SENDING);
      }
      page.stop();
      vendors.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The vendor simulators cannot stop", e);
    }
  }
}
