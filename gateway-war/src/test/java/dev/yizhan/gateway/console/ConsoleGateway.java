package dev.yizhan.gateway.console;

import dev.yizhan.gateway.HandClock;
import dev.yizhan.gateway.answer.AnswerWriter;
import dev.yizhan.gateway.core.GatewayCore;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.statement.StatementFilter;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.security.Authenticator;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.ConsumerDirectory;
import dev.yizhan.gateway.security.EncodedRequests;
import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.security.Networks;
import dev.yizhan.gateway.security.PasswordHash;
import dev.yizhan.gateway.security.PasswordHashes;
import dev.yizhan.gateway.security.TrustedProxies;
import dev.yizhan.gateway.soap.SoapServlet;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.vendor.SendOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The console over real HTTP, at one node or two, with a gateway and a store behind it. Admins are
 * {@code ops} and {@code night}, {@code watch} is a viewer, {@code shop} a consumer; all have the
 * password {@code secret}.
 */
final class ConsoleGateway implements AutoCloseable {

  static final String PASSWORD = "secret";

  /** Hashing takes long on purpose. */
  static final PasswordHash SECRET = PasswordHashes.of(PASSWORD);

  private static final String ALL = "127.0.0.0/8, ::1, 203.0.113.0/24";

  private final Sandbox sandbox = Sandbox.start();
  private final AnswerWriter answers = new AnswerWriter();
  private final PlainGateway gateway;
  private final HandClock clock = new HandClock();
  private final List<Node> nodes;
  private volatile Networks networks = Networks.of(ALL);
  private volatile Networks proxies = Networks.NONE;
  private volatile boolean isPlainHttpAllowed = true;

  /** A server with its own authenticator. */
  private record Node(Server server, ServerConnector connector, Authenticator authenticator) {}

  ConsoleGateway(GatewayStore store) {
    gateway = PlainGateway.start(store, PlainGateway.Addresses.of(sandbox), Duration.ofSeconds(5));
    nodes = List.of(node(), node());
  }

  static ConsumerDirectory.Entry entry(String name, Consumer.Role role, PasswordHash hash) {
    return new ConsumerDirectory.Entry(Consumer.of(name, role), hash);
  }

  /** An admin who may see texts. */
  static ConsumerDirectory.Entry reader(String name) {
    return new ConsumerDirectory.Entry(
        Consumer.of(name, Consumer.Role.ADMIN).readingTexts(true), SECRET);
  }

  static ConsumerDirectory.Entry entry(String name, Consumer.Role role) {
    return entry(name, role, SECRET);
  }

  private Node node() {
    Authenticator authenticator =
        new Authenticator(
            new ConsumerDirectory(
                List.of(
                    entry("ops", Consumer.Role.ADMIN),
                    entry("night", Consumer.Role.ADMIN),
                    entry("watch", Consumer.Role.VIEWER),
                    entry("shop", Consumer.Role.CONSUMER))),
            Clock.systemUTC());
    ConsoleServlet servlet =
        new ConsoleServlet(
            new ConsoleParts(
                new SoapServlet.Environment(
                    authenticator, this::endpoint, Events.NONE, answers, () -> false),
                () -> networks,
                gateway.core(),
                this::isNamed,
                clock));
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/yizhan");
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/console/*");
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return new Node(server, connector, authenticator);
  }

  private boolean isNamed(StatementFilter filter, String name) {
    return switch (filter) {
      case CONSUMER -> List.of("ops", "night", "watch", "shop").contains(name);
      case CHANNEL -> gateway.core().channels().find(name).isPresent();
      case ACCOUNT -> gateway.core().accounts().find(name).isPresent();
    };
  }

  private EndpointSettings endpoint() {
    return new EndpointSettings(
        new TrustedProxies(proxies),
        Optional.empty(),
        1 << 20,
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        EncodedRequests.REFUSED,
        isPlainHttpAllowed,
        100);
  }

  /** The console at one of the nodes, 0 or 1. */
  URI address(int node) {
    return URI.create(
        "http://127.0.0.1:" + nodes.get(node).connector().getLocalPort() + "/yizhan/console");
  }

  ConsoleBrowser browser() {
    return new ConsoleBrowser(address(0));
  }

  /** The consumers of both nodes from now on. */
  void configure(ConsumerDirectory.Entry... entries) {
    nodes.forEach(
        node -> node.authenticator().replaceDirectory(new ConsumerDirectory(List.of(entries))));
  }

  void allowOnly(String text) {
    networks = Networks.of(text);
  }

  void trustProxies(String text) {
    proxies = Networks.of(text);
  }

  void requireEncryption() {
    isPlainHttpAllowed = false;
  }

  HandClock clock() {
    return clock;
  }

  GatewayStore store() {
    return gateway.store();
  }

  GatewayCore core() {
    return gateway.core();
  }

  /** Sends, and waits for the outcome. */
  Submission sent(String number, Optional<String> requestId) {
    return gateway
        .submissions()
        .send(
            Sender.unlimited("shop"),
            new SendRequest(
                requestId,
                Optional.of("winic"),
                List.of(number),
                "测试",
                Optional.empty(),
                Optional.empty(),
                Optional.of("order 7"),
                SendOptions.NONE,
                Duration.ofSeconds(10)));
  }

  /** The vendor takes the next message, and answers nothing. */
  void dropNext() {
    sandbox.set(
        "winic-http", Fault.of(Fault.Kind.ACCEPT_THEN_DROP).times(1).on(Fault.Requests.SENDS));
  }

  /** Sends a message of which nobody knows whether the vendor has it. */
  Submission unknown(String number) {
    dropNext();
    return sent(number, Optional.empty());
  }

  @Override
  public void close() {
    for (Node node : nodes) {
      try {
        node.server().stop();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    gateway.close();
    answers.close();
    sandbox.close();
  }
}
