package dev.yizhan.gateway.config;

import dev.yizhan.gateway.callback.CallbackEndpoint;
import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.optout.OptOutScope;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.Readers;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.ConsumerDirectory;
import dev.yizhan.gateway.security.Networks;
import dev.yizhan.gateway.security.PasswordHash;
import dev.yizhan.gateway.security.PasswordHashes;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the consumers and their routes. */
final class ConsumerSettings {

  private static final int MOST_RATE = 100_000;
  private static final int MOST_QUOTA = 1_000_000_000;

  private static final Setting<PasswordHash> PASSWORD_HASH =
      Setting.of(
              "password-hash",
              LoginSettings.HASH,
              "its password's hash ([how to make one](#password-hashes)). Use one kind and one cost"
                  + " for all consumers: different ones take different times, which discloses"
                  + " something about the names")
          .withDefaultText("this or the next one");
  private static final Setting<String> PASSWORD =
      Setting.of(
              "password",
              SettingFormat.text("the consumer's password, or its hash as password-hash"),
              "its password in clear text, for a secret from the environment or a file")
          .withDefaultText("this or the previous one")
          .secret();
  private static final Setting<PasswordHash> SECOND_PASSWORD_HASH =
      Setting.of(
          "second-password-hash",
          PASSWORD_HASH.format(),
          "the hash of a second password, which is accepted too while the consumer changes to it"
              + " ([how](operations.md#change-a-consumers-password))");
  private static final Setting<String> SECOND_PASSWORD =
      Setting.of(
              "second-password",
              SettingFormat.text("another password, or its hash as second-password-hash"),
              "the same in clear text")
          .secret();
  private static final Setting<Consumer.Role> ROLE =
      Setting.of(
              "role",
              SettingFormat.choice(
                  Map.of(
                      "consumer", Consumer.Role.CONSUMER,
                      "admin", Consumer.Role.ADMIN,
                      "viewer", Consumer.Role.VIEWER)),
              "an admin may call `/admin`, too, and sign in to the [console](console.md). A viewer"
                  + " may only look at the console, where numbers are masked for it")
          .withDefault("consumer");
  private static final Setting<Networks> ADDRESSES =
      Setting.of("addresses", GlobalSettings.NETWORKS, "the addresses from which it may call")
          .withDefaultText("any");
  private static final Setting<List<String>> CHANNELS =
      Setting.of(
              "channels",
              RouteSettings.NAMES,
              "the channels that it may use, and whose balances it may see")
          .withDefaultText("all");
  private static final Setting<List<String>> OPERATIONS =
      Setting.of(
              "operations",
              RouteSettings.NAMES,
              "the operations that it may call: `Send, GetSubmission`")
          .withDefaultText("all of its role");
  private static final Setting<Integer> RATE =
      Setting.of(
              "rate",
              SettingFormat.number(1, MOST_RATE),
              "calls in a second, at each node; all of them may come at once")
          .withDefaultText("no limit");
  private static final Setting<Integer> DAILY_QUOTA =
      Setting.of(
              "daily-quota",
              SettingFormat.number(1, MOST_QUOTA),
              "how many recipients it may send to in a day (China time), over all nodes. Cancelled"
                  + " and rejected ones count")
          .withDefaultText("no limit");

  private static final Setting<Integer> MAX_QUEUED =
      Setting.of(
              "max-queued",
              SettingFormat.number(1, MOST_QUOTA),
              "how many of its calls may be due and wait for their channels, over all nodes. Beyond"
                  + " it, its submissions are refused as `BUSY`")
          .withDefaultText("as many as of all");

  private static final Setting<Reader> OWNING_READER =
      Setting.of(
              "owning-reader",
              new SettingFormat<>(
                  "default, callback, or login:COMPANY/USER of a front door",
                  ConsumerSettings::reader),
              "the reader whose position all of its readers share: what one acknowledges, no other"
                  + " gets ([readers](inbox.md#readers))")
          .withDefaultText("each has its own");

  private static final Setting<Boolean> READS_TEXTS =
      Setting.of(
              "reads-texts",
              SettingFormat.choice(Map.of("true", true, "false", false)),
              "with role=admin: it may see the texts of messages in the [console](console.md); each"
                  + " time is kept in the journal")
          .withDefault("false");

  private static final Setting<Sender.Traffic> TEST =
      Setting.of(
              "test",
              SettingFormat.choice(
                  Map.of("true", Sender.Traffic.TEST, "false", Sender.Traffic.REAL)),
              "`true` if its messages go to a simulator in place of any vendor"
                  + " ([test consumers](soap.md#test-consumers))")
          .withDefault("false");

  static final Section SECTION =
      new Section(
              "A consumer",
              "yizhan.consumer.NAME.",
              List.of(
                  PASSWORD_HASH,
                  PASSWORD,
                  SECOND_PASSWORD_HASH,
                  SECOND_PASSWORD,
                  ROLE,
                  READS_TEXTS,
                  ADDRESSES,
                  CHANNELS,
                  OPERATIONS,
                  RATE,
                  DAILY_QUOTA,
                  MAX_QUEUED,
                  TEST,
                  OWNING_READER,
                  OptOutSettings.OF_CONSUMER,
                  ChannelSettings.PRIORITY,
                  RouteSettings.ROUTE.withDefaultText("that of all"),
                  RouteSettings.ROUTE_KIND.withDefaultText("that of all")))
          .with(CallbackSettings.ALL);

