package dev.yizhan.runnable;

import dev.yizhan.gateway.boot.Boot;
import dev.yizhan.gateway.config.ServerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The gateway at {@code /yizhan} of a Jetty. */
final class GatewayServer {

  static final String CONTEXT = "/yizhan";

  private static final System.Logger LOG = System.getLogger(GatewayServer.class.getName());
  private static final Duration CHECK = Duration.ofMillis(20);

  /** They are short, and wait for nobody but their readers. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  private final Server server;
  private final ServerConnector connector;
  private final StatisticsHandler requests;
  private final Boot boot;
  private final ServerSettings settings;

  private GatewayServer(ServerSettings settings, Boot boot) {
    this.settings = settings;
    this.boot = boot;
    QueuedThreadPool threads = new QueuedThreadPool(settings.threads());
    threads.setName("yizhan-http");
    if (VirtualThreads.areSupported()) {
      threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    }
    this.server = new Server(threads);
    this.connector = Connectors.of(server, settings);
    server.addConnector(connector);
    Connectors.ofDoors(server, settings).forEach(server::addConnector);
    this.requests =
        new StatisticsHandler(
            new DoorAtRoot(
                settings.doors(), CONTEXT, new Handler.Sequence(context(boot), new Elsewhere())));
    server.setHandler(requests);
    server.setErrorHandler(new Elsewhere());
    settings.accessLog().map(file -> AccessLog.of(file, CONTEXT)).ifPresent(server::setRequestLog);
  }

  /**
   * Starts the gateway, then listens.
   *
   * @throws IllegalStateException if the address is taken
   */
  static GatewayServer start(ServerSettings settings, Boot boot) {
    GatewayServer started = new GatewayServer(settings, boot);
    try {
      started.server.start();
    } catch (RuntimeException e) {
      started.stopServer();
      throw e;
    } catch (Exception e) {
      started.stopServer();
      throw new IllegalStateException(
          "It cannot listen (settings: yizhan.server.address, port, and listen of front doors): "
              + e.getMessage(),
          e);
    }
    return started;
  }

  /** A line for each listener of a front door. */
  List<String> doors() {
    return Stream.of(server.getConnectors())
        .filter(DoorConnector.class::isInstance)
        .map(DoorConnector.class::cast)
        .map(each -> each.door() + " at " + each.getHost() + ", port " + each.getLocalPort())
        .toList();
  }

  private static ServletContextHandler context(Boot boot) {
    ServletContextHandler context = new ServletContextHandler(CONTEXT);
    context.setDisplayName("Yizhan");
    context.addEventListener(boot);
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    // As in the WAR's web.xml.
    errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, "/nothing");
    context.setErrorHandler(errors);
    return context;
  }

  /** Where the gateway is, as seen from this machine. */
  URI address() {
    return URI.create(
        (settings.certificate().isPresent() ? "https" : "http")
            + "://"
            + (settings.address().isAnyLocalAddress()
                ? "localhost"
                : settings.address().getHostAddress())
            + ":"
            + connector.getLocalPort()
            + CONTEXT
            + "/");
  }

  /**
   * Refuses new requests, and waits for those that run. What still waits for an outcome then is
   * answered by the gateway's end, which Jetty must have written before it closes the connections.
   */
  void stop() {
    LOG.log(System.Logger.Level.INFO, "Yizhan is being stopped");
    boot.refuseRequests();
    awaitRequests(settings.stopTimeout());
    boot.close();
    awaitRequests(LAST_ANSWERS);
    stopServer();
    LOG.log(System.Logger.Level.INFO, "Yizhan has stopped");
  }

  private void awaitRequests(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    while (requests.getRequestsActive() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(CHECK.toNanos());
    }
  }

  private void stopServer() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.log(System.Logger.Level.WARNING, "The HTTP server could not be stopped", e);
    }
  }
}
