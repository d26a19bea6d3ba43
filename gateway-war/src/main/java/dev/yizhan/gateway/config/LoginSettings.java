package dev.yizhan.gateway.config;

import dev.yizhan.door.CallKeys;
import dev.yizhan.door.Door;
import dev.yizhan.door.Doors;
import dev.yizhan.gateway.core.channel.VendorConnection;
import dev.yizhan.gateway.door.DoorPush;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.DoorLogin;
import dev.yizhan.gateway.security.LoginSecret;
import dev.yizhan.gateway.security.PasswordHash;
import dev.yizhan.gateway.security.PasswordHashes;
import dev.yizhan.http.CallbackHttp;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads by what consumers call at front doors. */
final class LoginSettings {

  static final SettingFormat<PasswordHash> HASH =
      new SettingFormat<>(
          "pbkdf2-sha256$ITERATIONS$SALT$HASH, salt and hash in Base64, with 100000 to"
              + " 5000000 iterations; or a bcrypt hash of cost 10 to 15 ($2y$, $2b$ or"
              + " $2a$)",
          PasswordHashes::parse);

  private static final String VENDOR = "VENDOR";
  private static final int LONGEST_USER = 100;

  private static final Setting<String> USER =
      Setting.of(
          "login.VENDOR.user",
          SettingFormat.text(
              "a text of 1 to " + LONGEST_USER + " characters", ".{1," + LONGEST_USER + "}"),
          "the user name by which this consumer's program calls at the [front door](drop-in.md) of a"
              + " vendor, for example `login.winic-http.user`");
  private static final Setting<PasswordHash> PASSWORD_HASH =
      Setting.of(
              "login.VENDOR.password-hash",
              HASH,
              "the hash of its password there, or of what the vendor's clients send in its place")
          .withDefaultText("this or the next one");
  private static final Setting<String> PASSWORD =
      Setting.of(
              "login.VENDOR.password",
              SettingFormat.text("the password at this front door, or its hash as password-hash"),
              "its password there in clear text, for a secret from the environment or a file")
          .withDefaultText("this or the previous one")
          .secret();
  private static final Setting<String> CALL_KEY =
      Setting.of(
              "login.VENDOR.call-key",
              SettingFormat.text("the key with which this vendor's clients encrypt calls"),
              "where a vendor's clients encrypt calls and only `password-hash` is given: the key that"
                  + " they make from the password (for winnerlook the first 8 digits of its SHA-1,"
                  + " in upper case)")
          .withDefaultText("made from `password`")
          .secret();
  private static final Setting<String> BALANCE =
      Setting.of(
              "login.VENDOR.balance-channel",
              SettingFormat.text("the name of a channel"),
              "the channel whose account's balance answers a balance query there")
          .withDefaultText("what is left of `daily-quota`");
  private static final Setting<String> ACCOUNT =
      Setting.of(
              "login.VENDOR.account",
              SettingFormat.text("the name of an account"),
              "the account of this gateway whose password is this login's, too, in place of `password`:"
                  + " the program keeps the one that it has for the vendor")
          .withDefaultText("the password is the login's own");
  private static final Setting<Boolean> PASSWORD_CHANGES =
      Setting.of(
              "login.VENDOR.password-changes",
              SettingFormat.choice(Map.of("refused", false, "allowed", true)),
              "where the vendor's clients can change passwords (winic-asmx): whether they change the"
                  + " one of `account` at its vendor")
          .withDefault("refused");

  private static final List<Setting<?>> OF_LOGIN =
      List.of(USER, PASSWORD_HASH, PASSWORD, CALL_KEY, ACCOUNT, PASSWORD_CHANGES, BALANCE);

  /**
   * To what front doors are connected.
   *
   * @param channels the names of all channels, also of those with errors
   * @param accounts the names of their accounts
   * @param open the channels without errors
   */
  record Connected(List<String> channels, Set<String> accounts, List<ConfiguredChannel> open) {

    static final Connected NOTHING = new Connected(List.of(), Set.of(), List.of());

    Optional<VendorConnection> connection(String account) {
      return open.stream()
          .filter(channel -> channel.channel().account().equals(account))
          .map(ConfiguredChannel::connection)
          .findFirst();
    }
  }

  static final List<Setting<?>> ALL =
      Stream.concat(OF_LOGIN.stream(), all(push(VENDOR)).stream()).toList();

  private final Doors doors;
  private final Connected connected;
  private final List<DoorLogin> before;
  private final List<DoorLogin> logins = new ArrayList<>();
  private final List<DoorPush> pushes = new ArrayList<>();
  private final Set<String> users = new HashSet<>();

  /**
   * Reads anew.
   *
   * @param before the logins in use
   */
  LoginSettings(Doors doors, Connected connected, List<DoorLogin> before) {
    this.doors = doors;
    this.connected = connected;
    this.before = List.copyOf(before);
  }

  /** Those that were read. */
  List<DoorLogin> logins() {
    return List.copyOf(logins);
  }

  /** Where records are pushed to. */
  List<DoorPush> pushes() {
    return List.copyOf(pushes);
  }

  private static TargetSettings push(String vendor) {
    return TargetSettings.of(
        "login." + vendor + ".push.",
        "where the vendor pushes, too (winnerlook): where this login's reports and inbound messages"
            + " are pushed to, in the vendor's form ([front doors](drop-in.md#winnerlook))");
  }

  private static List<Setting<?>> all(TargetSettings push) {
    return Stream.concat(Stream.<Setting<?>>of(push.address()), push.others().stream()).toList();
  }

