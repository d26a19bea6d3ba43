package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.core.Channel;
import dev.yizhan.gateway.core.ChannelStates;
import dev.yizhan.gateway.core.Channels;
import dev.yizhan.gateway.core.Checks;
import dev.yizhan.gateway.core.Dispatcher;
import dev.yizhan.gateway.core.Events;
import dev.yizhan.gateway.core.HouseRules;
import dev.yizhan.gateway.core.Operations;
import dev.yizhan.gateway.core.Quotas;
import dev.yizhan.gateway.core.Submissions;
import dev.yizhan.gateway.core.Timing;
import dev.yizhan.gateway.core.inbox.AccountDesk;
import dev.yizhan.gateway.core.inbox.Accounts;
import dev.yizhan.gateway.core.inbox.Balances;
import dev.yizhan.gateway.core.inbox.Inbox;
import dev.yizhan.gateway.core.inbox.InboxStore;
import dev.yizhan.gateway.core.inbox.Passwords;
import dev.yizhan.gateway.core.inbox.Poller;
import dev.yizhan.gateway.core.inbox.Problems;
import dev.yizhan.gateway.core.inbox.Pushes;
import dev.yizhan.gateway.monitoring.EventLog;
import dev.yizhan.gateway.monitoring.Health;
import dev.yizhan.gateway.monitoring.LogOutput;
import dev.yizhan.gateway.monitoring.Metrics;
import dev.yizhan.gateway.monitoring.MonitoringServlet;
import dev.yizhan.gateway.monitoring.StateSources;
import dev.yizhan.gateway.push.PushServlet;
import dev.yizhan.gateway.security.Authenticator;
import dev.yizhan.gateway.security.ConsumerDirectory;
import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.soap.AdminService;
import dev.yizhan.gateway.soap.ConsumerService;
import dev.yizhan.gateway.soap.SoapServlet;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.wsdl.gateway.SmsGateway;
import dev.yizhan.wsdl.gateway.SmsGatewayAdmin;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** Puts the gateway together when the WAR starts, and takes it apart when it ends. */
@WebListener
public final class Boot implements ServletContextListener {

  private static final System.Logger LOG = System.getLogger(Boot.class.getName());

