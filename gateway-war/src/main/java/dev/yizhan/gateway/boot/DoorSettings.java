package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.door.Networks;
import dev.yizhan.gateway.door.Proxies;
import dev.yizhan.gateway.soap.SoapServlet;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How requests come in.
 *
 * @param door for the services
 * @param plainIsAllowed whether passwords may come unencrypted
 */
record DoorSettings(SoapServlet.Door door, boolean plainIsAllowed) {

  private static final int LONGEST_BODY = 1 << 20;
  private static final int MOST_BODY = 64 << 20;
  private static final Duration SLOWEST_BODY = Duration.ofSeconds(30);

  static DoorSettings of(Settings settings) {
    Settings.Group group = settings.behind("yizhan.");
    boolean plain = group.choice("plain-http", false, Map.of("refused", false, "allowed", true));
    Optional<String> address =
        group.parse(
            "public-address",
            "http or https, a host, perhaps a port and a path: https://sms.example/yizhan/",
            DoorSettings::address);
    Networks proxies =
        group
            .parse(
                "proxies",
                "addresses or networks as in 10.0.0.0/8, with commas between them",
                Networks::of)
            .orElse(Networks.NONE);
    return new DoorSettings(
        new SoapServlet.Door(
            new Proxies(proxies),
            address,
            group.number("longest-request", LONGEST_BODY, 1024, MOST_BODY),
            group.duration("slowest-request", SLOWEST_BODY)),
        plain);
  }

  private static String address(String text) {
    URI uri = URI.create(text);
    if (uri.getHost() == null
        || !String.valueOf(uri.getScheme()).matches("https?")
        || uri.getQuery() != null
        || uri.getFragment() != null
        || uri.getUserInfo() != null) {
      throw new IllegalArgumentException("public-address");
    }
    return text.endsWith("/") ? text : text + "/";
  }
}
