package dev.yizhan.gateway.config;

import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.door.Doors;
import dev.yizhan.gateway.callback.CallbackSource;
import dev.yizhan.gateway.core.Topology;
import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.TestChannels;
import dev.yizhan.gateway.door.OpenDoor;
import dev.yizhan.gateway.push.PushEndpoint;
import dev.yizhan.gateway.security.ConsumerDirectory;
import dev.yizhan.gateway.security.DoorLogin;
import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.security.Networks;
import dev.yizhan.gateway.soap.SoapServlet;
import dev.yizhan.http.CallbackHttp;
import dev.yizhan.http.Trust;
import dev.yizhan.wsdl.gateway.SmsGateway;
import dev.yizhan.wsdl.gateway.SmsGatewayAdmin;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole configuration without an error.
 *
 * @param channels with their connections to vendors
 * @param accounts of the channels
 * @param admission who may call, and how
 * @param limits that apply to all
 * @param monitoring from where measurements may be read
 * @param store as it was when the gateway started
 * @param log what is logged, and where
 * @param server of the runnable jar, as it was when the gateway started
 */
public record Configuration(
    List<ConfiguredChannel> channels,
    List<Account> accounts,
    Admission admission,
    GlobalLimits limits,
    Networks monitoring,
    StoreSettings store,
    LogSettings log,
    ServerSettings server) {

  private static final System.Logger LOG = System.getLogger(Configuration.class.getName());

  /**
   * Who may call, and how, and who is called back.
   *
   * @param consumers with their passwords
   * @param endpoint rules for incoming requests
   * @param pushEndpoints where vendors may push to
   * @param callbacks to which consumers' records are pushed, those of front doors' logins included
   * @param doors the front doors that are switched on
   * @param logins of consumers at front doors
   * @param consoleNetworks from where the console may be used
   */
  public record Admission(
      List<ConsumerDirectory.Entry> consumers,
      EndpointSettings endpoint,
      List<PushEndpoint> pushEndpoints,
      List<CallbackSource> callbacks,
      List<OpenDoor> doors,
      List<DoorLogin> logins,
      Networks consoleNetworks) {

    /** Who may call by which password. */
    public ConsumerDirectory directory() {
      return new ConsumerDirectory(consumers, logins);
    }
  }

  /**
   * Reads all settings. Channels and consumers whose settings have not changed are taken over.
   *
   * @param settings to be read
   * @param jars with the vendors that channels may name
   * @param before the configuration in use, if there is one
   * @throws ConfigurationException with all errors; nothing is open then that was not before
   */
  static Configuration of(Settings settings, VendorJars jars, Optional<Configuration> before) {
    ChannelSettings channelSettings = new ChannelSettings(settings, jars.vendors());
    try {
      List<ConfiguredChannel> fresh = channelSettings.channels();
      Configuration configuration =
          of(
              settings,
              jars.doors(),
              reusing(before.map(Configuration::channels).orElse(List.of()), fresh),
              before.map(Configuration::admission));
      settings.check();
      close(
          fresh.stream()
              .filter(channel -> !configuration.channels().contains(channel))
              .flatMap(channel -> channel.opened().stream())
              .toList());
      return configuration;
    } catch (RuntimeException | Error e) {
      close(channelSettings.opened());
      throw e;
    }
  }

  private static List<ConfiguredChannel> reusing(
      List<ConfiguredChannel> before, List<ConfiguredChannel> fresh) {
    List<ConfiguredChannel> channels = new ArrayList<>();
    for (ConfiguredChannel channel : fresh) {
      channels.add(before.stream().filter(channel::hasSameSettings).findFirst().orElse(channel));
    }
    return channels;
  }

  private static Configuration of(
      Settings settings,
      Doors doors,
      List<ConfiguredChannel> channels,
      Optional<Admission> before) {
    // Also the names of channels with errors, so that what names them is no further error.
    List<String> names = settings.names(ChannelSettings.SECTION).stream().toList();
    ConsumerSettings consumerSettings =
        new ConsumerSettings(
            settings,
            names,
            SoapServlet.operations(SmsGateway.class, SmsGatewayAdmin.class),
            before.map(Admission::consumers).orElse(List.of()));
    Set<String> accountNames = ChannelSettings.accounts(settings);
    LoginSettings logins =
        new LoginSettings(
            doors,
            new LoginSettings.Connected(names, accountNames, channels),
            before.map(Admission::logins).orElse(List.of()));
    List<ConsumerDirectory.Entry> consumers = consumerSettings.consumers(logins);
    AccountSettings accountSettings =
        new AccountSettings(settings, settings.names(ConsumerSettings.SECTION));
    List<Account> accounts = accountSettings.accounts(channels);
    GlobalSettings global = new GlobalSettings(settings);
    DoorSettings doorSettings = new DoorSettings(settings, doors, accountNames);
    return new Configuration(
        channels,
        accounts,
        new Admission(
            consumers,
            global.endpoint(),
            accountSettings.pushEndpoints(),
            Stream.<CallbackSource>concat(
                    consumerSettings.callbacks().stream(), logins.pushes().stream())
                .toList(),
            doorSettings.open(),
            logins.logins(),
            global.consoleNetworks()),
        global.limits(consumerSettings.routes(), consumerSettings.optOuts()),
        global.monitoring(),
        StoreSettings.of(settings),
        LogSettings.of(settings),
        ServerSettings.of(settings, doorSettings));
  }

  /** The codes of a channel's vendor, also of a simulated one; none if there is no such channel. */
  public List<ResultCode> vendorCodes(String channel) {
    return channels.stream()
        .filter(each -> each.name().equals(TestChannels.simulated(channel)))
        .findFirst()
        .map(each -> each.vendor().resultCodes())
        .orElse(List.of());
  }

  /**
   * What the core needs of it.
   *
   * @param http over which callbacks go
   */
  public Topology topology(CallbackHttp http, Clock clock) {
    return new Topology(
        channels.stream().map(ConfiguredChannel::channel).toList(),
        accounts,
        AccountSettings.logins(channels),
        admission.callbacks().stream().map(callback -> callback.over(http, clock)).toList(),
        channels.stream()
            .collect(
                Collectors.toMap(ConfiguredChannel::name, each -> each.vendor().resultCodes())));
  }

  /** Which receivers of callbacks are trusted. */
  public Set<Trust> callbackTrusts() {
    return admission.callbacks().stream()
        .map(callback -> callback.target().trust())
        .collect(Collectors.toSet());
  }

  static void close(List<AutoCloseable> opened) {
    for (AutoCloseable each : opened) {
      try {
        each.close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.DEBUG, "A connection could not be closed", e);
      }
    }
  }

  /** The names of channels, accounts and consumers; nothing secret. */
  public String summary() {
    return "channels "
        + channels.stream().map(ConfiguredChannel::name).collect(Collectors.joining(", "))
        + "; accounts "
        + accounts.stream().map(Account::name).collect(Collectors.joining(", "))
        + "; consumers "
        + admission.consumers().stream()
            .map(each -> each.consumer().name())
            .collect(Collectors.joining(", "));
  }
}