  void read(Settings.Group group, Consumer consumer) {
    for (Door door : doors.all()) {
      List<Setting<?>> settings = new ArrayList<>();
      OF_LOGIN.forEach(each -> settings.add(at(door, each)));
      settings.addAll(all(push(door.name())));
      group.accept(settings);
      if (settings.stream().anyMatch(group::has)) {
        read(group, consumer, door);
      }
    }
  }

  private void readPush(Settings.Group group, Consumer consumer, Door door, Optional<String> user) {
    TargetSettings push = push(door.name());
    if (door.pushFormat().isEmpty()) {
      error(group, push, "is of no use: this vendor does not push");
    } else if (!group.has(push.address())) {
      error(group, push, "needs " + push.address().name());
    } else {
      int maxRecords = group.get(push.maxRecords());
      Optional<CallbackHttp.Target> target = push.read(group);
      if (user.isPresent() && target.isPresent()) {
        pushes.add(
            new DoorPush(
                door, user.get(), consumer.name(), consumer.readers(), maxRecords, target.get()));
      }
    }
  }

  private static void error(Settings.Group group, TargetSettings push, String what) {
    all(push).stream().filter(group::has).forEach(setting -> group.error(setting, what));
  }

  private void read(Settings.Group group, Consumer consumer, Door door) {
    Optional<String> user = group.need(at(door, USER));
    readPush(group, consumer, door, user);
    Optional<LoginSecret> secret =
        group.has(at(door, ACCOUNT))
            ? accountSecret(group, door)
            : ownSecret(group, consumer, door);
    Optional<String> balance = group.find(at(door, BALANCE));
    if (balance.filter(name -> !connected.channels().contains(name)).isPresent()) {
      group.error(
          at(door, BALANCE), "must be one of " + connected.channels().stream().sorted().toList());
    }
    Optional<String> changeable = changeableAccount(group, door);
    if (user.isPresent() && !users.add(door.name() + ' ' + user.get())) {
      group.error(at(door, USER), "is another consumer's user name too: give each its own");
      return;
    }
    if (user.isPresent() && secret.isPresent()) {
      logins.add(
          new DoorLogin(door.name(), user.get(), consumer, secret.get(), balance, changeable));
    }
  }

  private Optional<LoginSecret> ownSecret(Settings.Group group, Consumer consumer, Door door) {
    Optional<String> callKey = callKey(group, door);
    return hash(group, consumer, door).map(hash -> new LoginSecret.Fixed(hash, callKey));
  }

  private Optional<LoginSecret> accountSecret(Settings.Group group, Door door) {
    for (Setting<?> other : List.of(PASSWORD_HASH, PASSWORD, CALL_KEY)) {
      if (group.has(at(door, other))) {
        group.error(at(door, other), "and the account exclude each other: the account has one");
      }
    }
    String account = group.get(at(door, ACCOUNT), "");
    if (!connected.accounts().contains(account)) {
      group.error(
          at(door, ACCOUNT), "must be one of " + connected.accounts().stream().sorted().toList());
    }
    return connected.connection(account).map(connection -> accountSecret(door, connection));
  }

  private LoginSecret accountSecret(Door door, VendorConnection connection) {
    return before.stream()
        .map(DoorLogin::secret)
        .filter(secret -> secret instanceof AccountSecret known && known.isOf(door, connection))
        .findFirst()
        .orElseGet(() -> new AccountSecret(door, connection));
  }

  private static Optional<String> changeableAccount(Settings.Group group, Door door) {
    Setting<Boolean> changes = at(door, PASSWORD_CHANGES);
    if (group.has(changes) && !door.managesAccounts()) {
      group.error(changes, "is of no use: this vendor's clients change no passwords");
    }
    if (!group.get(changes)) {
      return Optional.empty();
    }
    return group.need(at(door, ACCOUNT));
  }

  private static Optional<String> callKey(Settings.Group group, Door door) {
    Setting<String> setting = at(door, CALL_KEY);
    Optional<CallKeys> keys = door.callKeys();
    Optional<String> given = group.find(setting);
    if (keys.isEmpty()) {
      given.ifPresent(key -> group.error(setting, "is of no use: no client of it encrypts calls"));
      return Optional.empty();
    }
    if (given.filter(key -> !keys.get().isOne(key)).isPresent()) {
      group.error(setting, "must be " + keys.get().form());
    }
    return given.or(() -> group.find(at(door, PASSWORD)).map(keys.get()::of));
  }

  private Optional<PasswordHash> hash(Settings.Group group, Consumer consumer, Door door) {
    Setting<PasswordHash> hash = at(door, PASSWORD_HASH);
    Setting<String> password = at(door, PASSWORD);
    if (group.has(hash) && group.has(password)) {
      group.error(password, "and the password-hash exclude each other: give one of them");
      return Optional.empty();
    }
    return group.has(hash)
        ? group.find(hash)
        : group
            .need(password)
            .map(clear -> hash(consumer.name(), door.name(), door.presented(clear)));
  }

  /** Hashing again would change the salt, and forget that a login was verified. */
  private PasswordHash hash(String consumer, String door, String presented) {
    return before.stream()
        .filter(login -> login.consumer().name().equals(consumer) && login.door().equals(door))
        .map(login -> login.secret().hash())
        .filter(hash -> hash.matches(presented))
        .findFirst()
        .orElseGet(() -> PasswordHashes.of(presented));
  }

  private static <T> Setting<T> at(Door door, Setting<T> setting) {
    return new Setting<>(
        setting.name().replace(VENDOR, door.name()),
        setting.format(),
        setting.fallback(),
        setting.fallbackText(),
        setting.meaning(),
        setting.isSecret());
  }
}
