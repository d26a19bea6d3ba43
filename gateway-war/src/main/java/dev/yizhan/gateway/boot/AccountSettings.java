package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.core.Channel;
import dev.yizhan.gateway.core.inbox.Account;
import dev.yizhan.gateway.core.inbox.Kind;
import dev.yizhan.gateway.core.inbox.Ownership;
import dev.yizhan.gateway.core.inbox.Pace;
import dev.yizhan.gateway.core.inbox.Passwords;
import dev.yizhan.gateway.door.Networks;
import dev.yizhan.gateway.push.PushDoor;
import dev.yizhan.vendor.Ability;
import dev.yizhan.vendor.SmsVendor;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the accounts behind the channels, and what is asked of them. */
final class AccountSettings {

  private static final String PREFIX = "yizhan.account.";
  private static final Duration SILENT = Duration.ofMinutes(10);
  private static final Duration BALANCE_EVERY = Duration.ofMinutes(10);

  private final Settings settings;
  private final Set<String> consumers;
  private final List<PushDoor> doors = new ArrayList<>();

  AccountSettings(Settings settings, Set<String> consumers) {
    this.settings = settings;
    this.consumers = consumers;
  }

  /** Where vendors may push to. */
  List<PushDoor> doors() {
    return List.copyOf(doors);
  }

  List<Account> accounts(List<ChannelSettings.Made> channels) {
    Map<String, List<ChannelSettings.Made>> byAccount = byAccount(channels);
    for (String name : settings.names(PREFIX)) {
      if (!byAccount.containsKey(name)) {
        settings.mistake(
            PREFIX + name, "belongs to no channel: name it in yizhan.channel.NAME.account");
      }
    }
    refuseOneUserInTwoAccounts(channels);
    byAccount.forEach(this::refuseTwoPasswords);
    List<Account> accounts = new ArrayList<>();
    byAccount.forEach(
        (name, made) -> accounts.add(account(name, settings.behind(PREFIX + name + "."), made)));
    return accounts;
  }

  private static Map<String, List<ChannelSettings.Made>> byAccount(
      List<ChannelSettings.Made> channels) {
    return channels.stream()
        .collect(
            Collectors.groupingBy(
                made -> made.channel().account(), LinkedHashMap::new, Collectors.toList()));
  }

  /** Two accounts would take each other's records, and ask twice as often as they may. */
  private void refuseOneUserInTwoAccounts(List<ChannelSettings.Made> channels) {
    Map<String, Channel> known = new LinkedHashMap<>();
    for (ChannelSettings.Made made : channels) {
      Channel channel = made.channel();
      Channel first = known.putIfAbsent(made.userAtVendor(), channel);
      if (first != null && !first.account().equals(channel.account())) {
        settings.mistake(
            "yizhan.channel." + channel.name() + ".account",
            "must be the same as that of the channel "
                + first.name()
                + ": both are of one user at one vendor");
      }
    }
  }

  private void refuseTwoPasswords(String account, List<ChannelSettings.Made> channels) {
    if (channels.stream().map(made -> made.credentials().password()).distinct().count() > 1) {
      settings.mistake(
          PREFIX + account, "has channels with different passwords: give all of them the same");
    }
  }

  /** What can be done about the passwords of accounts. */
  static Map<String, Passwords.Holder> holders(List<ChannelSettings.Made> channels) {
    Map<String, Passwords.Holder> holders = new LinkedHashMap<>();
    byAccount(channels).forEach((name, made) -> holders.put(name, holder(made)));
    return holders;
  }

  private static Passwords.Holder holder(List<ChannelSettings.Made> channels) {
    ChannelSettings.Made asks =
        channels.stream()
            .filter(
                made -> made.channel().vendor().abilities().can().contains(Ability.PASSWORD_CHANGE))
            .findFirst()
            .orElse(channels.get(0));
    return new Passwords.Holder() {
      @Override
      public String configured() {
        return asks.credentials().password();
      }

      @Override
      public SmsVendor with(String password) {
        return asks.sender().with(password);
      }

      @Override
      public void use(String password) {
        channels.forEach(
            made -> {
              made.sender().use(password);
              made.asker().use(password);
            });
      }
    };
  }

  private Account account(String name, Settings.Group group, List<ChannelSettings.Made> channels) {
    if (channels.stream().map(ChannelSettings.Made::userAtVendor).distinct().count() > 1) {
      settings.mistake(
          PREFIX + name,
          "has channels of different users or vendors: an account is one user at one vendor");
    }
    ChannelSettings.Made asker = asker(group, channels);
    Optional<PushDoor> door = door(name, group, asker);
    if (door.filter(other -> doors.stream().anyMatch(other::hasTokenOf)).isPresent()) {
      group.mistake("push-token", "is another account's too: give each its own");
    }
    door.ifPresent(doors::add);
    Pace pace = pace(group);
    return new Account(
        name,
        channels.stream().map(made -> made.channel().name()).toList(),
        asker.asker(),
        asker.journal(),
        asked(group, asker.channel(), door.isPresent()),
        pace,
        ownership(group),
        silentAfter(group, pace),
        lowBalance(group),
        group.duration("balance-every", BALANCE_EVERY));
  }

