package dev.yizhan.gateway.crash;

import dev.yizhan.gateway.core.Channel;
import dev.yizhan.gateway.core.ChannelRules;
import dev.yizhan.gateway.core.ChannelStates;
import dev.yizhan.gateway.core.Channels;
import dev.yizhan.gateway.core.Checks;
import dev.yizhan.gateway.core.Dispatcher;
import dev.yizhan.gateway.core.Events;
import dev.yizhan.gateway.core.HouseRules;
import dev.yizhan.gateway.core.Operations;
import dev.yizhan.gateway.core.Quotas;
import dev.yizhan.gateway.core.Routes;
import dev.yizhan.gateway.core.Submissions;
import dev.yizhan.gateway.core.Timing;
import dev.yizhan.gateway.core.inbox.Account;
import dev.yizhan.gateway.core.inbox.Accounts;
import dev.yizhan.gateway.core.inbox.Balances;
import dev.yizhan.gateway.core.inbox.Inbox;
import dev.yizhan.gateway.core.inbox.Kind;
import dev.yizhan.gateway.core.inbox.Ownership;
import dev.yizhan.gateway.core.inbox.Pace;
import dev.yizhan.gateway.core.inbox.Passwords;
import dev.yizhan.gateway.core.inbox.Poller;
import dev.yizhan.gateway.core.inbox.Problems;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.KeyRing;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.ChanglongSimulator;
import dev.yizhan.sandbox.simulator.WinicAsmxSimulator;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import dev.yizhan.sandbox.simulator.WinnerlookSimulator;
import dev.yizhan.soap.Binding;
import dev.yizhan.soap.Credentials;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Journal;
import dev.yizhan.vendor.SmsVendor;
import dev.yizhan.vendor.changlong.ChanglongHttp;
import dev.yizhan.vendor.changlong.ChanglongSettings;
import dev.yizhan.vendor.winic.WinicAsmx;
import dev.yizhan.vendor.winic.WinicHttp;
import dev.yizhan.vendor.winic.WinicSettings;
import dev.yizhan.vendor.winnerlook.WinnerlookSettings;
import dev.yizhan.vendor.winnerlook.WinnerlookVendor;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Core, store and vendors without a server, put together as the WAR does it, but in a hurry. */
public final class PlainGateway implements AutoCloseable {

  /** For what is encrypted. */
  public static final KeyRing KEYS = KeyRing.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

  /** All waits of a node, so that tests need not. */
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
  private final VendorHttp http;
  private final Dispatcher dispatcher;
  private final Poller poller;
  private final Submissions submissions;
  private final Checks checks;
  private final Operations operations;
  private final Accounts accounts;
  private final Inbox inbox;
  private final Problems problems;
  private final Balances balances;

  /**
   * Where the pretend vendors are.
   *
   * @param winic its HTTP service
   * @param asmx its other one, over the same account
   * @param changlong its pages
   * @param winnerlook its trigger service
   */
  public record Vendors(URI winic, URI asmx, URI changlong, URI winnerlook) {

    public static Vendors of(Sandbox sandbox) {
      return new Vendors(
          sandbox.address(WinicHttpSimulator.NAME),
          sandbox.address(WinicAsmxSimulator.NAME),
          sandbox.address(ChanglongSimulator.NAME),
          sandbox.address(WinnerlookSimulator.NAME));
    }

    static Vendors parse(String text) {
      String[] words = text.split(",", -1);
      return new Vendors(
          URI.create(words[0]), URI.create(words[1]), URI.create(words[2]), URI.create(words[3]));
    }

    String words() {
      return winic + "," + asmx + "," + changlong + "," + winnerlook;
    }
  }

  /**
   * What is asked of all accounts.
   *
   * @param kinds of records
   * @param pace how often
   * @param ownership whose records are that belong to no submission
   */
  public record Polls(Set<Kind> kinds, Pace pace, Ownership ownership) {

    public static final Polls NONE = new Polls(Set.of(), Pace.DEFAULT, Ownership.NOBODY);

    public static final Polls ALL =
        new Polls(
            Set.of(Kind.REPORTS, Kind.REPLIES),
            new Pace(Duration.ofMillis(200), Duration.ofMillis(400)),
            new Ownership(Optional.of("owner"), Map.of("77", "bank")));
  }

  /**
   * What operators allow.
   *
   * @param routes for those who name no channel
   * @param rules by the channel's name
   * @param mostForNumber messages a day
   */
  public record Allowed(Routes routes, Map<String, ChannelRules> rules, OptionalInt mostForNumber) {

    public static final Allowed ALL =
        new Allowed(Routes.ofAll(List.of("winic", "changlong")), Map.of(), OptionalInt.empty());
  }

