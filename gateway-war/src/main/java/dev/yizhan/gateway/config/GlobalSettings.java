package dev.yizhan.gateway.config;

import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.RecipientCaps;
import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.gateway.core.channel.WorkLimits;
import dev.yizhan.gateway.core.optout.OptOutScope;
import dev.yizhan.gateway.security.EncodedRequests;
import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.security.Networks;
import dev.yizhan.gateway.security.TrustedProxies;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings that apply to all consumers and channels. */
final class GlobalSettings {

  private static final int MOST_BODY = 64 << 20;
  private static final int MOST_WAITING = 100_000;
  private static final int MOST_FOR_NUMBER = 1_000_000;

  static final SettingFormat<Networks> NETWORKS =
      new SettingFormat<>(
          "addresses or networks such as 10.0.0.0/8, separated by commas", Networks::of);

  private static final Setting<Boolean> PLAIN_HTTP =
      Setting.of(
              "plain-http",
              SettingFormat.choice(Map.of("refused", false, "allowed", true)),
              "whether passwords of consumers may come unencrypted; only for a machine of your own")
          .withDefault("refused");
  private static final Setting<Networks> PROXIES =
      Setting.of(
          "proxies",
          NETWORKS,
          "the proxies in front of the gateway. `X-Forwarded-For`, `X-Forwarded-Proto` and"
              + " `X-Forwarded-Host` are trusted from them only. Consumers must not be among them");
  static final SettingFormat<String> ADDRESS =
      new SettingFormat<>(
          "http or https, a host, perhaps a port and a path: https://sms.example/yizhan/",
          GlobalSettings::address);

  private static final Setting<String> PUBLIC_ADDRESS =
      Setting.of(
              "public-address",
              ADDRESS,
              "the address by which consumers reach the gateway, for its WSDLs")
          .withDefaultText("as in the request");
  private static final Setting<Integer> LONGEST_REQUEST =
      Setting.of(
              "longest-request",
              SettingFormat.number(1024, MOST_BODY),
              "the most bytes of a request's body, compressed and decompressed")
          .withDefault("1048576");
  private static final Setting<Duration> SLOWEST_REQUEST =
      Setting.of(
              "slowest-request",
              SettingFormat.duration(Duration.ofHours(1)),
              "how long it may take to read a request's body")
          .withDefault("30");
  private static final Setting<Integer> MAX_WAITING =
      Setting.of(
              "max-waiting",
              SettingFormat.number(0, MOST_WAITING),
              "how many `Send` and `SendIndividual` calls may wait for their outcomes at a time, with"
                  + " 50 recipients each on average. Further ones are answered at once, as with"
                  + " `waitSeconds` 0")
          .withDefault("4000");
  private static final Setting<Duration> CLOCK_SKEW =
      Setting.of(
              "clock-skew",
              SettingFormat.duration(Duration.ofHours(24)),
              "how far a consumer's clock may differ, when the `Timestamp` of its WS-Security header"
                  + " is checked")
          .withDefault("PT5M");
  private static final Setting<EncodedRequests> ENCODED_REQUESTS =
      Setting.of(
              "encoded-requests",
              SettingFormat.choice(
                  Map.of(
                      "encoded", EncodedRequests.ENCODED,
                      "document", EncodedRequests.DOCUMENT,
                      "refused", EncodedRequests.REFUSED)),
              "how a [request in rpc/encoded style](soap.md#rpcencoded-callers) is answered: in that"
                  + " style, as any other request, or by a fault before anything is sent")
          .withDefault("encoded");
  private static final Setting<Integer> DAILY_CAP =
      Setting.of(
          "recipient-daily-cap",
          SettingFormat.number(1, MOST_FOR_NUMBER),
          "how many messages one number may get in a day (China time) from all consumers");
  private static final Setting<Integer> HOUR_CAP =
      Setting.of(
          "recipient-hour-cap",
          SettingFormat.number(1, MOST_FOR_NUMBER),
          "how many messages one number may get in an hour from all consumers. The hour begins with"
              + " the first of them");
  private static final Setting<Integer> MINUTE_CAP =
      Setting.of(
          "recipient-minute-cap",
          SettingFormat.number(1, MOST_FOR_NUMBER),
          "how many messages one number may get in a minute from all consumers, for verification"
              + " codes: with 1, there are 60 s between two. The minute begins with the first of"
              + " them");
  private static final Setting<Duration> LIFETIME =
      Setting.of(
              "lifetime",
              SettingFormat.duration(),
              "how long a message without `expiresAt` is tried, from its `sendAt` or from now")
          .withDefault("PT1H");
  private static final int MOST_QUEUED = 10_000_000;
  private static final int MOST_RUNNING = 10_000;
  private static final Setting<Integer> MAX_QUEUED =
      Setting.of(
              "max-queued",
              SettingFormat.number(1, MOST_QUEUED),
              "how many calls of all consumers may be due and wait for their channels, on all"
                  + " gateways together. Beyond it, submissions are refused as `BUSY`; messages for"
                  + " a later time do not count")
          .withDefault(String.valueOf(WorkLimits.DEFAULT.queuedCalls()));
  private static final Setting<Integer> MAX_RUNNING =
      Setting.of(
              "max-running",
              SettingFormat.number(1, MOST_RUNNING),
              "how many submissions each gateway stores at a time. Beyond it, they are refused as"
                  + " `BUSY`, so that those that are accepted stay fast")
          .withDefault(String.valueOf(WorkLimits.DEFAULT.running()));
  private static final Setting<Duration> BALANCE_PAUSE =
      Setting.of(
              "balance-pause",
              SettingFormat.duration(),
              "how long a balance is returned without asking the vendor again, by any gateway. A"
                  + " vendor's own limit, which the vendor guide lists, applies if it is longer")
          .withDefault("5");
  private static final Setting<Networks> MONITORING =
      Setting.of(
              "monitoring",
              NETWORKS,
              "the addresses that may read `/metrics` and the details of `/health`; name"
                  + " `127.0.0.1, ::1`, too, if the gateway's own machine is to be among them")
          .withDefault("127.0.0.1, ::1");

