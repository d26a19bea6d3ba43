package dev.yizhan.gateway.config;

import dev.yizhan.gateway.core.statement.Statements;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.KeyRing;
import dev.yizhan.gateway.store.StoreLocation;
import dev.yizhan.gateway.store.sql.PostgresSettings;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which store, under which keys, and how long it keeps. It is read once, when the gateway starts.
 */
public final class StoreSettings {

  private static final String KEYS_FORM =
      "one key or more, of 32 bytes in Base64 (openssl rand -base64 32), the one that encrypts first";

  private static final Setting<Path> DATA =
      Setting.of(
              "data",
              new SettingFormat<>("the directory of the embedded store", Path::of),
              "where the embedded store is, which is the default; for one gateway at a time")
          .withDefaultText("required without `yizhan.store.url`");
  static final Section DIRECTORY = new Section("The embedded store", Settings.ALL, List.of(DATA));

  private static final Setting<String> URL =
      Setting.of(
          "url",
          SettingFormat.text("an address that begins with jdbc:postgresql:", "jdbc:postgresql:.*"),
          "a PostgreSQL 15 or newer in place of the embedded store:"
              + " `jdbc:postgresql://db.example/yizhan?sslmode=verify-full`; several gateways may"
              + " share it");
  private static final Setting<String> USER =
      Setting.of(
              "user",
              SettingFormat.text("the role that owns the tables"),
              "the role that owns the tables; it creates them")
          .withDefaultText("required with the URL");
  private static final Setting<String> PASSWORD =
      Setting.of("password", SettingFormat.text("the role's password"), "the role's password")
          .withDefaultText("required with the URL")
          .secret();
  private static final Setting<KeyRing> KEY_FILE =
      Setting.of(
              "key-file",
              new SettingFormat<>(
                  "a readable file with " + KEYS_FORM + ", one a line", StoreSettings::read),
              "the keys for what is encrypted at rest ([keys](operations.md#keys))")
          .withDefaultText("this or the next one");
  private static final Setting<KeyRing> KEYS =
      Setting.of(
              "keys",
              new SettingFormat<>(
                  KEYS_FORM + ", with blanks or commas between them", KeyRing::parse),
              "the keys themselves")
          .withDefaultText("this or the previous one");
  private static final Setting<Duration> RETENTION =
      Setting.of(
              "retention",
              SettingFormat.duration(),
              "how long submissions are retained after their last attempt; by default at least six"
                  + " months")
          .withDefault("P184D");
  private static final Setting<Duration> STATEMENT_RETENTION =
      Setting.of(
              "statement-retention",
              SettingFormat.duration(),
              "how long [statements](operations.md#statements) are kept; at least as long as"
                  + " submissions, by default 25 months")
          .withDefault("P762D");

  static final Section SECTION =
      new Section(
          "The store",
          "yizhan.store.",
          List.of(URL, USER, PASSWORD, KEY_FILE, KEYS, RETENTION, STATEMENT_RETENTION));

  private final Optional<StoreLocation> location;
  private final Optional<KeyRing> keys;
  private final Duration retention;
  private final Duration statementRetention;
  private final Map<String, String> written = new TreeMap<>();

  private StoreSettings(Settings.Group group, Settings.Group global) {
    if (group.has(URL)) {
      String url = group.get(URL, "");
      Optional<String> user = group.need(USER);
      Optional<String> password = group.need(PASSWORD);
      location =
          user.flatMap(
              name ->
                  password.map(
                      word -> new StoreLocation.Server(new PostgresSettings(url, name, word))));
      if (global.has(DATA)) {
        global.error(DATA, "and yizhan.store.url exclude each other: give one of them");
      }
    } else {
      for (Setting<?> key : List.of(USER, PASSWORD)) {
        if (group.has(key)) {
          group.error(key, "needs yizhan.store.url");
        }
      }
      location = global.need(DATA).map(StoreLocation.Embedded::new);
    }
    keys = keys(group);
    retention = group.get(RETENTION);
    statementRetention = statementRetention(group);
    written.putAll(group.written());
    written.putAll(global.written());
  }

  static StoreSettings of(Settings settings) {
    return new StoreSettings(settings.of(SECTION), settings.of(DIRECTORY));
  }

  /**
   * Reads the settings of the store alone, whatever the others are.
   *
   * @throws ConfigurationException with all errors of these settings
   */
  public static StoreSettings read(SettingSources sources) {
    Settings settings = Settings.of(sources);
    StoreSettings store = of(settings);
    settings.checkRead();
    return store;
  }

  private static Optional<KeyRing> keys(Settings.Group group) {
    if (group.has(KEYS) == group.has(KEY_FILE)) {
      group.error(
          KEY_FILE,
          "is missing: "
              + KEY_FILE.format().description()
              + "; or the same in yizhan.store.keys, not both");
      return Optional.empty();
    }
    return group.find(group.has(KEYS) ? KEYS : KEY_FILE);
  }

  private Duration statementRetention(Settings.Group group) {
    Duration wanted = group.get(STATEMENT_RETENTION);
    if (wanted.compareTo(retention) >= 0) {
      return wanted;
    }
    if (group.has(STATEMENT_RETENTION)) {
      group.error(
          STATEMENT_RETENTION,
          "is shorter than yizhan.store.retention ("
              + retention
              + "): give at least that, or neither of them");
    }
    return retention;
  }

  private static KeyRing read(String file) {
    try {
      return KeyRing.read(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens the store. To be called after all settings were checked. */
  public GatewayStore open(Clock clock) {
    return GatewayStore.open(location(), keys(), clock);
  }

  /** Where the store is. To be called after all settings were checked. */
  public StoreLocation location() {
    return location.orElseThrow();
  }

  /** The keys of encrypted values. To be called after all settings were checked. */
  public KeyRing keys() {
    return keys.orElseThrow();
  }

  /** Which store, in words, without a password. */
  public String summary() {
    return location
        .map(
            where ->
                where instanceof StoreLocation.Embedded embedded
                    ? "embedded in " + embedded.directory().toAbsolutePath()
                    : "PostgreSQL")
        .orElse("");
  }

  /** For how long it keeps what. */
  public Statements.Kept kept() {
    return new Statements.Kept(retention, statementRetention);
  }

  /** Whether another one would be opened. */
  boolean differsFrom(StoreSettings other) {
    return !written.equals(other.written);
  }
}
