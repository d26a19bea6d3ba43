package dev.yizhan.gateway.crash;

import dev.yizhan.gateway.core.GatewayCore;
import dev.yizhan.gateway.core.Topology;
import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.Pace;
import dev.yizhan.gateway.core.channel.Capacity;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.ChannelRules;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.RecipientCaps;
import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.gateway.core.channel.VendorConnection;
import dev.yizhan.gateway.core.channel.WorkLimits;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.operation.OperatorActions;
import dev.yizhan.gateway.core.optout.OptOutRules;
import dev.yizhan.gateway.core.polling.Balances;
import dev.yizhan.gateway.core.problem.Problems;
import dev.yizhan.gateway.core.record.Inbox;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.record.Sharing;
import dev.yizhan.gateway.core.sending.MessageChecks;
import dev.yizhan.gateway.core.sending.Submissions;
import dev.yizhan.gateway.core.statement.Statements;
import dev.yizhan.gateway.core.task.Timing;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.KeyRing;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.ChanglongSimulator;
import dev.yizhan.sandbox.simulator.WinicAsmxSimulator;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import dev.yizhan.sandbox.simulator.WinnerlookSimulator;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.Vendors;
import dev.yizhan.vendor.setting.SettingValues;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** The gateway's core as the WAR builds it, without a server and with short intervals. */
public final class PlainGateway implements AutoCloseable {

  public static final KeyRing KEYS = KeyRing.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

  /** Short intervals, so that tests need not wait. */
  public static final Timing HURRY =
      new Timing(
          Duration.ofMillis(100),
          Duration.ofMillis(250),
          Duration.ofMillis(2000),
          Duration.ofMillis(200),
          Duration.ofSeconds(1));

  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final Duration KEPT = Duration.ofDays(1);

  private final GatewayStore store;
  private final GatewayCore core;

  /**
   * The addresses of the vendor simulators.
   *
   * @param winic its HTTP service
   * @param asmx its SOAP service, for the same account
   */
  public record Addresses(URI winic, URI asmx, URI changlong, URI winnerlook) {

    public static Addresses of(Sandbox sandbox) {
      return new Addresses(
          sandbox.address(WinicHttpSimulator.NAME),
          sandbox.address(WinicAsmxSimulator.NAME),
          sandbox.address(ChanglongSimulator.NAME),
          sandbox.address(WinnerlookSimulator.NAME));
    }

    static Addresses parse(String text) {
      String[] words = text.split(",", -1);
      return new Addresses(
          URI.create(words[0]), URI.create(words[1]), URI.create(words[2]), URI.create(words[3]));
    }

    String words() {
      return winic + "," + asmx + "," + changlong + "," + winnerlook;
    }
  }

  /**
   * The polling of all accounts.
   *
   * @param kinds of records
   */
  public record Polls(Set<RecordKind> kinds, Pace pace, Ownership ownership) {

    public static final Polls NONE = new Polls(Set.of(), Pace.DEFAULT, Ownership.NONE);

    public static final Polls ALL =
        new Polls(
            Set.of(RecordKind.REPORTS, RecordKind.REPLIES),
            new Pace(Duration.ofMillis(200), Duration.ofMillis(400)),
            new Ownership(Optional.of("owner"), Map.of("77", "bank")));
  }

  /**
   * Routes and limits.
   *
   * @param routes of messages without a channel
   * @param rules by channel name
   * @param caps messages to one number
   * @param capacities by channel name
   * @param work of all consumers
   * @param optOuts which numbers get nothing more
   */
  public record Allowed(
      Routes routes,
      Map<String, ChannelRules> rules,
      RecipientCaps caps,
      Map<String, Capacity> capacities,
      WorkLimits work,
      OptOutRules optOuts) {

    /** The usual capacities. */
    public Allowed(Routes routes, Map<String, ChannelRules> rules, OptionalInt recipientDailyCap) {
      this(
          routes,
          rules,
          RecipientCaps.daily(recipientDailyCap),
          Map.of(),
          WorkLimits.DEFAULT,
          OptOutRules.OFF);
    }

    /** All routes, with another capacity of a channel. */
    public static Allowed with(String channel, Capacity capacity) {
      return new Allowed(
          ALL.routes,
          Map.of(),
          RecipientCaps.NONE,
          Map.of(channel, capacity),
          WorkLimits.DEFAULT,
          OptOutRules.OFF);
    }

    /** All routes, with other limits of work. */
    public static Allowed with(WorkLimits work) {
      return new Allowed(ALL.routes, Map.of(), RecipientCaps.NONE, Map.of(), work, OptOutRules.OFF);
    }

    /** All routes, with limits for each number. */
    public static Allowed with(RecipientCaps caps) {
      return new Allowed(ALL.routes, Map.of(), caps, Map.of(), WorkLimits.DEFAULT, OptOutRules.OFF);
    }

    /** The same, with numbers that get nothing more. */
    public Allowed with(OptOutRules others) {
      return new Allowed(routes, rules, caps, capacities, work, others);
    }

    public static final Allowed ALL =
        new Allowed(Routes.forAll(List.of("winic", "changlong")), Map.of(), OptionalInt.empty());
  }