  private PlainGateway(
      GatewayStore store, Vendors vendors, Polls polls, Allowed allowed, Duration answerTimeout) {
    this.store = store;
    this.http = VendorHttp.open(HttpSettings.DEFAULT.withAnswerTimeout(answerTimeout));
    Journal journal = Journal.over(http);
    Access asmx = new Access(vendors.asmx(), Binding.SOAP_1_1, new Credentials("demo", "demo"));
    Channels channels =
        new Channels(
            List.of(
                channel(
                    "winic",
                    "winic",
                    WinicHttp.of(WinicSettings.http(access(vendors.winic())), http),
                    allowed),
                channel(
                    "winic-asmx", "winic", WinicAsmx.of(WinicSettings.asmx(asmx), http), allowed),
                channel("changlong", "changlong", changlong(vendors, http), allowed),
                channel("winnerlook", "winnerlook", winnerlook(vendors, http), allowed)));
    this.accounts =
        new Accounts(
            List.of(
                account(
                    "winic",
                    List.of("winic", "winic-asmx"),
                    WinicAsmx.of(WinicSettings.asmx(asmx), journal),
                    journal,
                    polls),
                account(
                    "changlong", List.of("changlong"), changlong(vendors, journal), journal, polls),
                account(
                    "winnerlook",
                    List.of("winnerlook"),
                    winnerlook(vendors, journal),
                    journal,
                    polls)));
    ChannelStates states = new ChannelStates(store.operators());
    Clock clock = Clock.systemUTC();
    HouseRules rules =
        new HouseRules(allowed.routes(), LIFETIME, Duration.ofSeconds(5), allowed.mostForNumber());
    Quotas quotas = new Quotas(store.quotas(), clock, () -> rules);
    this.dispatcher =
        new Dispatcher(
            channels,
            states,
            store.calls(),
            store.submissions(),
            quotas,
            clock,
            HURRY,
            KEPT,
            Events.NONE);
    this.submissions =
        new Submissions(
            channels,
            states,
            () -> rules,
            quotas,
            store.submissions(),
            dispatcher,
            clock,
            Events.NONE);
    this.checks = new Checks(channels, states, () -> rules, clock);
    this.operations = new Operations(channels, states, store.operators(), clock, Events.NONE);
    this.balances = new Balances(accounts, store.inbox(), clock, () -> rules, Events.NONE);
    this.poller = new Poller(accounts, store.inbox(), balances, clock, HURRY, KEPT, Events.NONE);
    this.inbox = new Inbox(store.inbox());
    this.problems =
        new Problems(
            accounts, store.inbox(), new Passwords(Map.of(), store.passwords(), clock), clock);
  }

  private static Channel channel(String name, String account, SmsVendor vendor, Allowed allowed) {
    return new Channel(
        name,
        account,
        name,
        "HTTP POST",
        vendor,
        allowed.rules().getOrDefault(name, ChannelRules.NONE));
  }

  private static SmsVendor changlong(Vendors vendors, Transport transport) {
    return ChanglongHttp.of(ChanglongSettings.of(access(vendors.changlong())), transport);
  }

  private static SmsVendor winnerlook(Vendors vendors, Transport transport) {
    return WinnerlookVendor.of(WinnerlookSettings.of(access(vendors.winnerlook())), transport);
  }

  private static Account account(
      String name, List<String> channels, SmsVendor vendor, Journal journal, Polls polls) {
    return new Account(
        name,
        channels,
        vendor,
        journal,
        polls.kinds(),
        polls.pace(),
        polls.ownership(),
        Duration.ofSeconds(1),
        Optional.empty(),
        Duration.ofSeconds(1));
  }

  /** Starts, and asks for nothing; the store is the gateway's to close. */
  public static PlainGateway start(GatewayStore store, Vendors vendors, Duration answerTimeout) {
    return start(store, vendors, Polls.NONE, answerTimeout);
  }

  /** Starts; the store is the gateway's to close. */
  public static PlainGateway start(
      GatewayStore store, Vendors vendors, Polls polls, Duration answerTimeout) {
    return start(new PlainGateway(store, vendors, polls, Allowed.ALL, answerTimeout));
  }

  /** Starts, and asks for nothing; the store is the gateway's to close. */
  public static PlainGateway start(
      GatewayStore store, Vendors vendors, Allowed allowed, Duration answerTimeout) {
    return start(new PlainGateway(store, vendors, Polls.NONE, allowed, answerTimeout));
  }

  private static PlainGateway start(PlainGateway gateway) {
    gateway.dispatcher.start();
    gateway.poller.start();
    return gateway;
  }

  private static Access access(URI address) {
    return new Access(address, Binding.HTTP_POST, new Credentials("demo", "demo"));
  }

  public Account account(String name) {
    return accounts.find(name).orElseThrow();
  }

  public Inbox inbox() {
    return inbox;
  }

  public Problems problems() {
    return problems;
  }

  public Balances balances() {
    return balances;
  }

  public Submissions submissions() {
    return submissions;
  }

  public Checks checks() {
    return checks;
  }

  public Operations operations() {
    return operations;
  }

  public GatewayStore store() {
    return store;
  }

  @Override
  public void close() {
    poller.close();
    dispatcher.close();
    http.close();
    poller.awaitLastAnswers();
    dispatcher.awaitLastCalls();
    store.close();
  }
}