  /**
   * The channel over which the account is asked: the one that is named, else the first that can.
   */
  private static ChannelSettings.Made asker(
      Settings.Group group, List<ChannelSettings.Made> channels) {
    ChannelSettings.Made usual =
        channels.stream()
            .filter(made -> can(made.channel(), Kind.REPORTS) || can(made.channel(), Kind.REPLIES))
            .findFirst()
            .orElse(channels.get(0));
    return group.get(
        "poll-channel",
        usual,
        "one of the account's channels: "
            + channels.stream().map(made -> made.channel().name()).toList(),
        text ->
            channels.stream()
                .filter(made -> made.channel().name().equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
  }

  private static boolean can(Channel channel, Kind kind) {
    return channel
        .vendor()
        .abilities()
        .can()
        .contains(kind == Kind.REPORTS ? Ability.REPORTS : Ability.REPLIES);
  }

  private static Set<Kind> asked(Settings.Group group, Channel channel, boolean isPushed) {
    Set<Kind> able = EnumSet.noneOf(Kind.class);
    for (Kind kind : Kind.values()) {
      if (can(channel, kind)) {
        able.add(kind);
      }
    }
    Set<Kind> wanted =
        group.choice(
            "poll",
            isPushed ? Set.of() : able,
            Map.of(
                "reports-and-replies", Set.of(Kind.REPORTS, Kind.REPLIES),
                "reports", Set.of(Kind.REPORTS),
                "replies", Set.of(Kind.REPLIES),
                "none", Set.of()));
    if (!able.containsAll(wanted)) {
      group.mistake("poll", "asks for what " + channel.vendorName() + " does not have");
    }
    return wanted;
  }

  private static Pace pace(Settings.Group group) {
    Duration least = group.duration("poll-least", Pace.DEFAULT.least());
    Duration longest = group.duration("poll-longest", longer(least, Pace.DEFAULT.longest()));
    if (longest.compareTo(least) < 0) {
      group.mistake("poll-longest", "must not be below poll-least");
      return Pace.DEFAULT;
    }
    return new Pace(least, longest);
  }

  private static Duration silentAfter(Settings.Group group, Pace pace) {
    Duration usual = longer(SILENT, pace.longest().multipliedBy(2));
    Duration silent = group.duration("silent-after", usual);
    if (silent.compareTo(pace.longest()) <= 0) {
      group.mistake("silent-after", "must be above poll-longest");
    }
    return silent;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private Ownership ownership(Settings.Group group) {
    return new Ownership(
        group.parse("owner", "one of the consumers " + consumers, this::consumer),
        group.get(
            "extensions",
            Map.of(),
            "DIGITS=CONSUMER with commas between them, each consumer one of " + consumers,
            text -> {
              Map<String, String> owners = new LinkedHashMap<>();
              for (String each : text.split("\\s*,\\s*", -1)) {
                int equals = each.indexOf('=');
                String digits = each.substring(0, Math.max(equals, 0)).strip();
                if (!digits.matches("[0-9]+")
                    || owners.put(digits, consumer(each.substring(equals + 1).strip())) != null) {
                  throw new IllegalArgumentException("extensions");
                }
              }
              return owners;
            }));
  }

  private String consumer(String name) {
    if (!consumers.contains(name)) {
      throw new IllegalArgumentException("consumer");
    }
    return name;
  }

  private static Optional<BigDecimal> lowBalance(Settings.Group group) {
    return group.parse("low-balance", "a number such as 100 or 12.5", BigDecimal::new);
  }

  private static Optional<PushDoor> door(
      String account, Settings.Group group, ChannelSettings.Made asker) {
    Optional<String> token = group.find("push-token");
    if (token.isEmpty()) {
      for (String key : List.of("push-addresses", "push-accounts", "push-answer")) {
        if (group.find(key).isPresent()) {
          group.mistake(key, "needs push-token");
        }
      }
      return Optional.empty();
    }
    if (!"winnerlook".equals(asker.channel().vendorName())) {
      group.mistake("push-token", "is for winnerlook only: no other vendor pushes");
    }
    if (!token.get().matches("[0-9a-fA-F]{32,128}")) {
      group.mistake(
          "push-token", "must be 32 to 128 hexadecimal digits (openssl rand -hex 16), kept secret");
      return Optional.empty();
    }
    group.need("push-addresses", "the vendor's IP addresses or networks, with commas between them");
    Optional<Networks> addresses =
        group.parse(
            "push-addresses",
            "IP addresses or networks such as 118.178.116.0/24, with commas between them",
            Networks::of);
    Set<String> names = new HashSet<>(Set.of(asker.credentials().user()));
    group
        .find("push-accounts")
        .ifPresent(text -> names.addAll(List.of(text.split("\\s*,\\s*", -1))));
    return addresses.map(
        from ->
            new PushDoor(account, token.get(), from, names, group.get("push-answer", "success")));
  }
}
