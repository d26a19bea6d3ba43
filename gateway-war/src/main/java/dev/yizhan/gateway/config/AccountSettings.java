package dev.yizhan.gateway.config;

import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.AccountLogin;
import dev.yizhan.gateway.core.account.Pace;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.PushFormat;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.record.Sharing;
import dev.yizhan.gateway.push.PushEndpoint;
import dev.yizhan.gateway.security.Networks;
import dev.yizhan.vendor.Ability;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
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

/** Reads the accounts of the channels. */
final class AccountSettings {

  private static final Duration SILENT = Duration.ofMinutes(10);

  private static final Setting<String> OWNER =
      Setting.of(
          "owner",
          SettingFormat.text("the name of a consumer"),
          "the consumer that gets reports and inbound messages that belong to no other");
  private static final Setting<String> EXTENSIONS =
      Setting.of(
          "extensions",
          SettingFormat.text("DIGITS=CONSUMER, separated by commas"),
          "`01=shop, 02=bank`: who gets inbound messages to a number that ends with these digits");
  private static final Setting<Sharing> SHARED =
      Setting.of(
              "shared",
              SettingFormat.choice(Map.of("true", Sharing.SHARED, "false", Sharing.EXCLUSIVE)),
              "`true` if other programs send over this account: then no report is matched by number"
                  + " alone")
          .withDefault("false");
  private static final Setting<Set<RecordKind>> POLL =
      Setting.of(
              "poll",
              SettingFormat.choice(
                  Map.of(
                      "reports-and-replies", Set.of(RecordKind.REPORTS, RecordKind.REPLIES),
                      "reports", Set.of(RecordKind.REPORTS),
                      "replies", Set.of(RecordKind.REPLIES),
                      "none", Set.<RecordKind>of())),
              "what is polled")
          .withDefaultText("what the vendor has; `none` with `push-token`");
  private static final Setting<String> POLL_CHANNEL =
      Setting.of(
              "poll-channel",
              SettingFormat.text("one of the account's channels"),
              "the channel over which the account is polled")
          .withDefaultText("the first that can");
  private static final Setting<Duration> POLL_LEAST =
      Setting.of("poll-least", SettingFormat.duration(), "pause after a poll with new records")
          .withDefaultText(
              Pace.DEFAULT.shortest().toSeconds() + ", or the vendor's least pause if longer");
  private static final Setting<Duration> POLL_LONGEST =
      Setting.of(
              "poll-longest",
              SettingFormat.duration(),
              "longest pause without new records; not below `poll-least`")
          .withDefaultText(Pace.DEFAULT.longest().toSeconds() + ", or `poll-least`");
  private static final Setting<Duration> SILENT_AFTER =
      Setting.of(
              "silent-after",
              SettingFormat.duration(),
              "after how long without an answer `ListProblems` has a `SILENT_ACCOUNT`; above"
                  + " `poll-longest`")
          .withDefaultText(SILENT + ", or twice `poll-longest`");
  private static final Setting<BigDecimal> LOW_BALANCE =
      Setting.of(
          "low-balance",
          new SettingFormat<>("a number such as 100 or 12.5", BigDecimal::new),
          "the amount below which `ListProblems` has a `LOW_BALANCE`; the balance is polled only with"
              + " this setting");
  private static final Setting<Duration> BALANCE_EVERY =
      Setting.of("balance-every", SettingFormat.duration(), "how often the balance is polled")
          .withDefault("PT10M");
  private static final Setting<String> PUSH_TOKEN =
      Setting.of(
              "push-token",
              SettingFormat.text(
                  "32 to 128 hexadecimal digits (openssl rand -hex 16), kept secret",
                  "[0-9a-fA-F]{32,128}"),
              "for vendors that push: the end of the address that the vendor pushes to")
          .secret();
  private static final Setting<Networks> PUSH_ADDRESSES =
      Setting.of(
              "push-addresses",
              new SettingFormat<>(
                  "addresses or networks such as 118.178.116.0/24, separated by commas",
                  Networks::of),
              "the addresses from which the vendor may push")
          .withDefaultText("required with the token");
  private static final Setting<String> PUSH_ACCOUNTS =
      Setting.of(
              "push-accounts",
              SettingFormat.text("names, separated by commas"),
              "further names of sub-accounts whose records are accepted")
          .withDefaultText("the channel's `user`");
  private static final Setting<String> PUSH_ANSWER =
      Setting.of("push-answer", SettingFormat.text("a text"), "the answer to the vendor")
          .withDefault("success");

