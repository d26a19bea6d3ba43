package dev.yizhan.sandbox;

import dev.yizhan.sandbox.server.WinicAsmxServlet;
import dev.yizhan.sandbox.server.WinicHttpServlet;
import dev.yizhan.sandbox.world.PhoneMessage;
import dev.yizhan.sandbox.world.World;
import jakarta.servlet.http.HttpServlet;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The pretend vendors, each at an address of its own on 127.0.0.1, with the vendor's own paths.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start()) {
 *   URI vendor = sandbox.address("winic-http");       // http://127.0.0.1:40123
 *   sandbox.set("winic-http", Fault.of(Fault.Kind.ACCEPT_THEN_DROP));
 *   …
 *   sandbox.messages();                               // what the pretend phones hold
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {

  /** winic's HTTP service. */
  public static final String WINIC_HTTP = "winic-http";

  /** winic's asmx service. */
  public static final String WINIC_ASMX = "winic-asmx";

  private static final int ANY_PORT = 0;
  private static final int THREADS = 64;

  private final World world = new World(Clock.systemUTC());
  private final Map<String, Wire> wires = new LinkedHashMap<>();
  private final Server server;

  private Sandbox(int firstPort) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("yizhan-sandbox");
    threads.setDaemon(true);
    server = new Server(threads);
    Handler.Sequence vendors = new Handler.Sequence();
    ServletContextHandler http = new ServletContextHandler("/");
    HttpServlet pages = new WinicHttpServlet(world.winic(WINIC_HTTP));
    WinicHttpServlet.PATHS.forEach(path -> http.addServlet(new ServletHolder(pages), path));
    vendors.addHandler(wire(WINIC_HTTP, firstPort).handler(http));
    ServletContextHandler asmx = new ServletContextHandler("/");
    asmx.addServlet(
        new ServletHolder(new WinicAsmxServlet(world.winic(WINIC_ASMX))), WinicAsmxServlet.PATH);
    vendors.addHandler(wire(WINIC_ASMX, firstPort).handler(asmx));
    server.setHandler(vendors);
  }

  /**
   * Starts on free ports.
   *
   * @return to be closed
   */
  public static Sandbox start() {
    return start(ANY_PORT);
  }

  /**
   * Starts on given ports.
   *
   * @param firstPort of the first vendor; the others have those behind it; 0 for free ones
   * @return to be closed
   * @throws IllegalStateException where a port is taken
   */
  public static Sandbox start(int firstPort) {
    Sandbox sandbox = new Sandbox(firstPort);
    try {
      sandbox.server.start();
      sandbox.wires.values().forEach(Wire::keepPort);
      return sandbox;
    } catch (Exception e) {
      sandbox.close();
      throw new IllegalStateException(
          isTakenPort(e)
              ? "A port from "
                  + firstPort
                  + " on is taken: end what listens there, or give other ports"
                  + " (yizhan.sandbox.first-port)"
              : "The pretend vendors cannot start",
          e);
    }
  }

  private static boolean isTakenPort(Throwable e) {
    return e instanceof BindException || e.getCause() != null && isTakenPort(e.getCause());
  }

  private Wire wire(String name, int firstPort) {
    int port = firstPort == ANY_PORT ? ANY_PORT : firstPort + wires.size();
    Wire wire = Wire.of(name, server, port);
    wires.put(name, wire);
    return wire;
  }

  /**
   * The pretend vendors.
   *
   * @return their names
   */
  public List<String> vendors() {
    return List.copyOf(wires.keySet());
  }

  /**
   * Where a pretend vendor listens.
   *
   * @param vendor its name
   * @return scheme, host and port
   */
  public URI address(String vendor) {
    return named(vendor).address();
  }

  /**
   * Lets a pretend vendor misbehave from now on.
   *
   * @param vendor its name
   * @param fault in which way; it takes the place of the one before
   */
  public void set(String vendor, Fault fault) {
    named(vendor).set(fault);
  }

  /**
   * Lets a pretend vendor work again; answers that are held back go out.
   *
   * @param vendor its name
   */
  public void clear(String vendor) {
    named(vendor).clear();
  }

  /**
   * How a pretend vendor misbehaves now.
   *
   * @param vendor its name
   * @return the fault, if there is one
   */
  public Optional<Fault> fault(String vendor) {
    return named(vendor).fault();
  }

  /**
   * What all pretend phones received.
   *
   * @return newest first
   */
  public List<PhoneMessage> messages() {
    return world.messages();
  }

  /** Empties all pretend phones. */
  public void forgetMessages() {
    world.forgetMessages();
  }

  private Wire named(String vendor) {
    Wire wire = wires.get(vendor);
    if (wire == null) {
      throw new IllegalArgumentException("vendor must be one of " + wires.keySet() + ": " + vendor);
    }
    return wire;
  }

  /** Stops listening. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The pretend vendors cannot stop", e);
    }
  }
}
