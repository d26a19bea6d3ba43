package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.core.Channel;
import dev.yizhan.gateway.core.ChannelStates;
import dev.yizhan.gateway.core.Channels;
import dev.yizhan.gateway.core.Checks;
import dev.yizhan.gateway.core.Dispatcher;
import dev.yizhan.gateway.core.Operations;
import dev.yizhan.gateway.core.Quotas;
import dev.yizhan.gateway.core.Routes;
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
import dev.yizhan.gateway.door.Consumers;
import dev.yizhan.gateway.push.PushServlet;
import dev.yizhan.gateway.soap.AdminService;
import dev.yizhan.gateway.soap.ConsumerService;
import dev.yizhan.gateway.soap.SoapServlet;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.wsdl.gateway.SmsGateway;
import dev.yizhan.wsdl.gateway.SmsGatewayAdmin;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** Puts the gateway together when the WAR starts, and takes it apart when it ends. */
@WebListener
public final class Boot implements ServletContextListener {

  private static final int MOST_FOR_NUMBER = 1_000_000;
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final Duration BALANCE_PAUSE = Duration.ofSeconds(5);

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
    Settings settings = Settings.of(ConfigProvider.getConfig());
    ChannelSettings channelSettings = new ChannelSettings(settings);
    List<ChannelSettings.Made> made;
    try {
      made = channelSettings.channels();
    } finally {
      channelSettings.opened().forEach(opened::push);
    }
    List<Channel> configured = made.stream().map(ChannelSettings.Made::channel).toList();
    ConsumerSettings consumerSettings =
        new ConsumerSettings(
            settings,
            configured.stream().map(Channel::name).toList(),
            SoapServlet.operations(SmsGateway.class, SmsGatewayAdmin.class));
    List<Consumers.Entry> entries = consumerSettings.consumers();
    Routes routes = consumerSettings.routes();
    AccountSettings accountSettings =
        new AccountSettings(
            settings,
            entries.stream().map(entry -> entry.consumer().name()).collect(Collectors.toSet()));
    Accounts accounts = new Accounts(accountSettings.accounts(made));
    StoreSettings storeSettings = StoreSettings.of(settings);
    DoorSettings doorSettings = DoorSettings.of(settings);
    Duration lifetime = settings.duration("yizhan.lifetime", LIFETIME);
    Duration balancePause = settings.duration("yizhan.balance-pause", BALANCE_PAUSE);
    OptionalInt mostForNumber =
        settings.find("yizhan.recipient-daily-cap").isPresent()
            ? OptionalInt.of(settings.number("yizhan.recipient-daily-cap", 1, 1, MOST_FOR_NUMBER))
            : OptionalInt.empty();
    settings.check();

    Clock clock = Clock.systemUTC();
    Channels channels = new Channels(configured);
    GatewayStore store = storeSettings.open(clock);
    opened.addLast(store);
    ChannelStates states = new ChannelStates(store.operators());
    Quotas quotas = new Quotas(store.quotas(), clock, mostForNumber);
    Passwords passwords = new Passwords(AccountSettings.holders(made), store.passwords(), clock);
    Dispatcher dispatcher =
        new Dispatcher(
            channels,
            states,
            store.calls(),
            store.submissions(),
            quotas,
            clock,
            Timing.DEFAULT,
            storeSettings.retention());
    InboxStore inbox = store.inbox();
    Balances balances = new Balances(accounts, inbox, clock, balancePause);
    Poller poller =
        new Poller(accounts, inbox, balances, clock, Timing.DEFAULT, storeSettings.retention());
    // Closed in this order: begin nothing more, cut what still runs, write its outcome down, close.
    opened.removeLast();
    opened.addLast(poller::awaitLastAnswers);
    opened.addLast(dispatcher::awaitLastCalls);
    opened.addLast(store);
    opened.push(dispatcher);
    opened.push(poller);
    opened.push(passwords);
    passwords.start(Timing.DEFAULT.look());
    dispatcher.start();
    poller.start();
    ConsumerService.Services services =
        new ConsumerService.Services(
            new Submissions(
                channels, states, routes, quotas, store.submissions(), dispatcher, clock, lifetime),
            new Checks(channels, states, routes, clock),
            new Inbox(inbox),
            channels,
            states,
            balances);
    AdminService.Services adminServices =
        new AdminService.Services(
            new Operations(channels, states, store.operators(), clock),
            new Problems(accounts, inbox, passwords, clock),
            states,
            new AccountDesk(accounts, channels, passwords, clock));
    Consumers consumers = new Consumers(entries, doorSettings.plainIsAllowed(), clock);
    map(
        context,
        "sms",
        SoapServlet.of(
            SmsGateway.class,
            consumer -> new ConsumerService(consumer, services),
            consumers,
            doorSettings.door()));
    map(
        context,
        "admin",
        SoapServlet.of(
            SmsGatewayAdmin.class,
            consumer -> new AdminService(consumer, adminServices),
            consumers,
            doorSettings.door()));
    if (!accountSettings.doors().isEmpty()) {
      context
          .addServlet(
              "push",
              new PushServlet(
                  accountSettings.doors(),
                  accounts,
                  new Pushes(inbox, clock),
                  doorSettings.door().proxies(),
                  doorSettings.door().longestBody()))
          .addMapping("/push/*");
    }
    context.addServlet("elsewhere", new NotFoundServlet()).addMapping("/");
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
