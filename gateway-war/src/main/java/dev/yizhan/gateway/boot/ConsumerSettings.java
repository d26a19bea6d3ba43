package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.core.Routes;
import dev.yizhan.gateway.core.Sender;
import dev.yizhan.gateway.door.Consumer;
import dev.yizhan.gateway.door.Consumers;
import dev.yizhan.gateway.door.Networks;
import dev.yizhan.gateway.door.PasswordHash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Makes the consumers that the settings name, and the routes of all. */
final class ConsumerSettings {

  private static final String PREFIX = "yizhan.consumer.";
  private static final int MOST_RATE = 100_000;
  private static final int MOST_QUOTA = 1_000_000_000;

  private final Settings settings;
  private final List<String> channels;
  private final Set<String> operations;

  /** For the names of the channels and operations that there are. */
  ConsumerSettings(Settings settings, List<String> channels, Set<String> operations) {
    this.settings = settings;
    this.channels = List.copyOf(channels);
    this.operations = new TreeSet<>(operations);
  }

  List<Consumers.Entry> consumers() {
    List<Consumers.Entry> entries = new ArrayList<>();
    for (String name : settings.names(PREFIX)) {
      Settings.Group group = settings.behind(PREFIX + name + ".");
      password(group)
          .ifPresent(password -> entries.add(new Consumers.Entry(consumer(name, group), password)));
    }
    if (settings.names(PREFIX).isEmpty()) {
      settings.mistake(PREFIX + "NAME.password-hash", "is missing: give one consumer or more");
    }
    return entries;
  }

  private Consumer consumer(String name, Settings.Group group) {
    Consumer.Role role =
        group.get(
            "role",
            Consumer.Role.CONSUMER,
            "consumer or admin",
            text -> Consumer.Role.valueOf(text.toUpperCase(Locale.ROOT)));
    return new Consumer(
        name,
        role,
        some(group, "operations", operations),
        group.parse(
            "addresses",
            "addresses or networks as in 10.0.0.0/8, with commas between them",
            Networks::of),
        number(group, "rate", MOST_RATE),
        new Sender(
            name,
            some(group, "channels", new HashSet<>(channels)),
            routes(group),
            number(group, "daily-quota", MOST_QUOTA)));
  }

  private static OptionalInt number(Settings.Group group, String key, int most) {
    int value = group.find(key).isPresent() ? group.number(key, 1, 1, most) : 0;
    return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static Set<String> some(Settings.Group group, String key, Set<String> there) {
    return group.get(
        key,
        Set.<String>of(),
        "some of " + there.stream().sorted().toList() + ", with commas between them",
        text -> {
          Set<String> names = Set.of(text.split("\\s*,\\s*", -1));
          if (!there.containsAll(names)) {
            throw new IllegalArgumentException(key);
          }
          return names;
        });
  }

  private static Optional<PasswordHash> password(Settings.Group group) {
    Optional<String> hash = group.find("password-hash");
    if (hash.isPresent() && group.find("password").isPresent()) {
      group.mistake("password", "and password-hash exclude each other: give one of them");
      return Optional.empty();
    }
    if (hash.isPresent()) {
      return group.parse(
          "password-hash",
          "pbkdf2-sha256$ITERATIONS$SALT$HASH with 100000 to 5000000 iterations (configuration.md)",
          PasswordHash::parse);
    }
    String password =
        group.need("password", "the consumer's password, or its hash as password-hash");
    return password.isEmpty() ? Optional.empty() : Optional.of(PasswordHash.of(password));
  }

  /** For those who have none of their own. */
  Routes routes() {
    return routes(settings.behind("yizhan."));
  }

  private Routes routes(Settings.Group group) {
    Map<String, List<String>> routes = new LinkedHashMap<>();
    group.find("route").ifPresent(given -> routes.put("", route(group, "route")));
    for (String kind : group.names("route.")) {
      if (kind.matches("mobile|landline|international|\\+[1-9][0-9]{0,2}")) {
        routes.put(kind, route(group, "route." + kind));
      } else {
        group.mistake(
            "route." + kind,
            "must be route.mobile, route.landline, route.international, or route.+ and a country's"
                + " calling code");
      }
    }
    return new Routes(routes);
  }

  private List<String> route(Settings.Group group, String key) {
    return group.get(
        key,
        List.of(),
        "channels with commas between them, each once, of " + channels,
        text -> {
          List<String> route = List.of(text.split("\\s*,\\s*", -1));
          if (!channels.containsAll(route) || new HashSet<>(route).size() != route.size()) {
            throw new IllegalArgumentException(key);
          }
          return route;
        });
  }
}
