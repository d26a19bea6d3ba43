package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.core.Channel;
import dev.yizhan.gateway.core.inbox.Account;
import dev.yizhan.gateway.core.inbox.Kind;
import dev.yizhan.gateway.core.inbox.Ownership;
import dev.yizhan.gateway.core.inbox.Pace;
import dev.yizhan.gateway.core.inbox.Passwords;
import dev.yizhan.gateway.push.PushEndpoint;
import dev.yizhan.gateway.security.Networks;
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
import java.util.stream.Stream;

/** Makes the accounts behind the channels, and what is asked of them. */
final class AccountSettings {

  private static final Duration SILENT = Duration.ofMinutes(10);

  private static final Key<String> OWNER =
      Key.of(
          "owner",
          Form.text("the name of a consumer"),
          "the consumer who gets reports and replies that are nobody else's");
  private static final Key<String> EXTENSIONS =
      Key.of(
          "extensions",
          Form.text("DIGITS=CONSUMER with commas between them"),
          "`01=shop, 02=bank`: whose replies are that come to a number with these digits at its end");
  private static final Key<Set<Kind>> POLL =
      Key.of(
              "poll",
              Form.choice(
                  Map.of(
                      "reports-and-replies", Set.of(Kind.REPORTS, Kind.REPLIES),
                      "reports", Set.of(Kind.REPORTS),
                      "replies", Set.of(Kind.REPLIES),
                      "none", Set.<Kind>of())),
              "what is asked for")
          .otherwise("what the vendor has; `none` with `push-token`");
  private static final Key<String> POLL_CHANNEL =
      Key.of(
              "poll-channel",
              Form.text("one of the account's channels"),
              "the channel over which the account is asked")
          .otherwise("the first that can");
  private static final Key<Duration> POLL_LEAST =
      Key.of(
              "poll-least",
              Form.duration(),
              "between the end of a question and the next, where there was something")
          .by(String.valueOf(Pace.DEFAULT.least().toSeconds()));
  private static final Key<Duration> POLL_LONGEST =
      Key.of(
              "poll-longest",
              Form.duration(),
              "the same where there was nothing for a while; not below `poll-least`")
          .otherwise(Pace.DEFAULT.longest().toSeconds() + ", or `poll-least`");
  private static final Key<Duration> SILENT_AFTER =
      Key.of(
              "silent-after",
              Form.duration(),
              "how long without an answer `ListProblems` names a `SILENT_ACCOUNT`; above"
                  + " `poll-longest`")
          .otherwise(SILENT + ", or twice `poll-longest`");
  private static final Key<BigDecimal> LOW_BALANCE =
      Key.of(
          "low-balance",
          new Form<>("a number such as 100 or 12.5", BigDecimal::new),
          "below which it names a `LOW_BALANCE`; only with it the balance is asked for by itself");
  private static final Key<Duration> BALANCE_EVERY =
      Key.of("balance-every", Form.duration(), "how often then").by("PT10M");
  private static final Key<String> PUSH_TOKEN =
      Key.of(
              "push-token",
              Form.text(
                  "32 to 128 hexadecimal digits (openssl rand -hex 16), kept secret",
                  "[0-9a-fA-F]{32,128}"),
              "winnerlook only: the end of the address that it pushes to")
          .secret();
  private static final Key<Networks> PUSH_ADDRESSES =
      Key.of(
              "push-addresses",
              new Form<>(
                  "IP addresses or networks such as 118.178.116.0/24, with commas between them",
                  Networks::of),
              "from which it may come")
          .otherwise("must be there with the token");
  private static final Key<String> PUSH_ACCOUNTS =
      Key.of(
              "push-accounts",
              Form.text("names with commas between them"),
              "further names of sub-accounts whose records come too")
          .otherwise("the channel's `user`");
  private static final Key<String> PUSH_ANSWER =
      Key.of("push-answer", Form.text("a text"), "what the vendor is answered").by("success");

