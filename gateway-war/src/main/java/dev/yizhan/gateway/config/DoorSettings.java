package dev.yizhan.gateway.config;

import dev.yizhan.door.Door;
import dev.yizhan.door.Doors;
import dev.yizhan.gateway.door.OpenDoor;
import dev.yizhan.gateway.security.Networks;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads which vendors' addresses are served, and how. */
final class DoorSettings {

  private static final int LONGEST_WAIT_SECONDS = 25;
  private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

  private static final Setting<Boolean> SERVED =
      Setting.of(
              "served",
              SettingFormat.choice(Map.of("true", true, "false", false)),
              "`true` to serve the addresses of the vendor NAME below `/door/NAME/`"
                  + " ([front doors](drop-in.md))")
          .withDefault("false");
  private static final Setting<String> PUBLIC_ADDRESS =
      Setting.of(
              "public-address",
              GlobalSettings.ADDRESS,
              "the address that clients use in place of the vendor's, without the vendor's own path;"
                  + " it is in the WSDL")
          .withDefaultText("as in the request, with `/door/NAME`");
  private static final Setting<Boolean> PLAIN_HTTP =
      Setting.of(
              "plain-http",
              SettingFormat.choice(Map.of("refused", false, "allowed", true)),
              "whether this vendor's clients may call without TLS, which discloses their passwords")
          .withDefault("refused");
  private static final Setting<Boolean> SECRETS_IN_URL =
      Setting.of(
              "secrets-in-url",
              SettingFormat.choice(Map.of("refused", false, "allowed", true)),
              "whether this vendor's clients may call by GET, which puts their passwords into the"
                  + " access logs of proxies and servers")
          .withDefault("refused");
  private static final Setting<Integer> WAIT =
      Setting.of(
              "wait",
              SettingFormat.number(1, LONGEST_WAIT_SECONDS),
              "where the vendor's protocol has no delivery reports: how many seconds a client"
                  + " waits for the outcome of a message, to be told of a rejection")
          .withDefault("10");
  private static final Setting<Duration> REPEAT_WINDOW =
      Setting.of(
              "repeat-window",
              SettingFormat.duration(LONGEST_WINDOW),
              "how long the same numbers and text from the same login are the same message, which is"
                  + " sent once")
          .withDefaultText("each call is a message of its own");

  private static final Setting<Boolean> CLIENT_ID =
      Setting.of(
              "client-id",
              SettingFormat.choice(Map.of("returned", false, "request-id", true)),
              "what the client's own id of a message is (winnerlook's `customerUuid`): `returned` in"
                  + " reports and inbound messages, or the `request-id`, too: then two messages with"
                  + " one id are one, which is sent once")
          .withDefault("returned");
  private static final Setting<OpenDoor.Acknowledgement> ACKNOWLEDGED =
      Setting.of(
              "acknowledged",
              SettingFormat.choice(
                  Map.of(
                      "next-poll", OpenDoor.Acknowledgement.BY_NEXT_POLL,
                      "none", OpenDoor.Acknowledgement.BY_CONSUMER)),
              "what acknowledges reports and inbound messages that were handed out: the next poll, or"
                  + " `none` until the consumer calls `Acknowledge` at `/sms`"
                  + " ([what can be lost](drop-in.md#reports-and-inbound-messages))")
          .withDefault("next-poll");
  private static final Setting<Duration> ACKNOWLEDGE_PAUSE =
      Setting.of(
              "acknowledge-pause",
              SettingFormat.duration(Duration.ofMinutes(10)),
              "how long after an answer a poll acknowledges it; an earlier one gets the same again")
          .withDefault("1");

  private static final Pattern LISTENER =
      Pattern.compile("(https?)://(?:\\[(?=.*\\]))?([0-9a-fA-F.:]+?)\\]?:([0-9]{1,5})/?");
  private static final Pattern HOST_NAME =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final Setting<Set<String>> HOSTS =
      Setting.of(
              "hosts",
              new SettingFormat<>(
                  "host names such as sms.shop.example, separated by commas", DoorSettings::hosts),
              "the runnable jar serves the vendor's addresses at these host names without a prefix"
                  + " ([own addresses](drop-in.md#own-addresses)); at the next start")
          .withDefaultText("none");
  private static final Setting<List<DoorAddresses.Listener>> LISTEN =
      Setting.of(
              "listen",
              new SettingFormat<>(
                  "addresses such as http://0.0.0.0:8009, separated by commas, with numeric"
                      + " addresses of this machine",
                  DoorSettings::listeners),
              "the runnable jar serves the vendor's addresses at these ports without a prefix; https"
                  + " with its own certificate; at the next start")
          .withDefaultText("none");
  private static final Setting<String> REGISTRATION_ACCOUNT =
      Setting.of(
              "registration-account",
              SettingFormat.text("the name of an account"),
              "where the vendor's clients can register accounts (winic-asmx): the account at whose"
                  + " vendor they do; needs `registration-from`")
          .withDefaultText("nobody may register an account");
  private static final Setting<Networks> REGISTRATION_FROM =
      Setting.of(
              "registration-from",
              new SettingFormat<>(
                  "addresses or networks such as 10.1.0.0/16, separated by commas", Networks::of),
              "the addresses from which accounts may be registered: such a call has no login")
          .withDefaultText("required with `registration-account`");

