package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.core.Channel;
import dev.yizhan.gateway.core.ChannelStates;
import dev.yizhan.gateway.core.Channels;
import dev.yizhan.gateway.core.Dispatcher;
import dev.yizhan.gateway.core.Operations;
import dev.yizhan.gateway.core.Submissions;
import dev.yizhan.gateway.core.Timing;
import dev.yizhan.gateway.core.inbox.Accounts;
import dev.yizhan.gateway.core.inbox.Balances;
import dev.yizhan.gateway.core.inbox.Inbox;
import dev.yizhan.gateway.core.inbox.InboxStore;
import dev.yizhan.gateway.core.inbox.Poller;
import dev.yizhan.gateway.core.inbox.Problems;
import dev.yizhan.gateway.core.inbox.Pushes;
import dev.yizhan.gateway.push.PushServlet;
import dev.yizhan.gateway.soap.AdminService;
import dev.yizhan.gateway.soap.Consumer;
import dev.yizhan.gateway.soap.ConsumerService;
import dev.yizhan.gateway.soap.Consumers;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** Puts the gateway together when the WAR starts, and takes it apart when it ends. */
@WebListener
public final class Boot implements ServletContextListener {

  private static final int LONGEST_BODY = 1 << 20;
  private static final int MOST_BODY = 64 << 20;
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
    Map<Consumer, String> passwords = consumers(settings);
    AccountSettings accountSettings =
        new AccountSettings(
            settings, passwords.keySet().stream().map(Consumer::name).collect(Collectors.toSet()));
    Accounts accounts = new Accounts(accountSettings.accounts(made));
    StoreSettings storeSettings = StoreSettings.of(settings);
    List<String> route = route(settings, configured);
    int longestBody = settings.number("yizhan.longest-request", LONGEST_BODY, 1024, MOST_BODY);
    Duration lifetime = settings.duration("yizhan.lifetime", LIFETIME);
    Duration balancePause = settings.duration("yizhan.balance-pause", BALANCE_PAUSE);
    settings.check();

    Clock clock = Clock.systemUTC();
    Channels channels = new Channels(configured);
    GatewayStore store = storeSettings.open(clock);
    opened.addLast(store);
    ChannelStates states = new ChannelStates(store.operators());
    Dispatcher dispatcher =
        new Dispatcher(
            channels,
            states,
            store.calls(),
            store.submissions(),
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
    dispatcher.start();
    poller.start();
    Submissions submissions =
        new Submissions(channels, states, route, store.submissions(), dispatcher, clock, lifetime);
    Operations operations = new Operations(channels, states, store.operators(), clock);
    Inbox records = new Inbox(inbox);
    Problems problems = new Problems(accounts, inbox, clock);
    Consumers consumers = new Consumers(passwords);

    map(
        context,
        "sms",
        SoapServlet.of(
            SmsGateway.class,
            consumer ->
                new ConsumerService(consumer, submissions, records, channels, states, balances),
            consumers,
            longestBody));
    map(
        context,
        "admin",
        SoapServlet.of(
            SmsGatewayAdmin.class,
            consumer -> new AdminService(consumer, operations, problems, states),
            consumers,
            longestBody));
    if (!accountSettings.doors().isEmpty()) {
      ServletRegistration.Dynamic push =
          context.addServlet(
              "push",
              new PushServlet(
                  accountSettings.doors(), accounts, new Pushes(inbox, clock), longestBody));
      push.addMapping("/push/*");
    }
  }

  private static List<String> route(Settings settings, List<Channel> channels) {
    List<String> names = channels.stream().map(Channel::name).toList();
    return settings.get(
        "yizhan.route",
        List.of(),
        "channels with commas between them, each once, of " + names,
        text -> {
          List<String> route = List.of(text.split("\\s*,\\s*", -1));
          if (!names.containsAll(route) || new HashSet<>(route).size() != route.size()) {
            throw new IllegalArgumentException("yizhan.route");
          }
          return route;
        });
  }

  private static Map<Consumer, String> consumers(Settings settings) {
    Map<Consumer, String> passwords = new LinkedHashMap<>();
    for (String name : settings.names("yizhan.consumer.")) {
      String prefix = "yizhan.consumer." + name + ".";
      Consumer.Role role =
          settings.get(
              prefix + "role",
              Consumer.Role.CONSUMER,
              "consumer or admin",
              text -> Consumer.Role.valueOf(text.toUpperCase(java.util.Locale.ROOT)));
      passwords.put(
          new Consumer(name, role), settings.need(prefix + "password", "the consumer's password"));
    }
    if (passwords.isEmpty()) {
      settings.mistake("yizhan.consumer.NAME.password", "is missing: give one consumer or more");
    }
    return passwords;
  }

  private static void map(ServletContext context, String name, SoapServlet servlet) {
    ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
    registration.addMapping("/" + name);
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
