package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.answer.AnswerWriter;
import dev.yizhan.gateway.config.Configuration;
import dev.yizhan.gateway.config.LiveConfiguration;
import dev.yizhan.gateway.config.ServerSources;
import dev.yizhan.gateway.core.GatewayCore;
import dev.yizhan.gateway.core.event.EventFanOut;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.task.Lifecycle;
import dev.yizhan.gateway.core.task.Timing;
import dev.yizhan.gateway.monitoring.EventLog;
import dev.yizhan.gateway.monitoring.LogOutput;
import dev.yizhan.gateway.monitoring.Metrics;
import dev.yizhan.gateway.security.Authenticator;
import dev.yizhan.gateway.soap.SoapServlet;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.http.CallbackHttp;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Constructs the gateway when the WAR starts, and closes it in the reverse order. */
@WebListener
public final class Boot implements ServletContextListener {

  private static final System.Logger LOG = System.getLogger(Boot.class.getName());
  private static final Duration CALLBACK_CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final Lifecycle lifecycle = new Lifecycle();
  private final Supplier<LiveConfiguration> configurations;
  private final LogOutput output;
  private volatile boolean stops;

  /** Called by the server. */
  public Boot() {
    this(
        () -> new LiveConfiguration(ServerSources.find(), Clock.systemUTC()),
        LogOutput.ofGateway());
  }

  /**
   * For a server that starts for the gateway.
   *
   * @param configurations called once; what it returns is closed with the gateway
   * @param output closed with the gateway
   */
  public Boot(Supplier<LiveConfiguration> configurations, LogOutput output) {
    this.configurations = configurations;
    this.output = output;
  }

  /**
   * From now on requests are refused as {@code BUSY}, and the gateway is not ready. What is running
   * goes on.
   */
  public void refuseRequests() {
    stops = true;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      start(event.getServletContext());
      int loaded = OwnClasses.load(event.getServletContext());
      LOG.log(System.Logger.Level.DEBUG, "{0} classes are loaded", loaded);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void start(ServletContext context) {
    Clock clock = Clock.systemUTC();
    LiveConfiguration configuration = lifecycle.add(configurations.get());
    Configuration first = configuration.current();
    lifecycle.add(output);
    output.switchTo(first.log().output());
    Metrics metrics = lifecycle.add(new Metrics(clock));
    Events events =
        new EventFanOut(List.of(metrics, new EventLog(() -> configuration.current().log().all())));
    GatewayStore store = lifecycle.add(first.store().open(clock));
    store.listen(events);
    // Closed after the core, which ends all waits and deliveries.
    CallbackHttp callbacks = lifecycle.add(CallbackHttp.open(CALLBACK_CONNECT_TIMEOUT));
    AnswerWriter answers = lifecycle.add(new AnswerWriter());
    GatewayCore core =
        lifecycle.add(
            GatewayCore.start(
                store,
                new GatewayCore.Settings(
                    clock,
                    Timing.DEFAULT,
                    first.store().kept(),
                    () -> configuration.current().limits(),
                    events),
                first.topology(callbacks, clock),
                configuration::closeConnections));
    Authenticator authenticator = new Authenticator(first.admission().directory(), clock);
    new Endpoints(
            context,
            configuration,
            core,
            store,
            metrics,
            new SoapServlet.Environment(
                authenticator,
                () -> configuration.current().admission().endpoint(),
                events,
                answers,
                () -> stops),
            clock)
        .register();
    configuration.watch(
        next -> {
          core.replace(next.topology(callbacks, clock));
          callbacks.retain(next.callbackTrusts());
          authenticator.replaceDirectory(next.admission().directory());
          output.switchTo(next.log().output());
        });
    lifecycle.add(configuration::stopWatching);
    LOG.log(System.Logger.Level.INFO, StartLine.of(first));
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    close();
  }

  /**
   * Answers those that still wait, with the state that is stored, and ends the gateway. For a
   * server that writes these answers before it ends itself; for others, the end of the context does
   * it.
   */
  public void close() {
    lifecycle.close();
    GatewayStore.deregisterDrivers();
  }
}