  private PlainGateway(
      GatewayStore store, Addresses addresses, Polls polls, Allowed allowed, Duration timeout) {
    this.store = store;
    VendorHttp http = VendorHttp.open(HttpSettings.DEFAULT.withAnswerTimeout(timeout));
    Channel winic =
        channel(
            "winic", "winic", "winic-http", addresses.winic(), Binding.HTTP_POST, http, allowed);
    Channel asmx =
        channel(
            "winic-asmx", "winic", "winic-asmx", addresses.asmx(), Binding.SOAP_1_1, http, allowed);
    Channel changlong = channel("changlong", addresses.changlong(), http, allowed);
    Channel winnerlook = channel("winnerlook", addresses.winnerlook(), http, allowed);
    GlobalLimits limits =
        new GlobalLimits(
            allowed.routes(),
            LIFETIME,
            Duration.ofSeconds(5),
            allowed.caps(),
            allowed.work(),
            allowed.optOuts());
    List<Channel> channels = List.of(winic, asmx, changlong, winnerlook);
    this.core =
        GatewayCore.start(
            store,
            new GatewayCore.Settings(
                Clock.systemUTC(),
                HURRY,
                new Statements.Kept(KEPT, KEPT),
                () -> limits,
                Events.NONE),
            new Topology(
                channels,
                List.of(
                    account(asmx, List.of("winic", "winic-asmx"), polls),
                    account(changlong, List.of("changlong"), polls),
                    account(winnerlook, List.of("winnerlook"), polls)),
                Map.of(),
                List.of(),
                channels.stream()
                    .collect(
                        Collectors.toMap(
                            Channel::name,
                            channel -> Vendors.installed().named(channel.vendor()).resultCodes()))),
            http);
  }

  private static Channel channel(String name, URI address, VendorHttp http, Allowed allowed) {
    return channel(name, name, name, address, Binding.HTTP_POST, http, allowed);
  }

  private static Channel channel(
      String name,
      String account,
      String vendor,
      URI address,
      Binding binding,
      VendorHttp http,
      Allowed allowed) {
    Access access = new Access(address, binding, new Credentials("demo", "demo"));
    VendorClient client =
        Vendors.installed().named(vendor).open(access, SettingValues.of(Map.of()), http);
    return new Channel(
        name,
        account,
        vendor,
        binding,
        VendorConnection.fixed(http, client),
        allowed.rules().getOrDefault(name, ChannelRules.NONE),
        allowed.capacities().getOrDefault(name, Capacity.DEFAULT));
  }

  private static Account account(Channel polled, List<String> channels, Polls polls) {
    return new Account(
        polled.account(),
        channels,
        polled.connection(),
        new Account.Polling(polls.kinds(), polls.pace(), Duration.ofSeconds(1)),
        polls.ownership(),
        Sharing.EXCLUSIVE,
        new Account.BalanceWatch(Optional.empty(), Duration.ofSeconds(1)),
        Optional.empty());
  }

  /** Starts, and asks for nothing; the store is the gateway's to close. */
  public static PlainGateway start(
      GatewayStore store, Addresses addresses, Duration answerTimeout) {
    return start(store, addresses, Polls.NONE, answerTimeout);
  }

  /** Starts; the store is the gateway's to close. */
  public static PlainGateway start(
      GatewayStore store, Addresses addresses, Polls polls, Duration answerTimeout) {
    return new PlainGateway(store, addresses, polls, Allowed.ALL, answerTimeout);
  }

  /** Starts, and asks for nothing; the store is the gateway's to close. */
  public static PlainGateway start(
      GatewayStore store, Addresses addresses, Allowed allowed, Duration answerTimeout) {
    return new PlainGateway(store, addresses, Polls.NONE, allowed, answerTimeout);
  }

  /** Starts with all of these; the store is the gateway's to close. */
  public static PlainGateway start(
      GatewayStore store,
      Addresses addresses,
      Polls polls,
      Allowed allowed,
      Duration answerTimeout) {
    return new PlainGateway(store, addresses, polls, allowed, answerTimeout);
  }

  public Account account(String name) {
    return core.accounts().find(name).orElseThrow();
  }

  public GatewayCore core() {
    return core;
  }

  public Inbox inbox() {
    return core.inbox();
  }

  public Problems problems() {
    return core.problems();
  }

  public Balances balances() {
    return core.balances();
  }

  public Submissions submissions() {
    return core.submissions();
  }

  public MessageChecks checks() {
    return core.checks();
  }

  public OperatorActions operations() {
    return core.operations();
  }

  public GatewayStore store() {
    return store;
  }

  @Override
  public void close() {
    core.close();
    store.close();
  }
}
