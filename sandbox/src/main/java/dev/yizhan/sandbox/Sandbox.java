package dev.yizhan.sandbox;

import static java.util.stream.Collectors.joining;

import dev.yizhan.sandbox.server.RawRequest;
import dev.yizhan.sandbox.world.PhoneMessage;
import dev.yizhan.sandbox.world.PollAnswer;
import dev.yizhan.sandbox.world.Push;
import dev.yizhan.sandbox.world.VendorWorld;
import dev.yizhan.sandbox.world.World;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The vendor simulators, each on a port of its own on 127.0.0.1, with the vendor's own paths.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start()) {
 *   URI vendor = sandbox.address("winic-http");       // http://127.0.0.1:40123
 *   sandbox.set("winic-http", Fault.of(Fault.Kind.ACCEPT_THEN_DROP));
 *   …
 *   sandbox.messages();                               // what the simulated phones received
 * }
 * }</pre>
 *
 * <p>The accounts are {@code demo} (password {@code demo}, 100000 yuan or messages) and {@code
 * poor} (password {@code poor}, balance 0). The system property {@code yizhan.sandbox.address}
 * replaces 127.0.0.1. A method that takes a vendor's name throws {@link IllegalArgumentException}
 * for a name that is not in {@link #vendors()}.
 */
public final class Sandbox implements AutoCloseable {

  private static final String PAGE = "page";

  private record Vendor(VendorSimulator simulator, VendorWorld world, Wire wire) {

    boolean isNamed(String name) {
      return name.equals(simulator.name()) || name.equals(simulator.company());
    }
  }

  private final World world = new World(Clock.systemUTC());
  private final SandboxServer server = new SandboxServer();
  private final Map<String, Vendor> vendors = new LinkedHashMap<>();
  private Optional<Wire> page = Optional.empty();
  private Optional<Pusher> pusher = Optional.empty();

  private Sandbox(int firstPort, VendorSimulator... others) {
    Stream.concat(
            VendorSimulator.installed().stream(),
            Stream.of(others).sorted(Comparator.comparing(VendorSimulator::name)))
        .forEach(simulator -> add(simulator, firstPort));
  }

  private void add(VendorSimulator simulator, int firstPort) {
    String name = simulator.name();
    if (name.equals(PAGE) || vendors.containsKey(name)) {
      throw new IllegalStateException("Two vendor simulators must not have one name: " + name);
    }
    VendorWorld vendor = new VendorWorld(world, name, simulator.company());
    Wire wire =
        server.listen(
            name,
            port(firstPort, vendors.size()),
            simulator.servlets(vendor),
            simulator.questions());
    vendors.put(name, new Vendor(simulator, vendor, wire));
  }

  private static int port(int first, int offset) {
    return first == SandboxServer.ANY_PORT ? SandboxServer.ANY_PORT : first + offset;
  }

  /** Starts the {@linkplain VendorSimulator#installed() installed} simulators on free ports. */
  public static Sandbox start() {
    return start(SandboxServer.ANY_PORT);
  }

  /**
   * Starts the installed simulators, and others after them, in the order of their names.
   *
   * @param firstPort the port of the first; the others have the ports after it; 0 for free ones
   * @throws IllegalStateException if a port is taken, or two simulators have one name
   */
  public static Sandbox start(int firstPort, VendorSimulator... others) {
    Sandbox sandbox = new Sandbox(firstPort, others);
    sandbox.server.start();
    return sandbox;
  }

  static Sandbox startWithPage(
      int firstPort, Function<Sandbox, HttpServlet> servlet, VendorSimulator... others) {
    Sandbox sandbox = new Sandbox(firstPort, others);
    sandbox.page =
        Optional.of(
            sandbox.server.listenForPage(PAGE, port(firstPort, -1), servlet.apply(sandbox)));
    sandbox.server.start();
    return sandbox;
  }

  /** {@return the names of the vendor simulators, in the order of their ports} */
  public List<String> vendors() {
    return List.copyOf(vendors.keySet());
  }

  /** {@return scheme, host and port of a vendor simulator} */
  public URI address(String vendor) {
    return named(vendor).wire().address();
  }

  /**
   * The address of the page.
   *
   * @throws java.util.NoSuchElementException if the sandbox was started without the page
   */
  public URI page() {
    return page.orElseThrow().address().resolve("/");
  }

  /** Sets the fault of a vendor simulator, in place of the one before. */
  public void set(String vendor, Fault fault) {
    named(vendor).wire().set(fault);
  }

  /** Clears the fault of a vendor simulator, if any; answers that it holds back are sent. */
  public void clear(String vendor) {
    named(vendor).wire().clear();
  }

  /** {@return the fault of a vendor simulator, if any} */
  public Optional<Fault> fault(String vendor) {
    return named(vendor).wire().fault();
  }

  /** {@return what all simulated phones received, newest first; the last ten thousand messages} */
  public List<PhoneMessage> messages() {
    return world.messages();
  }

  /**
   * Sets the listener that gets every message before it reaches its phone.
   *
   * @param listener called by many threads
   */
  public void listen(Consumer<PhoneMessage> listener) {
    world.listen(listener);
  }

  /**
   * Sets the listener that gets every answer to a poll, also the empty ones; not what is pushed.
   *
   * @param listener called by many threads
   */
  public void listenPolls(Consumer<PollAnswer> listener) {
    world.listenPolls(listener);
  }

  /**
   * Sets the listener that gets every request when it has been answered or its connection cut.
   *
   * @param listener called by many threads
   */
  public void listenRequests(Consumer<ServedRequest> listener) {
    vendors.values().forEach(vendor -> vendor.wire().listen(listener));
  }

  /** {@return the last thousand requests that a vendor simulator read, newest first} */
  public List<RawRequest> requests(String vendor) {
    return named(vendor).wire().requests();
  }

  /** Empties all simulated phones, and drops requests, delivery reports and inbound messages. */
  public void forgetMessages() {
    world.forgetMessages();
    vendors.values().forEach(vendor -> vendor.wire().forgetRequests());
  }

  /** Sets how long after a message its delivery report is due; two seconds at first. */
  public void reportsAfter(Duration delay) {
    world.reportsAfter(delay);
  }

  /**
   * Sets the phones that later messages do not reach, in place of those set before.
   *
   * @param phones in the form that the vendors get
   */
  public void failFor(Set<String> phones) {
    world.failFor(phones);
  }

  /** Sets whether the vendors insist on the pauses of their documents; not at first. */
  public void pace(boolean wanted) {
    world.pace(wanted);
  }

  /**
   * Lets a phone send a message to the account of the last message that it received from a company;
   * to {@code demo} if there is none.
   *
   * @param vendor a vendor's name, or a company's, for example {@code winic}
   * @param to the number, port or extension that it writes to; may be empty
   * @throws IllegalArgumentException if there is no such vendor, or it hands out no replies
   */
  public void reply(String vendor, String phone, String text, String to) {
    vendors.values().stream()
        .filter(each -> each.simulator().handsOutReplies() && each.isNamed(vendor))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(noReplies(vendor)))
        .world()
        .receive(phone, text, to);
  }

  private String noReplies(String vendor) {
    return vendors.values().stream()
        .map(Vendor::simulator)
        .filter(VendorSimulator::handsOutReplies)
        .map(VendorSimulator::company)
        .distinct()
        .collect(joining(", ", "vendor must be one of ", ": " + vendor));
  }

  /** {@return how many answers a vendor simulator's fault holds back now} */
  int heldAnswers(String vendor) {
    return named(vendor).wire().held().count();
  }

  boolean handsOutReplies(String vendor) {
    return named(vendor).simulator().handsOutReplies();
  }

  /**
   * Lets the vendors that can do so push reports and replies to an address, where they can no
   * longer be fetched.
   *
   * @param address on this machine or a host in the system property {@code yizhan.sandbox.hosts};
   *     empty to end pushing
   * @throws IllegalArgumentException if the address is not on this machine
   */
  public synchronized void pushTo(Optional<URI> address) {
    pusher.ifPresent(Pusher::close);
    pusher = address.map(to -> Pusher.to(to, this::pushes));
  }

  private List<Push> pushes() {
    return vendors.values().stream()
        .flatMap(vendor -> vendor.simulator().pushes(vendor.world()).stream())
        .toList();
  }

  /** {@return the address that vendors push to, if any} */
  public synchronized Optional<URI> pushesTo() {
    return pusher.map(Pusher::address);
  }

  private Vendor named(String vendor) {
    Vendor named = vendors.get(vendor);
    if (named == null) {
      throw new IllegalArgumentException(
          "vendor must be one of " + vendors.keySet() + ": " + vendor);
    }
    return named;
  }

  void await() throws InterruptedException {
    server.await();
  }

  /** Stops listening and pushing. */
  @Override
  public void close() {
    pushTo(Optional.empty());
    server.stop();
  }
}
