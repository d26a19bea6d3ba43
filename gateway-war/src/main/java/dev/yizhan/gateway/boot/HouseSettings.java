package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.core.HouseRules;
import dev.yizhan.gateway.core.Routes;
import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.security.Networks;
import dev.yizhan.gateway.security.TrustedProxies;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What holds for all consumers and channels, and how requests come in. */
final class HouseSettings {

  private static final int MOST_BODY = 64 << 20;
  private static final int MOST_FOR_NUMBER = 1_000_000;

  static final Form<Networks> NETWORKS =
      new Form<>("addresses or networks as in 10.0.0.0/8, with commas between them", Networks::of);

  private static final Key<Boolean> PLAIN_HTTP =
      Key.of(
              "plain-http",
              Form.choice(Map.of("refused", false, "allowed", true)),
              "whether passwords of consumers may come unencrypted. For a machine of your own only")
          .by("refused");
  private static final Key<Networks> PROXIES =
      Key.of(
          "proxies",
          NETWORKS,
          "the proxies before the gateway: what they say in `X-Forwarded-For`, `X-Forwarded-Proto`"
              + " and `X-Forwarded-Host` is believed, of everybody else it is not. Consumers must"
              + " not be among them");
  private static final Key<String> PUBLIC_ADDRESS =
      Key.of(
              "public-address",
              new Form<>(
                  "http or https, a host, perhaps a port and a path: https://sms.example/yizhan/",
                  HouseSettings::address),
              "where consumers reach the gateway, for its WSDLs")
          .otherwise("as the request came");
  private static final Key<Integer> LONGEST_REQUEST =
      Key.of(
              "longest-request",
              Form.number(1024, MOST_BODY),
              "bytes of a request's body, packed and unpacked")
          .by("1048576");
  private static final Key<Duration> SLOWEST_REQUEST =
      Key.of(
              "slowest-request",
              Form.duration(Duration.ofHours(1)),
              "how long a request's body may take")
          .by("30");
  private static final Key<Integer> DAILY_CAP =
      Key.of(
          "recipient-daily-cap",
          Form.number(1, MOST_FOR_NUMBER),
          "how many messages a number may get a day (China time), from all consumers together");
  private static final Key<Duration> LIFETIME =
      Key.of(
              "lifetime",
              Form.duration(),
              "how long a message is tried, from its `sendAt` or from now, where no `expiresAt` is"
                  + " given")
          .by("PT1H");
  private static final Key<Duration> BALANCE_PAUSE =
      Key.of(
              "balance-pause",
              Form.duration(),
              "how long an account's balance is told again without asking, by whichever gateway;"
                  + " 30 seconds at least for linkws, which answers no sooner, 5 for the others")
          .by("5");
  private static final Key<Networks> MONITORING =
      Key.of(
              "monitoring",
              NETWORKS,
              "from where `/metrics` and the details of `/health` may be read;"
                  + " `127.0.0.1, ::1` must be named, too, if the gateway's own machine is to be among them")
          .by("127.0.0.1, ::1");

  static final Key.Section SECTION =
      new Key.Section(
          "The house",
          Settings.ALL,
          List.of(
              Settings.CONFIG,
              ConsumerSettings.ROUTE,
              ConsumerSettings.ROUTE_KIND,
              PLAIN_HTTP,
              PROXIES,
              PUBLIC_ADDRESS,
              LONGEST_REQUEST,
              SLOWEST_REQUEST,
              DAILY_CAP,
              LIFETIME,
              BALANCE_PAUSE,
              MONITORING));

  private final Settings.Group group;

  HouseSettings(Settings settings) {
    this.group = settings.of(SECTION);
  }

  HouseRules rules(Routes routes) {
    return new HouseRules(
        routes,
        group.get(LIFETIME),
        group.get(BALANCE_PAUSE),
        group.find(DAILY_CAP).map(OptionalInt::of).orElseGet(OptionalInt::empty));
  }

  EndpointSettings endpoint() {
    return new EndpointSettings(
        new TrustedProxies(group.get(PROXIES, Networks.NONE)),
        group.find(PUBLIC_ADDRESS),
        group.get(LONGEST_REQUEST),
        group.get(SLOWEST_REQUEST),
        group.get(PLAIN_HTTP));
  }

  Networks monitoring() {
    return group.get(MONITORING);
  }

  private static String address(String text) {
    URI uri = URI.create(text);
    return Form.accepted(
        text.endsWith("/") ? text : text + "/",
        uri.getHost() != null
            && String.valueOf(uri.getScheme()).matches("https?")
            && uri.getQuery() == null
            && uri.getFragment() == null
            && uri.getUserInfo() == null);
  }
}
