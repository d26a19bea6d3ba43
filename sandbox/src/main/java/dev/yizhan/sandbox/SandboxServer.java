package dev.yizhan.sandbox;

import jakarta.servlet.http.HttpServlet;
import java.net.BindException;
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

  /** The system property with the address to listen on. */
  static final String ADDRESS = "yizhan.sandbox.address";

  /** The system property with the first vendor simulator's port. */
  private static final String FIRST_PORT = "yizhan.sandbox.first-port";

  private static final int DEFAULT_FIRST_PORT = 18081;
  private static final int THREADS = 128;

  private final Handler.Sequence handlers = new Handler.Sequence();
  private final List<Wire> wires = new ArrayList<>();
  private final String host = System.getProperty(ADDRESS, "127.0.0.1");
  private final Server server;

  SandboxServer() {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("yizhan-sandbox");
    threads.setDaemon(true);
    server = new Server(threads);
    server.setHandler(handlers);
  }

  static int firstPort() {
    return Integer.getInteger(FIRST_PORT, DEFAULT_FIRST_PORT);
  }

  /**
   * Opens one more port when the server starts.
   *
   * @param port or {@link #ANY_PORT} for a free one
   * @param questions see {@link VendorSimulator#questions()}
   */
  Wire listen(String name, int port, Map<String, HttpServlet> servlets, List<String> questions) {
    Wire wire = Wire.of(name, server, host, port);
    ServletContextHandler context = new ServletContextHandler("/");
    Map<HttpServlet, ServletHolder> holders = new HashMap<>();
    servlets.forEach(
        (path, servlet) ->
            context.addServlet(
                holders.computeIfAbsent(servlet, held -> new ServletHolder(held)), path));
    handlers.addHandler(wire.handler(context, new FaultFilter(wire, questions)));
    wires.add(wire);
    return wire;
  }

  void start() {
    try {
      server.start();
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
    server.join();
  }

  /** Sends the answers that faults hold back, and stops listening. */
  void stop() {
    wires.forEach(Wire::release);
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The vendor simulators cannot stop", e);
    }
  }
}