  static final Section SECTION =
      new Section(
          "An account",
          "yizhan.account.NAME.",
          List.of(
              OWNER,
              EXTENSIONS,
              SHARED,
              POLL,
              POLL_CHANNEL,
              POLL_LEAST,
              POLL_LONGEST,
              SILENT_AFTER,
              LOW_BALANCE,
              BALANCE_EVERY,
              PUSH_TOKEN,
              PUSH_ADDRESSES,
              PUSH_ACCOUNTS,
              PUSH_ANSWER));

  private static final String PREFIX = "yizhan.account.";

  private final Settings settings;
  private final Set<String> consumers;
  private final List<PushEndpoint> pushEndpoints = new ArrayList<>();

  AccountSettings(Settings settings, Set<String> consumers) {
    this.settings = settings;
    this.consumers = consumers;
  }

  /** Where vendors may push to. */
  List<PushEndpoint> pushEndpoints() {
    return List.copyOf(pushEndpoints);
  }

  List<Account> accounts(List<ConfiguredChannel> channels) {
    Map<String, List<ConfiguredChannel>> byAccount = byAccount(channels);
    Set<String> named = ChannelSettings.accounts(settings);
    for (String name : settings.names(SECTION)) {
      if (!byAccount.containsKey(name)) {
        // It has no channel, or one with an error.
        settings.of(SECTION, name).acceptAnyKey();
      }
      if (!named.contains(name)) {
        settings.error(
            PREFIX + name, "belongs to no channel: name it in yizhan.channel.NAME.account");
      }
    }
    refuseOneUserInTwoAccounts(channels);
    byAccount.forEach(this::refuseTwoPasswords);
    List<Account> accounts = new ArrayList<>();
    byAccount.forEach(
        (name, made) -> accounts.add(account(name, settings.of(SECTION, name), made)));
    return accounts;
  }

  private static Map<String, List<ConfiguredChannel>> byAccount(List<ConfiguredChannel> channels) {
    return channels.stream()
        .collect(
            Collectors.groupingBy(
                made -> made.channel().account(), LinkedHashMap::new, Collectors.toList()));
  }

  /** Each of two accounts would get the other's records, and both would poll too often. */
  private void refuseOneUserInTwoAccounts(List<ConfiguredChannel> channels) {
    Map<String, ConfiguredChannel> firstOf = new LinkedHashMap<>();
    for (ConfiguredChannel channel : channels) {
      ConfiguredChannel first = firstOf.putIfAbsent(channel.accountIdentity(), channel);
      if (first != null && !first.channel().account().equals(channel.channel().account())) {
        settings.error(
            "yizhan.channel." + channel.name() + ".account",
            "must be the same as that of the channel "
                + first.name()
                + ": both are of one user at one vendor");
      }
    }
  }

  private void refuseTwoPasswords(String account, List<ConfiguredChannel> channels) {
    if (channels.stream().map(made -> made.credentials().password()).distinct().count() > 1) {
      settings.error(
          PREFIX + account, "has channels with different passwords: give all of them the same");
    }
  }

  /** The logins of all accounts, by account. */
  static Map<String, AccountLogin> logins(List<ConfiguredChannel> channels) {
    Map<String, AccountLogin> logins = new LinkedHashMap<>();
    byAccount(channels).forEach((name, of) -> logins.put(name, login(of)));
    return logins;
  }

  private static AccountLogin login(List<ConfiguredChannel> channels) {
    ConfiguredChannel changing =
        channels.stream()
            .filter(channel -> can(channel, Ability.PASSWORD_CHANGE))
            .findFirst()
            .orElse(channels.get(0));
    return new AccountLogin(
        changing.credentials().password(),
        changing.connection(),
        channels.stream().map(ConfiguredChannel::connection).toList());
  }

  private Account account(String name, Settings.Group group, List<ConfiguredChannel> channels) {
    if (channels.stream().map(ConfiguredChannel::accountIdentity).distinct().count() > 1) {
      settings.error(
          PREFIX + name,
          "has channels of different users or vendors: an account is one user at one vendor");
    }
    ConfiguredChannel polled = pollChannel(group, channels);
    Optional<PushEndpoint> pushEndpoint = pushEndpoint(name, group, polled);
    if (pushEndpoint
        .filter(other -> pushEndpoints.stream().anyMatch(other::hasTokenOf))
        .isPresent()) {
      group.error(PUSH_TOKEN, "is another account's too: give each its own");
    }
    pushEndpoint.ifPresent(pushEndpoints::add);
    Pace pace = pace(group, polled.channel().client().pollPause());
    return new Account(
        name,
        channels.stream().map(ConfiguredChannel::name).toList(),
        polled.connection(),
        new Account.Polling(
            kinds(group, polled, pushEndpoint.isPresent()), pace, silentAfter(group, pace)),
        ownership(group),
        group.get(SHARED),
        new Account.BalanceWatch(group.find(LOW_BALANCE), group.get(BALANCE_EVERY)),
        pushEndpoint.map(PushEndpoint::format));
  }

