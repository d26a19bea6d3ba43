package dev.yizhan.sandbox;

import dev.yizhan.sandbox.server.RawRequest;
import dev.yizhan.sandbox.server.VendorServlets;
import dev.yizhan.sandbox.world.HandedOut;
import dev.yizhan.sandbox.world.PhoneMessage;
import dev.yizhan.sandbox.world.World;
import jakarta.servlet.http.HttpServlet;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
 *
 * <p>The accounts are {@code demo} (password {@code demo}, plenty of everything) and {@code poor}
 * (password {@code poor}, nothing). The system property {@code yizhan.sandbox.address} names
 * another address to listen at than 127.0.0.1.
 */
public final class Sandbox implements AutoCloseable {

  /** winic's HTTP service. */
  public static final String WINIC_HTTP = "winic-http";

  /** winic's asmx service. */
  public static final String WINIC_ASMX = "winic-asmx";

  /** changlong's pages. */
  public static final String CHANGLONG = "changlong";

  /** LinkWS. */
  public static final String LINKWS = "linkws";

  /** winnerlook's trigger service. */
  public static final String WINNERLOOK = "winnerlook";

  private static final int ANY_PORT = 0;
  private static final int THREADS = 128;
  private static final String PAGE = "page";

  private final World world = new World(Clock.systemUTC());
  private final Map<String, Wire> wires = new LinkedHashMap<>();
  private final Handler.Sequence handlers = new Handler.Sequence();
  private final String host = System.getProperty("yizhan.sandbox.address", "127.0.0.1");
  private final Server server;
  private Optional<Wire> page = Optional.empty();
  private Optional<Pusher> pusher = Optional.empty();

  private Sandbox(int firstPort) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("yizhan-sandbox");
    threads.setDaemon(true);
    server = new Server(threads);
    vendor(WINIC_HTTP, firstPort, VendorServlets.winicHttp(world.winic(WINIC_HTTP)));
    vendor(WINIC_ASMX, firstPort, VendorServlets.winicAsmx(world.winic(WINIC_ASMX)));
    vendor(CHANGLONG, firstPort, VendorServlets.changlong(world.changlong()));
    vendor(LINKWS, firstPort, VendorServlets.linkWs(world.linkWs()));
    vendor(WINNERLOOK, firstPort, VendorServlets.winnerlook(world.winnerlook()));
    server.setHandler(handlers);
  }

  private void vendor(String name, int firstPort, Map<String, HttpServlet> servlets) {
    int port = firstPort == ANY_PORT ? ANY_PORT : firstPort + wires.size();
    Wire wire = Wire.of(name, server, host, port);
    wires.put(name, wire);
    ServletContextHandler context = new ServletContextHandler("/");
    Map<HttpServlet, ServletHolder> holders = new LinkedHashMap<>();
    servlets.forEach(
        (path, servlet) ->
            context.addServlet(
                holders.computeIfAbsent(servlet, held -> new ServletHolder(held)), path));
    handlers.addHandler(wire.handler(context));
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
    return started(new Sandbox(firstPort), firstPort);
  }

  /**
   * Starts with the page and its JSON at a port of their own, before the first vendor's.
   *
   * @param firstPort of the first vendor; 0 for free ones
   * @return to be closed
   * @throws IllegalStateException where a port is taken
   */
  public static Sandbox startWithPage(int firstPort) {
    Sandbox sandbox = new Sandbox(firstPort);
    Wire wire =
        Wire.of(
            PAGE, sandbox.server, sandbox.host, firstPort == ANY_PORT ? ANY_PORT : firstPort - 1);
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServlet(new ServletHolder(new ControlServlet(sandbox)), "/*");
    sandbox.handlers.addHandler(wire.handler(context));
    sandbox.page = Optional.of(wire);
    return started(sandbox, firstPort);
  }

  private static Sandbox started(Sandbox sandbox, int firstPort) {
    try {
      sandbox.server.start();
      sandbox.wires.values().forEach(Wire::keepPort);
      sandbox.page.ifPresent(Wire::keepPort);
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
   * Where the page is.
   *
   * @return its address
   * @throws java.util.NoSuchElementException where it was started without
   */
  public URI page() {
    return page.orElseThrow().address().resolve("/");
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

  /**
   * Tells somebody of every message as it reaches its phone, also of those beyond the last ten
   * thousand.
   *
   * @param listener in place of the one before; called by many threads
   */
  public void listen(Consumer<PhoneMessage> listener) {
    world.listen(listener);
  }

  /**
   * Tells somebody of every answer that gives receipts or replies away.
   *
   * @param listener in place of the one before; called by many threads
   */
  public void listenHandedOut(Consumer<HandedOut> listener) {
    world.listenHandedOut(listener);
  }

  /**
   * Tells somebody of every request, when it has been dealt with.
   *
   * @param listener in place of the one before; called by many threads
   */
  public void listenServed(Consumer<Served> listener) {
    wires.values().forEach(wire -> wire.listen(listener));
  }

  /**
   * The requests that a pretend vendor read, sends and all others.
   *
   * @param vendor its name
   * @return newest first, the last thousand
   */
  public List<RawRequest> requests(String vendor) {
    return named(vendor).requests();
  }

  /** Empties all pretend phones, and forgets requests, receipts and replies. */
  public void forgetMessages() {
    world.forgetMessages();
    wires.values().forEach(Wire::forgetRequests);
  }

  /**
   * How long after a message its receipt can be had.
   *
   * @param delay zero or more; two seconds at first
   */
  public void receiptsAfter(Duration delay) {
    world.receiptsAfter(delay);
  }

  /**
   * Phones that will not get their messages from now on.
   *
   * @param phones their numbers, as the vendors get them; in place of those named before
   */
  public void failFor(Set<String> phones) {
    world.failFor(phones);
  }

  /**
   * Whether the vendors insist on pauses between questions: LinkWS 30 s for balances, winnerlook 5
   * s, all 5 s for polls.
   *
   * @param wanted off at first
   */
  public void pace(boolean wanted) {
    world.pace(wanted);
  }

  /**
   * Lets a phone write to an account: that of the last message to it, else {@code demo}.
   *
   * @param vendor {@code winic}, {@code changlong} or {@code winnerlook}
   * @param phone who writes
   * @param text what
   * @param to the port, extension or number that it writes to
   */
  public void reply(String vendor, String phone, String text, String to) {
    world.reply(vendor, phone, text, to);
  }

  /**
   * Lets winnerlook push receipts and replies, instead of having them fetched.
   *
   * @param address of this machine; nothing for the end of pushing
   */
  public synchronized void pushTo(Optional<URI> address) {
    pusher.ifPresent(Pusher::close);
    pusher = address.map(to -> Pusher.to(world, to));
  }

  /**
   * Where winnerlook pushes to.
   *
   * @return the address, if it pushes
   */
  public synchronized Optional<URI> pushesTo() {
    return pusher.map(Pusher::address);
  }

  private Wire named(String vendor) {
    Wire wire = wires.get(vendor);
    if (wire == null) {
      throw new IllegalArgumentException("vendor must be one of " + wires.keySet() + ": " + vendor);
    }
    return wire;
  }

  void await() throws InterruptedException {
    server.join();
  }

  /** Stops listening. */
  @Override
  public void close() {
    pushTo(Optional.empty());
    wires.values().forEach(Wire::release);
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The pretend vendors cannot stop", e);
    }
  }
}