  static final Section SECTION =
      new Section(
          "A front door",
          "yizhan.door.NAME.",
          List.of(
              SERVED,
              PUBLIC_ADDRESS,
              HOSTS,
              LISTEN,
              PLAIN_HTTP,
              SECRETS_IN_URL,
              WAIT,
              REPEAT_WINDOW,
              CLIENT_ID,
              ACKNOWLEDGED,
              ACKNOWLEDGE_PAUSE,
              REGISTRATION_ACCOUNT,
              REGISTRATION_FROM));

  private final Settings settings;
  private final Doors doors;
  private final Set<String> accounts;

  /**
   * Reads anew.
   *
   * @param accounts that there are
   */
  DoorSettings(Settings settings, Doors doors, Set<String> accounts) {
    this.settings = settings;
    this.doors = doors;
    this.accounts = Set.copyOf(accounts);
  }

  /** Those that are switched on. */
  List<OpenDoor> open() {
    List<OpenDoor> open = new ArrayList<>();
    for (String name : settings.names(SECTION)) {
      Settings.Group group = settings.of(SECTION, name);
      Optional<Door> door = doors.find(name);
      if (door.isEmpty()) {
        group.error(
            SERVED,
            "names no vendor whose addresses can be served; these are "
                + doors.all().stream().map(Door::name).toList());
      } else {
        OpenDoor read = read(group, door.get());
        if (group.get(SERVED)) {
          open.add(read);
        }
      }
    }
    return open;
  }

  private OpenDoor read(Settings.Group group, Door door) {
    if (group.has(CLIENT_ID) && !door.hasClientIds()) {
      group.error(CLIENT_ID, "is of no use: this vendor's clients give messages no ids");
    }
    return new OpenDoor(
        door,
        group.find(PUBLIC_ADDRESS).map(address -> address.substring(0, address.length() - 1)),
        new OpenDoor.Secrets(group.get(PLAIN_HTTP), group.get(SECRETS_IN_URL)),
        Duration.ofSeconds(group.get(WAIT)),
        new OpenDoor.Repeats(group.find(REPEAT_WINDOW), group.get(CLIENT_ID)),
        group.get(ACKNOWLEDGED),
        group.get(ACKNOWLEDGE_PAUSE),
        registration(group, door));
  }

  private Optional<OpenDoor.Registration> registration(Settings.Group group, Door door) {
    if (!group.has(REGISTRATION_ACCOUNT) && !group.has(REGISTRATION_FROM)) {
      return Optional.empty();
    }
    if (!door.managesAccounts()) {
      group.error(REGISTRATION_ACCOUNT, "is of no use: this vendor's clients register no accounts");
    }
    Optional<String> account = group.need(REGISTRATION_ACCOUNT);
    if (account.filter(name -> !accounts.contains(name)).isPresent()) {
      group.error(REGISTRATION_ACCOUNT, "must be one of " + accounts.stream().sorted().toList());
    }
    Optional<Networks> from = group.need(REGISTRATION_FROM);
    return account.flatMap(name -> from.map(each -> new OpenDoor.Registration(name, each)));
  }

  /**
   * Where the runnable jar serves those that are switched on.
   *
   * @param hasCertificate whether it can serve https
   */
  List<DoorAddresses> addresses(boolean hasCertificate) {
    List<DoorAddresses> all = new ArrayList<>();
    Set<Object> taken = new HashSet<>();
    for (String name : settings.names(SECTION)) {
      Settings.Group group = settings.of(SECTION, name);
      Set<String> hosts = group.find(HOSTS).orElse(Set.of());
      List<DoorAddresses.Listener> listeners = group.find(LISTEN).orElse(List.of());
      hosts.stream()
          .filter(host -> !taken.add(host))
          .forEach(host -> group.error(HOSTS, "are another front door's, too: " + host));
      for (DoorAddresses.Listener listener : listeners) {
        if (listener.port() != 0 && !taken.add(listener.port())) {
          group.error(LISTEN, "has a port that is taken already: " + listener.port());
        }
        if (listener.secure() && !hasCertificate) {
          group.error(LISTEN, "needs yizhan.server.certificate-file for https");
        }
      }
      if (group.get(SERVED) && !(hosts.isEmpty() && listeners.isEmpty())) {
        all.add(new DoorAddresses(name, hosts, listeners));
      }
    }
    return all;
  }

  private static Set<String> hosts(String text) {
    Set<String> hosts =
        Stream.of(text.toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1)).collect(Collectors.toSet());
    return SettingFormat.require(hosts, hosts.stream().allMatch(HOST_NAME.asMatchPredicate()));
  }

  private static List<DoorAddresses.Listener> listeners(String text) {
    return Stream.of(text.split("\\s*,\\s*", -1)).map(DoorSettings::listener).toList();
  }

  private static DoorAddresses.Listener listener(String text) {
    Matcher parts = LISTENER.matcher(text);
    SettingFormat.require(text, parts.matches());
    int port = Integer.parseInt(parts.group(3));
    SettingFormat.require(text, port <= ListenAddresses.LAST_PORT);
    return new DoorAddresses.Listener(
        parts.group(1).equals("https"), ListenAddresses.numeric(parts.group(2)), port);
  }
}