  private static ConfiguredChannel pollChannel(
      Settings.Group group, List<ConfiguredChannel> channels) {
    ConfiguredChannel usual =
        channels.stream()
            .filter(channel -> can(channel, Ability.REPORTS) || can(channel, Ability.REPLIES))
            .findFirst()
            .orElse(channels.get(0));
    List<String> names = channels.stream().map(ConfiguredChannel::name).toList();
    return group
        .find(
            POLL_CHANNEL,
            new SettingFormat<>(
                "one of the account's channels: " + names,
                text ->
                    channels.get(SettingFormat.require(names.indexOf(text), names.contains(text)))))
        .orElse(usual);
  }

  private static boolean can(ConfiguredChannel channel, Ability ability) {
    return channel.channel().client().abilities().can().contains(ability);
  }

  private static Set<RecordKind> kinds(
      Settings.Group group, ConfiguredChannel channel, boolean isPushed) {
    Set<RecordKind> able = EnumSet.noneOf(RecordKind.class);
    if (can(channel, Ability.REPORTS)) {
      able.add(RecordKind.REPORTS);
    }
    if (can(channel, Ability.REPLIES)) {
      able.add(RecordKind.REPLIES);
    }
    Set<RecordKind> wanted = group.get(POLL, isPushed ? Set.of() : able);
    if (!able.containsAll(wanted)) {
      group.error(POLL, "asks for what " + channel.vendor().name() + " does not have");
    }
    return wanted;
  }

  private static Pace pace(Settings.Group group, Duration vendorPause) {
    Duration least = group.get(POLL_LEAST, longer(vendorPause, Pace.DEFAULT.shortest()));
    Duration longest = group.get(POLL_LONGEST, longer(least, Pace.DEFAULT.longest()));
    if (longest.compareTo(least) < 0) {
      group.error(POLL_LONGEST, "must not be below poll-least");
      return Pace.DEFAULT;
    }
    return new Pace(least, longest);
  }

  private static Duration silentAfter(Settings.Group group, Pace pace) {
    Duration silent = group.get(SILENT_AFTER, longer(SILENT, pace.longest().multipliedBy(2)));
    if (silent.compareTo(pace.longest()) <= 0) {
      group.error(SILENT_AFTER, "must be above poll-longest");
    }
    return silent;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private Ownership ownership(Settings.Group group) {
    return new Ownership(
        group.find(OWNER, new SettingFormat<>("one of the consumers " + consumers, this::consumer)),
        group
            .find(
                EXTENSIONS,
                new SettingFormat<>(
                    "DIGITS=CONSUMER with commas between them, each consumer one of " + consumers,
                    this::extensions))
            .orElse(Map.of()));
  }

  private Map<String, String> extensions(String text) {
    Map<String, String> owners = new LinkedHashMap<>();
    for (String each : text.split("\\s*,\\s*", -1)) {
      int equals = each.indexOf('=');
      String digits = each.substring(0, Math.max(equals, 0)).strip();
      String consumer = consumer(each.substring(equals + 1).strip());
      boolean isNew = owners.put(digits, consumer) == null;
      Map<String, String> unused = SettingFormat.require(owners, isNew && digits.matches("[0-9]+"));
    }
    return owners;
  }

  private String consumer(String name) {
    return SettingFormat.require(name, consumers.contains(name));
  }

  private static Optional<PushEndpoint> pushEndpoint(
      String account, Settings.Group group, ConfiguredChannel polled) {
    if (!group.has(PUSH_TOKEN)) {
      for (Setting<?> key : List.of(PUSH_ADDRESSES, PUSH_ACCOUNTS, PUSH_ANSWER)) {
        if (group.has(key)) {
          group.error(key, "needs push-token");
        }
      }
      return Optional.empty();
    }
    if (polled.vendor().pushReader().isEmpty()) {
      group.error(PUSH_TOKEN, "is for vendors that push: " + polled.vendor().name() + " does not");
    }
    Optional<String> token = group.find(PUSH_TOKEN);
    Optional<Networks> addresses = group.need(PUSH_ADDRESSES);
    Set<String> names = new HashSet<>(Set.of(polled.credentials().user()));
    group.find(PUSH_ACCOUNTS).ifPresent(text -> names.addAll(List.of(text.split("\\s*,\\s*", -1))));
    String answer = group.get(PUSH_ANSWER);
    return token.flatMap(
        secret ->
            addresses.flatMap(
                from ->
                    polled
                        .vendor()
                        .pushReader()
                        .map(
                            reader ->
                                new PushEndpoint(
                                    account,
                                    secret,
                                    from,
                                    new PushFormat(reader, names),
                                    answer))));
  }
}