  private final Settings settings;
  private final List<String> channels;
  private final Set<String> operations;
  private final List<ConsumerDirectory.Entry> before;
  private final List<CallbackEndpoint> callbacks = new ArrayList<>();
  private final Map<String, OptOutScope> optOuts = new HashMap<>();

  /** Takes the names that exist, and the consumers of the configuration in use. */
  ConsumerSettings(
      Settings settings,
      List<String> channels,
      Set<String> operations,
      List<ConsumerDirectory.Entry> before) {
    this.settings = settings;
    this.before = List.copyOf(before);
    this.channels = List.copyOf(channels);
    this.operations = Set.copyOf(operations);
  }

  List<ConsumerDirectory.Entry> consumers(LoginSettings logins) {
    List<ConsumerDirectory.Entry> entries = new ArrayList<>();
    Set<String> names = settings.names(SECTION);
    for (String name : names) {
      Settings.Group group = settings.of(SECTION, name);
      Consumer consumer = consumer(name, group);
      CallbackSettings.read(name, group, consumer.readers()).ifPresent(callbacks::add);
      logins.read(group, consumer);
      group.find(OptOutSettings.OF_CONSUMER).ifPresent(scope -> optOuts.put(name, scope));
      Optional<PasswordHash> second = second(name, group);
      password(name, group)
          .ifPresent(
              password -> entries.add(new ConsumerDirectory.Entry(consumer, password, second)));
    }
    if (names.isEmpty()) {
      settings.error(
          SECTION.prefix() + PASSWORD_HASH.name(), "is missing: give one consumer or more");
    }
    return entries;
  }

  /** The callbacks of the consumers that were read. */
  List<CallbackEndpoint> callbacks() {
    return List.copyOf(callbacks);
  }

  /** On whose lists the opt-outs are, of consumers that were read and have a setting. */
  Map<String, OptOutScope> optOuts() {
    return Map.copyOf(optOuts);
  }

  private Consumer consumer(String name, Settings.Group group) {
    Consumer.Role role = group.get(ROLE);
    boolean readsTexts = group.get(READS_TEXTS);
    if (readsTexts && role != Consumer.Role.ADMIN) {
      group.error(READS_TEXTS, "needs role=admin: only admins see texts in the console");
    }
    return new Consumer(
        name,
        role,
        some(group, OPERATIONS, operations),
        group.find(ADDRESSES),
        limit(group, RATE),
        new Sender(
            name,
            some(group, CHANNELS, channels),
            routes(group),
            limit(group, DAILY_QUOTA),
            group.get(ChannelSettings.PRIORITY),
            limit(group, MAX_QUEUED),
            group.get(TEST)),
        new Readers(group.find(OWNING_READER)),
        readsTexts);
  }

  private static Reader reader(String text) {
    return switch (text) {
      case "default" -> Reader.DEFAULT;
      case "callback" -> Reader.CALLBACK;
      default ->
          Reader.login(
              SettingFormat.require(text, text.matches("login:.+")).substring("login:".length()));
    };
  }

  private static OptionalInt limit(Settings.Group group, Setting<Integer> key) {
    return group.find(key).map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  private static Set<String> some(
      Settings.Group group, Setting<List<String>> key, Collection<String> there) {
    return Set.copyOf(group.find(key, RouteSettings.namesOf(there)).orElse(List.of()));
  }

  private Optional<PasswordHash> password(String name, Settings.Group group) {
    boolean hashed = group.has(PASSWORD_HASH);
    if (hashed && group.has(PASSWORD)) {
      group.error(PASSWORD, "and password-hash exclude each other: give one of them");
      return Optional.empty();
    }
    return hashed
        ? group.find(PASSWORD_HASH)
        : group.need(PASSWORD).map(password -> hash(name, password));
  }

  private Optional<PasswordHash> second(String name, Settings.Group group) {
    if (group.has(SECOND_PASSWORD_HASH) && group.has(SECOND_PASSWORD)) {
      group.error(SECOND_PASSWORD, "and second-password-hash exclude each other: give one of them");
      return Optional.empty();
    }
    Optional<String> clear = group.find(SECOND_PASSWORD);
    if (clear.isPresent() && clear.equals(group.find(PASSWORD))) {
      group.error(SECOND_PASSWORD, "is the same as password: give another one, or leave it out");
    }
    Optional<PasswordHash> hashed = group.find(SECOND_PASSWORD_HASH);
    if (hashed.isPresent() && hashed.equals(group.find(PASSWORD_HASH))) {
      group.error(
          SECOND_PASSWORD_HASH, "is the same as password-hash: give another one, or leave it out");
    }
    return hashed.or(() -> clear.map(password -> hash(name, password)));
  }

  /**
   * Hashing again would change the salt: a hash in use is kept while the password is the same, also
   * when the second one becomes the first.
   */
  private PasswordHash hash(String name, String password) {
    return before.stream()
        .filter(entry -> entry.consumer().name().equals(name))
        .flatMap(entry -> entry.hashes().stream())
        .filter(hash -> hash.matches(password))
        .findFirst()
        .orElseGet(() -> PasswordHashes.of(name, password));
  }

  /** The routes of consumers that have none of their own. */
  Routes routes() {
    return routes(settings.of(GlobalSettings.SECTION));
  }

  private Routes routes(Settings.Group group) {
    return RouteSettings.read(group, channels);
  }
}
