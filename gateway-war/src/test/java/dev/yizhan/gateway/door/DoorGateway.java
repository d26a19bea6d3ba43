package dev.yizhan.gateway.door;

import dev.yizhan.door.Door;
import dev.yizhan.door.Doors;
import dev.yizhan.gateway.answer.AnswerWriter;
import dev.yizhan.gateway.core.channel.ChannelRules;
import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.optout.OptOutRules;
import dev.yizhan.gateway.core.optout.OptOutScope;
import dev.yizhan.gateway.core.record.Readers;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.security.Authenticator;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.ConsumerDirectory;
import dev.yizhan.gateway.security.DoorLogin;
import dev.yizhan.gateway.security.EncodedRequests;
import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.security.Networks;
import dev.yizhan.gateway.security.PasswordHash;
import dev.yizhan.gateway.security.PasswordHashes;
import dev.yizhan.gateway.security.TrustedProxies;
import dev.yizhan.gateway.soap.Sending;
import dev.yizhan.gateway.soap.SoapServlet;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.Vendors;
import dev.yizhan.vendor.setting.SettingValues;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * All front doors over real HTTP, the gateway with a real store behind them, and a vendor's
 * simulator behind that. The consumer {@code shop} calls at each door as {@code demo}.
 */
final class DoorGateway implements AutoCloseable {

  static final String CONSUMER = "shop";
  static final int QUOTA = 1_000_000;

  /** Hashing takes long on purpose. */
  private static final PasswordHash DEMO = PasswordHashes.of("demo");

  private final Sandbox sandbox = Sandbox.start();
  private final VendorHttp http =
      VendorHttp.open(HttpSettings.DEFAULT.withAnswerTimeout(Duration.ofSeconds(20)));
  private final AnswerWriter answers = new AnswerWriter();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);
  private final PlainGateway gateway;
  private volatile List<OpenDoor> doors;
  private volatile boolean isPlainHttpAllowed = true;

  private DoorGateway(GatewayStore store, String behind, Set<String> operations) {
    gateway =
        PlainGateway.start(
            store,
            PlainGateway.Addresses.of(sandbox),
            PlainGateway.Polls.ALL,
            new PlainGateway.Allowed(
                    Routes.forAll(List.of(behind)),
                    Map.<String, ChannelRules>of(),
                    OptionalInt.empty())
                .with(new OptOutRules(Set.of("TD"), OptOutScope.CONSUMER, Map.of(), false)),
            Duration.ofSeconds(5));
    doors = Doors.installed().all().stream().map(DoorGateway::opened).toList();
    sandbox.reportsAfter(Duration.ZERO);
    start(operations);
  }

  private static OpenDoor opened(Door door) {
    return new OpenDoor(
        door,
        Optional.empty(),
        true,
        true,
        Duration.ofSeconds(10),
        OpenDoor.Repeats.NONE,
        OpenDoor.Acknowledgement.BY_NEXT_POLL,
        Duration.ofNanos(1));
  }

  /**
   * Starts.
   *
   * @param behind the channel over which everything is sent
   */
  static DoorGateway start(Path directory, String behind) {
    return start(directory, behind, Set.of());
  }

  static DoorGateway start(Path directory, String behind, Set<String> operations) {
    return new DoorGateway(
        GatewayStore.embedded(directory, PlainGateway.KEYS, Clock.systemUTC()), behind, operations);
  }

  private void start(Set<String> operations) {
    Consumer shop =
        new Consumer(
            CONSUMER,
            Consumer.Role.CONSUMER,
            operations,
            Optional.empty(),
            OptionalInt.empty(),
            new Sender(
                CONSUMER,
                Set.of(),
                Routes.NONE,
                OptionalInt.of(QUOTA),
                Priority.NORMAL,
                OptionalInt.empty()),
            Readers.INDEPENDENT,
            false);
    List<DoorLogin> logins =
        doors.stream()
            .map(
                open ->
                    new DoorLogin(
                        open.name(),
                        "demo",
                        shop,
                        open.door().presented("demo").equals("demo")
                            ? DEMO
                            : PasswordHashes.of(open.door().presented("demo")),
                        open.door().callKeys().map(keys -> keys.of("demo")),
                        Optional.empty()))
            .toList();
    Authenticator authenticator =
        new Authenticator(new ConsumerDirectory(List.of(), logins), Clock.systemUTC());
    DoorCore core =
        new DoorCore(
            new Sending(gateway.submissions(), () -> 100, answers.threads()),
            gateway.core().messageIds(),
            gateway.core().doors(),
            new DoorMoney(gateway.core().quotas(), gateway.core().channels(), gateway.balances()),
            new DoorRecords(gateway.inbox(), gateway.core().doors(), Clock.systemUTC()),
            channel ->
                gateway
                    .core()
                    .channels()
                    .find(channel)
                    .map(found -> Vendors.installed().named(found.vendor()).resultCodes())
                    .orElse(List.of()),
            Clock.systemUTC());
    ServletContextHandler context = new ServletContextHandler("/yizhan");
    ServletHolder holder =
        new ServletHolder(
            new DoorServlet(
                () -> doors,
                core,
                new SoapServlet.Environment(
                    authenticator, this::endpoint, Events.NONE, answers, () -> false)));
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/door/*");
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private EndpointSettings endpoint() {
    return new EndpointSettings(
        new TrustedProxies(Networks.NONE),
        Optional.empty(),
        1 << 20,
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        EncodedRequests.REFUSED,
        isPlainHttpAllowed,
        100);
  }

  /** Whether plain HTTP is refused but where a door allows it. */
  void requireEncryption(boolean isRequired) {
    isPlainHttpAllowed = !isRequired;
  }

  /** Changes the settings of all doors. */
  void set(UnaryOperator<OpenDoor> change) {
    doors = doors.stream().map(change).toList();
  }

  PlainGateway gateway() {
    return gateway;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  VendorHttp http() {
    return http;
  }

  /** The address of a vendor's root. */
  URI address(String vendor) {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/yizhan/door/" + vendor);
  }

  /** A client of the vendor's protocol, unchanged but for the address. */
  VendorClient client(String vendor, Binding binding, String user, String password) {
    return client(vendor, binding, user, password, Map.of());
  }

  /** A client with settings of its vendor. */
  VendorClient client(
      String vendor, Binding binding, String user, String password, Map<String, String> settings) {
    return Vendors.installed()
        .named(vendor)
        .open(
            new Access(address(vendor), binding, new Credentials(user, password)),
            SettingValues.of(settings),
            http);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    gateway.close();
    answers.close();
    http.close();
    sandbox.close();
  }
}