  private static final Setting<Networks> CONSOLE_NETWORKS =
      Setting.of(
              "console.networks",
              NETWORKS,
              "the addresses from which the [console](console.md) may be used; those of this machine"
                  + " and of private networks, if nothing else is named")
          .withDefault(
              "127.0.0.0/8, ::1, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7, fe80::/10");

  static final Setting<Path> VENDORS_DIRECTORY =
      Setting.of(
          "vendors.directory",
          new SettingFormat<>("a directory that exists", GlobalSettings::directory),
          "a directory with jars of further vendors ([adding a vendor](adding-a-vendor.md)); read when"
              + " the gateway starts");

  static final Section SECTION =
      new Section(
              "Global",
              Settings.ALL,
              List.of(
                  Settings.CONFIG,
                  RouteSettings.ROUTE,
                  RouteSettings.ROUTE_KIND,
                  PLAIN_HTTP,
                  PROXIES,
                  PUBLIC_ADDRESS,
                  LONGEST_REQUEST,
                  SLOWEST_REQUEST,
                  MAX_WAITING,
                  CLOCK_SKEW,
                  ENCODED_REQUESTS,
                  DAILY_CAP,
                  HOUR_CAP,
                  MINUTE_CAP,
                  LIFETIME,
                  MAX_QUEUED,
                  MAX_RUNNING,
                  BALANCE_PAUSE,
                  MONITORING,
                  CONSOLE_NETWORKS,
                  VENDORS_DIRECTORY))
          .with(OptOutSettings.ALL);

  private final Settings.Group group;

  GlobalSettings(Settings settings) {
    this.group = settings.of(SECTION);
  }

  GlobalLimits limits(Routes routes, Map<String, OptOutScope> optOuts) {
    return new GlobalLimits(
        routes,
        group.get(LIFETIME),
        group.get(BALANCE_PAUSE),
        new RecipientCaps(limit(MINUTE_CAP), limit(HOUR_CAP), limit(DAILY_CAP)),
        new WorkLimits(group.get(MAX_QUEUED), group.get(MAX_RUNNING)),
        OptOutSettings.read(group, optOuts));
  }

  private OptionalInt limit(Setting<Integer> setting) {
    return group.find(setting).map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  EndpointSettings endpoint() {
    return new EndpointSettings(
        new TrustedProxies(group.get(PROXIES, Networks.NONE)),
        group.find(PUBLIC_ADDRESS),
        group.get(LONGEST_REQUEST),
        group.get(SLOWEST_REQUEST),
        group.get(CLOCK_SKEW),
        group.get(ENCODED_REQUESTS),
        group.get(PLAIN_HTTP),
        group.get(MAX_WAITING));
  }

  Networks monitoring() {
    return group.get(MONITORING);
  }

  Networks consoleNetworks() {
    return group.get(CONSOLE_NETWORKS);
  }

  Optional<Path> vendorsDirectory() {
    return group.find(VENDORS_DIRECTORY);
  }

  private static Path directory(String text) {
    Path path = Path.of(text);
    return SettingFormat.require(path, Files.isDirectory(path));
  }

  private static String address(String text) {
    URI uri = URI.create(text);
    return SettingFormat.require(
        text.endsWith("/") ? text : text + "/",
        uri.getHost() != null
            && String.valueOf(uri.getScheme()).matches("https?")
            && uri.getQuery() == null
            && uri.getFragment() == null
            && uri.getUserInfo() == null);
  }
}
