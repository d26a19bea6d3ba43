package dev.yizhan.gateway.crash;

import dev.yizhan.door.Door;
import dev.yizhan.door.Doors;
import dev.yizhan.gateway.answer.AnswerWriter;
import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.door.FailedDeliveries;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.record.Readers;
import dev.yizhan.gateway.door.DoorAccounts;
import dev.yizhan.gateway.door.DoorCore;
import dev.yizhan.gateway.door.DoorMoney;
import dev.yizhan.gateway.door.DoorRecords;
import dev.yizhan.gateway.door.DoorServlet;
import dev.yizhan.gateway.door.OpenDoor;
import dev.yizhan.gateway.security.Authenticator;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.ConsumerDirectory;
import dev.yizhan.gateway.security.DoorLogin;
import dev.yizhan.gateway.security.EncodedRequests;
import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.security.LoginSecret;
import dev.yizhan.gateway.security.Networks;
import dev.yizhan.gateway.security.PasswordHash;
import dev.yizhan.gateway.security.PasswordHashes;
import dev.yizhan.gateway.security.TrustedProxies;
import dev.yizhan.gateway.soap.Sending;
import dev.yizhan.gateway.soap.SoapServlet;
import dev.yizhan.vendor.Vendors;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The front doors of a {@link PlainGateway} over real HTTP, for the logins of one consumer. */
public final class PlainDoors implements AutoCloseable {

  /** Hashing takes long on purpose. */
  private static final PasswordHash DEMO = PasswordHashes.of("demo");

  private final AnswerWriter answers = new AnswerWriter();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);

  private PlainDoors(
      PlainGateway gateway,
      Consumer consumer,
      List<String> users,
      Supplier<List<OpenDoor>> doors,
      Supplier<EndpointSettings> endpoint) {
    Authenticator authenticator =
        new Authenticator(
            new ConsumerDirectory(
                List.of(),
                doors.get().stream()
                    .flatMap(open -> users.stream().map(user -> login(open.door(), user, consumer)))
                    .toList()),
            Clock.systemUTC());
    DoorCore core =
        new DoorCore(
            new Sending(gateway.submissions(), () -> 100, answers.threads()),
            gateway.core().messageIds(),
            gateway.core().doors(),
            new DoorMoney(gateway.core().quotas(), gateway.core().channels(), gateway.balances()),
            new DoorRecords(
                gateway.inbox(), new FailedDeliveries(gateway.core().doors(), Clock.systemUTC())),
            new DoorAccounts(gateway.core().accountActions()),
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
                doors,
                core,
                new SoapServlet.Environment(
                    authenticator, endpoint, Events.NONE, answers, () -> false)));
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/door/*");
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
  }

  private static DoorLogin login(Door door, String user, Consumer consumer) {
    String presented = door.presented("demo");
    return new DoorLogin(
        door.name(),
        user,
        consumer,
        new LoginSecret.Fixed(
            presented.equals("demo") ? DEMO : PasswordHashes.of(presented),
            door.callKeys().map(keys -> keys.of("demo"))),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Starts.
   *
   * @param port 0 for a free one
   * @param users whose password is {@code demo}
   */
  public static PlainDoors start(
      int port,
      PlainGateway gateway,
      Consumer consumer,
      List<String> users,
      Supplier<List<OpenDoor>> doors,
      Supplier<EndpointSettings> endpoint) {
    PlainDoors started = new PlainDoors(gateway, consumer, users, doors, endpoint);
    started.connector.setPort(port);
    try {
      started.server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return started;
  }

  /** A consumer that may send over all channels. */
  public static Consumer consumer(String name, Set<String> operations, OptionalInt quota) {
    return new Consumer(
        name,
        Consumer.Role.CONSUMER,
        operations,
        Optional.empty(),
        OptionalInt.empty(),
        new Sender(name, Set.of(), Routes.NONE, quota, Priority.NORMAL, OptionalInt.empty()),
        Readers.INDEPENDENT,
        false);
  }

  /** All doors, which take everything that a vendor would; a poll acknowledges the one before. */
  public static List<OpenDoor> all() {
    return Doors.installed().all().stream()
        .map(
            door ->
                new OpenDoor(
                    door,
                    Optional.empty(),
                    new OpenDoor.Secrets(true, true),
                    Duration.ofSeconds(10),
                    OpenDoor.Repeats.NONE,
                    OpenDoor.Acknowledgement.BY_NEXT_POLL,
                    Duration.ofNanos(1),
                    Optional.empty()))
        .toList();
  }

  /**
   * The rules for requests.
   *
   * @param plainHttp whether also what a door does not allow may come without TLS
   */
  public static EndpointSettings endpoint(boolean plainHttp) {
    return new EndpointSettings(
        new TrustedProxies(Networks.NONE),
        Optional.empty(),
        1 << 20,
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        EncodedRequests.REFUSED,
        plainHttp,
        100);
  }

  /** The address of a vendor's root. */
  public URI address(String vendor) {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/yizhan/door/" + vendor);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    answers.close();
  }
}
