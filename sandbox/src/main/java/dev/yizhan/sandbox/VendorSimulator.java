package dev.yizhan.sandbox;

import dev.yizhan.sandbox.world.Push;
import dev.yizhan.sandbox.world.VendorWorld;
import jakarta.servlet.http.HttpServlet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * One vendor service that the sandbox simulates. It has no state: what it needs is in the {@link
 * VendorWorld} of each sandbox.
 *
 * <pre>{@code
 * public final class FooSimulator implements VendorSimulator {
 *   public String name() {
 *     return "foo";
 *   }
 *
 *   public Map<String, HttpServlet> servlets(VendorWorld world) {
 *     Operation send = Operation.of("user password to text", (form, raw) -> …);
 *     return VendorServlets.forms(Map.of("/send", send), FormDialect.pages("-1"));
 *   }
 * }
 * }</pre>
 *
 * <p>A simulator in another jar is a public class with a public constructor without parameters,
 * named in that jar's {@code META-INF/services/dev.yizhan.sandbox.VendorSimulator}.
 */
public interface VendorSimulator {

  /** {@return the vendor's name in the gateway's configuration, for example {@code winic-http}} */
  String name();

  /**
   * The servlets of the service. Faults are no concern of theirs, except that a request with the
   * attribute {@link dev.yizhan.sandbox.server.Operation#ANSWER_CODE} is answered with that code
   * and not carried out, as {@link dev.yizhan.sandbox.server.VendorServlets#forms} does.
   *
   * @return servlets by path, in the servlet API's patterns; one servlet may have several paths
   */
  Map<String, HttpServlet> servlets(VendorWorld world);

  /**
   * The company that runs the service. Services of one company share accounts, delivery reports and
   * inbound messages.
   */
  default String company() {
    return name();
  }

  /**
   * Parts of a request's path or SOAP action, in any case, by which a poll for delivery reports or
   * inbound messages and a question for a balance are known. All other requests are sends: faults
   * can be set for sends only, or for these questions only.
   */
  default List<String> questions() {
    return List.of();
  }

  /** Whether the company hands out inbound messages, so that a simulated phone can reply. */
  default boolean handsOutReplies() {
    return false;
  }

  /**
   * Takes out of the world what the vendor pushes now. Called several times a second while a push
   * address is set.
   */
  default List<Push> pushes(VendorWorld world) {
    return List.of();
  }

  /** The vendor in the demo's configuration: by default one channel of its name by HTTP POST. */
  default DemoSettings demoSettings() {
    return DemoSettings.account(company()).channel(name(), "HTTP POST");
  }

  /**
   * The simulators on the class path: the sandbox's own in the order of its services file, then
   * those of other jars by name. The order is that of the ports.
   */
  static List<VendorSimulator> installed() {
    List<VendorSimulator> found =
        ServiceLoader.load(VendorSimulator.class, VendorSimulator.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    return Stream.concat(
            found.stream().filter(VendorSimulator::isOwn),
            found.stream()
                .filter(simulator -> !isOwn(simulator))
                .sorted(Comparator.comparing(VendorSimulator::name)))
        .toList();
  }

  private static boolean isOwn(VendorSimulator simulator) {
    return simulator
        .getClass()
        .getPackageName()
        .startsWith(VendorSimulator.class.getPackageName() + ".");
  }
}