  static final Key.Section SECTION =
      new Key.Section(
          "An account",
          "yizhan.account.NAME.",
          List.of(
              OWNER,
              EXTENSIONS,
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
  private final List<PushEndpoint> doors = new ArrayList<>();

  AccountSettings(Settings settings, Set<String> consumers) {
    this.settings = settings;
    this.consumers = consumers;
  }

  /** Where vendors may push to. */
  List<PushEndpoint> doors() {
    return List.copyOf(doors);
  }

  List<Account> accounts(List<ChannelSettings.Made> channels) {
    Map<String, List<ChannelSettings.Made>> byAccount = byAccount(channels);
    Set<String> named = ChannelSettings.accounts(settings);
    for (String name : settings.names(SECTION)) {
      if (!byAccount.containsKey(name)) {
        // It has no channel, or one with a mistake.
        settings.of(SECTION, name).isUnknowable();
      }
      if (!named.contains(name)) {
        settings.mistake(
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
      public Runnable ready(String password) {
        List<Runnable> ready =
            channels.stream()
                .flatMap(made -> Stream.of(made.sender(), made.asker()))
                .map(vendor -> vendor.ready(password))
                .toList();
        return () -> ready.forEach(Runnable::run);
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
    Optional<PushEndpoint> door = door(name, group, asker);
    if (door.filter(other -> doors.stream().anyMatch(other::hasTokenOf)).isPresent()) {
      group.mistake(PUSH_TOKEN, "is another account's too: give each its own");
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
        group.find(LOW_BALANCE),
        group.get(BALANCE_EVERY));
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
    List<String> names = channels.stream().map(made -> made.channel().name()).toList();
    return group
        .find(
            POLL_CHANNEL,
            new Form<>(
                "one of the account's channels: " + names,
                text -> channels.get(Form.accepted(names.indexOf(text), names.contains(text)))))
        .orElse(usual);
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
    Set<Kind> wanted = group.get(POLL, isPushed ? Set.of() : able);
    if (!able.containsAll(wanted)) {
      group.mistake(POLL, "asks for what " + channel.vendorName() + " does not have");
    }
    return wanted;
  }

  private static Pace pace(Settings.Group group) {
    Duration least = group.get(POLL_LEAST);
    Duration longest = group.get(POLL_LONGEST, longer(least, Pace.DEFAULT.longest()));
    if (longest.compareTo(least) < 0) {
      group.mistake(POLL_LONGEST, "must not be below poll-least");
      return Pace.DEFAULT;
    }
    return new Pace(least, longest);
  }

  private static Duration silentAfter(Settings.Group group, Pace pace) {
    Duration silent = group.get(SILENT_AFTER, longer(SILENT, pace.longest().multipliedBy(2)));
    if (silent.compareTo(pace.longest()) <= 0) {
      group.mistake(SILENT_AFTER, "must be above poll-longest");
    }
    return silent;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private Ownership ownership(Settings.Group group) {
    return new Ownership(
        group.find(OWNER, new Form<>("one of the consumers " + consumers, this::consumer)),
        group
            .find(
                EXTENSIONS,
                new Form<>(
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
      Map<String, String> unused = Form.accepted(owners, isNew && digits.matches("[0-9]+"));
    }
    return owners;
  }

  private String consumer(String name) {
    return Form.accepted(name, consumers.contains(name));
  }

  private static Optional<PushEndpoint> door(
      String account, Settings.Group group, ChannelSettings.Made asker) {
    if (!group.has(PUSH_TOKEN)) {
      for (Key<?> key : List.of(PUSH_ADDRESSES, PUSH_ACCOUNTS, PUSH_ANSWER)) {
        if (group.has(key)) {
          group.mistake(key, "needs push-token");
        }
      }
      return Optional.empty();
    }
    if (!"winnerlook".equals(asker.channel().vendorName())) {
      group.mistake(PUSH_TOKEN, "is for winnerlook only: no other vendor pushes");
    }
    Optional<String> token = group.find(PUSH_TOKEN);
    Optional<Networks> addresses = group.need(PUSH_ADDRESSES);
    Set<String> names = new HashSet<>(Set.of(asker.credentials().user()));
    group.find(PUSH_ACCOUNTS).ifPresent(text -> names.addAll(List.of(text.split("\\s*,\\s*", -1))));
    String answer = group.get(PUSH_ANSWER);
    return token.flatMap(
        secret -> addresses.map(from -> new PushEndpoint(account, secret, from, names, answer)));
  }
}