  /** What is to be closed, last opened first. */
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** For the server. */
  public Boot() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      start(event.getServletContext());
    } catch (RuntimeException | Error e) {
      close(event.getServletContext());
      throw e;
    }
  }

  private void start(ServletContext context) {
    Clock clock = Clock.systemUTC();
    LiveConfiguration configuration = new LiveConfiguration(ConfigProvider.getConfig(), clock);
    opened.push(configuration);
    Configured first = configuration.now();
    LogOutput output = new LogOutput();
    opened.push(output);
    output.switchTo(first.log().output());
    Metrics metrics = new Metrics(clock);
    opened.push(metrics);
    Events events =
        Events.of(List.of(metrics, new EventLog(() -> configuration.now().log().all())));
    Supplier<HouseRules> rules = () -> configuration.now().rules();
    Channels channels = new Channels(first.ways());
    Accounts accounts = new Accounts(first.accounts());
    Authenticator authenticator = new Authenticator(new ConsumerDirectory(first.consumers()));
    GatewayStore store = first.store().open(clock);
    store.tell(events);
    opened.push(store);
    ChannelStates states = new ChannelStates(store.operators());
    Quotas quotas = new Quotas(store.quotas(), clock, rules);
    Passwords passwords =
        new Passwords(AccountSettings.holders(first.channels()), store.passwords(), clock);
    Dispatcher dispatcher =
        new Dispatcher(
            channels,
            states,
            store.calls(),
            store.submissions(),
            quotas,
            clock,
            Timing.DEFAULT,
            first.store().retention(),
            events);
    InboxStore inbox = store.inbox();
    Balances balances = new Balances(accounts, inbox, clock, rules, events);
    Poller poller =
        new Poller(
            accounts, inbox, balances, clock, Timing.DEFAULT, first.store().retention(), events);
    // From here on, closed in this order: begin nothing more, cut what still runs, write its
    // outcome
    // down, close.
    opened.clear();
    opened.push(output);
    opened.push(metrics);
    opened.push(store);
    opened.push(dispatcher::awaitLastCalls);
    opened.push(poller::awaitLastAnswers);
    opened.push(configuration);
    opened.push(dispatcher);
    opened.push(poller);
    opened.push(passwords);
    passwords.start(Timing.DEFAULT.look());
    dispatcher.start();
    poller.start();
    ConsumerService.Services services =
        new ConsumerService.Services(
            new Submissions(
                channels, states, rules, quotas, store.submissions(), dispatcher, clock, events),
            new Checks(channels, states, rules, clock),
            new Inbox(inbox),
            channels,
            states,
            balances);
    Problems problems = new Problems(accounts, inbox, passwords, clock);
    AdminService.Services adminServices =
        new AdminService.Services(
            new Operations(channels, states, store.operators(), clock, events),
            problems,
            states,
            new AccountDesk(accounts, channels, passwords, clock, events));
    Supplier<EndpointSettings> endpoint = () -> configuration.now().endpoint();
    map(
        context,
        "sms",
        SoapServlet.of(
            SmsGateway.class,
            consumer -> new ConsumerService(consumer, services),
            authenticator,
            endpoint,
            events));
    map(
        context,
        "admin",
        SoapServlet.of(
            SmsGatewayAdmin.class,
            consumer -> new AdminService(consumer, adminServices),
            authenticator,
            endpoint,
            events));
    FilterRegistration.Dynamic filter = context.addFilter("headers", new HeaderFilter());
    filter.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR), false, "/*");
    context
        .addServlet(
            "push",
            new PushServlet(
                () -> configuration.now().pushDoors(),
                accounts,
                new Pushes(inbox, clock),
                endpoint))
        .addMapping("/push/*");
    Health health = new Health(store::touch, configuration::since, configuration::refused, clock);
    StateSources stateSources =
        new StateSources(
            channels,
            states,
            accounts,
            store.operators(),
            inbox,
            problems,
            configuration::refused,
            health);
    context
        .addServlet(
            "monitoring",
            new MonitoringServlet(
                health,
                () -> metrics.scrape(stateSources),
                () -> configuration.now().monitoring(),
                endpoint))
        .addMapping("/metrics", "/health/*");
    context.addServlet("elsewhere", new NotFoundServlet()).addMapping("/");
    configuration.start(
        next -> {
          tellOfStranded(channels, next.ways(), states);
          passwords.use(AccountSettings.holders(next.channels()));
          accounts.use(next.accounts());
          channels.use(next.ways());
          authenticator.replaceDirectory(new ConsumerDirectory(next.consumers()));
          output.switchTo(next.log().output());
        });
    opened.push(configuration::stop);
  }

  /** Nobody can resume a channel that is not there, and what is for a suspended one waits. */
  private static void tellOfStranded(Channels before, List<Channel> next, ChannelStates states) {
    Set<String> names = next.stream().map(Channel::name).collect(Collectors.toSet());
    for (Channel channel : before.all()) {
      if (!names.contains(channel.name()) && states.isSuspended(channel.name())) {
        LOG.log(
            System.Logger.Level.WARNING,
            "Channel {0} was taken away while it is suspended: what is for it waits until its time"
                + " is over. To let it go on over other channels, put it back, resume it, and take"
                + " it away then",
            channel.name());
      }
    }
  }

  private static void map(ServletContext context, String name, SoapServlet servlet) {
    ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
    registration.addMapping("/" + name, "/" + name + "/");
    registration.setLoadOnStartup(1);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    close(event.getServletContext());
  }

  private void close(ServletContext context) {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        context.log("Something does not close", e);
      }
    }
    GatewayStore.letDriversGo();
  }
}
