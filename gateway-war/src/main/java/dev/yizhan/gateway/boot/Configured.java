package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.core.Channel;
import dev.yizhan.gateway.core.HouseRules;
import dev.yizhan.gateway.core.inbox.Account;
import dev.yizhan.gateway.push.PushEndpoint;
import dev.yizhan.gateway.security.ConsumerDirectory;
import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.security.Networks;
import dev.yizhan.gateway.soap.SoapServlet;
import dev.yizhan.wsdl.gateway.SmsGateway;
import dev.yizhan.wsdl.gateway.SmsGatewayAdmin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A configuration, whole and without a mistake.
 *
 * @param channels and what they were made of
 * @param accounts behind them
 * @param pushDoors where vendors may push to
 * @param consumers who may come in
 * @param rules that hold for all
 * @param endpoint rules for incoming requests
 * @param monitoring from where measurements may be read
 * @param store which counts from the start only
 * @param log what is written into it
 */
record Configured(
    List<ChannelSettings.Made> channels,
    List<Account> accounts,
    List<PushEndpoint> pushDoors,
    List<ConsumerDirectory.Entry> consumers,
    HouseRules rules,
    EndpointSettings endpoint,
    Networks monitoring,
    StoreSettings store,
    LogSettings log) {

  private static final System.Logger LOG = System.getLogger(Configured.class.getName());

  /**
   * Reads all settings. What is as before, goes on being used.
   *
   * @param settings to be read
   * @param before what counts now, if anything does
   * @return what they say
   * @throws ConfigurationException with all mistakes; nothing is open then that was not before
   */
  static Configured of(Settings settings, Optional<Configured> before) {
    ChannelSettings channelSettings = new ChannelSettings(settings);
    try {
      List<ChannelSettings.Made> fresh = channelSettings.channels();
      Configured configured =
          made(
              settings,
              kept(fresh, before.map(Configured::channels).orElse(List.of())),
              before.map(Configured::consumers).orElse(List.of()));
      settings.check();
      close(
          fresh.stream()
              .filter(made -> !configured.channels().contains(made))
              .flatMap(made -> made.opened().stream())
              .toList());
      return configured;
    } catch (RuntimeException | Error e) {
      close(channelSettings.opened());
      throw e;
    }
  }

  private static List<ChannelSettings.Made> kept(
      List<ChannelSettings.Made> fresh, List<ChannelSettings.Made> before) {
    List<ChannelSettings.Made> kept = new ArrayList<>();
    for (ChannelSettings.Made made : fresh) {
      kept.add(before.stream().filter(made::isLike).findFirst().orElse(made));
    }
    return kept;
  }

  private static Configured made(
      Settings settings,
      List<ChannelSettings.Made> channels,
      List<ConsumerDirectory.Entry> before) {
    // The names of all that stand there, for the checks of what names them.
    List<String> names = settings.names(ChannelSettings.SECTION).stream().toList();
    ConsumerSettings consumerSettings =
        new ConsumerSettings(
            settings,
            names,
            SoapServlet.operations(SmsGateway.class, SmsGatewayAdmin.class),
            before);
    List<ConsumerDirectory.Entry> consumers = consumerSettings.consumers();
    AccountSettings accountSettings =
        new AccountSettings(settings, settings.names(ConsumerSettings.SECTION));
    List<Account> accounts = accountSettings.accounts(channels);
    HouseSettings house = new HouseSettings(settings);
    return new Configured(
        channels,
        accounts,
        accountSettings.doors(),
        consumers,
        house.rules(consumerSettings.routes()),
        house.endpoint(),
        house.monitoring(),
        StoreSettings.of(settings),
        LogSettings.of(settings));
  }

  /** The channels alone. */
  List<Channel> ways() {
    return channels.stream().map(ChannelSettings.Made::channel).toList();
  }

  static void close(List<AutoCloseable> opened) {
    for (AutoCloseable each : opened) {
      try {
        each.close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.DEBUG, "It does not close", e);
      }
    }
  }

  /** In words, without anything that is secret. */
  String summary() {
    return "channels "
        + channels.stream().map(made -> made.channel().name()).collect(Collectors.joining(", "))
        + "; accounts "
        + accounts.stream().map(Account::name).collect(Collectors.joining(", "))
        + "; consumers "
        + consumers.stream().map(each -> each.consumer().name()).collect(Collectors.joining(", "));
  }
}
