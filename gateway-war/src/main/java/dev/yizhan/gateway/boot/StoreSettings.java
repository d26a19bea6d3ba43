package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.KeyRing;
import dev.yizhan.gateway.store.PostgresSettings;
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
final class StoreSettings {

  private static final String KEYS_FORM =
      "one key or more, of 32 bytes in Base64 (openssl rand -base64 32), the one that encrypts first";

  private static final Key<Path> DATA =
      Key.of(
              "data",
              new Form<>("the directory of the embedded store", Path::of),
              "where the embedded store lies, the default; one gateway at a time")
          .otherwise("must be there without `yizhan.store.url`");
  static final Key.Section DIRECTORY =
      new Key.Section("The embedded store", Settings.ALL, List.of(DATA));

  private static final Key<String> URL =
      Key.of(
          "url",
          Form.text("an address that begins with jdbc:postgresql:", "jdbc:postgresql:.*"),
          "a PostgreSQL 15 or newer in place of the embedded store:"
              + " `jdbc:postgresql://db.example/yizhan?sslmode=verify-full`; several gateways may"
              + " share it");
  private static final Key<String> USER =
      Key.of(
              "user",
              Form.text("the role that owns the tables"),
              "the role that owns the tables; it makes them")
          .otherwise("must be there with the URL");
  private static final Key<String> PASSWORD =
      Key.of("password", Form.text("the role's password"), "the role's password")
          .otherwise("must be there with the URL")
          .secret();
  private static final Key<KeyRing> KEY_FILE =
      Key.of(
              "key-file",
              new Form<>("a readable file with " + KEYS_FORM + ", one a line", StoreSettings::read),
              "the keys of what is encrypted at rest ([keys](operations.md#keys))")
          .otherwise("this or the next");
  private static final Key<KeyRing> KEYS =
      Key.of(
              "keys",
              new Form<>(KEYS_FORM + ", with blanks or commas between them", KeyRing::parse),
              "the same as a value")
          .otherwise("this or the one before");
  private static final Key<Duration> RETENTION =
      Key.of(
              "retention",
              Form.duration(),
              "how long submissions are kept behind their last try; six months, however long they"
                  + " are")
          .by("P184D");

  static final Key.Section SECTION =
      new Key.Section(
          "The store", "yizhan.store.", List.of(URL, USER, PASSWORD, KEY_FILE, KEYS, RETENTION));

  private final Optional<PostgresSettings> postgres;
  private final Optional<Path> directory;
  private final Optional<KeyRing> keys;
  private final Duration retention;
  private final Map<String, String> seen = new TreeMap<>();

  private StoreSettings(Settings.Group group, Settings.Group house) {
    if (group.has(URL)) {
      String url = group.get(URL, "");
      Optional<String> user = group.need(USER);
      Optional<String> password = group.need(PASSWORD);
      postgres = user.flatMap(name -> password.map(word -> new PostgresSettings(url, name, word)));
      directory = Optional.empty();
      if (house.has(DATA)) {
        house.mistake(DATA, "and yizhan.store.url exclude each other: give one of them");
      }
    } else {
      postgres = Optional.empty();
      for (Key<?> key : List.of(USER, PASSWORD)) {
        if (group.has(key)) {
          group.mistake(key, "needs yizhan.store.url");
        }
      }
      directory = house.need(DATA);
    }
    keys = keys(group);
    retention = group.get(RETENTION);
    seen.putAll(group.seen());
    seen.putAll(house.seen());
  }

  static StoreSettings of(Settings settings) {
    return new StoreSettings(settings.of(SECTION), settings.of(DIRECTORY));
  }

  private static Optional<KeyRing> keys(Settings.Group group) {
    if (group.has(KEYS) == group.has(KEY_FILE)) {
      group.mistake(
          KEY_FILE,
          "is missing: "
              + KEY_FILE.form().allowed()
              + "; or the same in yizhan.store.keys, not both");
      return Optional.empty();
    }
    return group.find(group.has(KEYS) ? KEYS : KEY_FILE);
  }

  private static KeyRing read(String file) {
    try {
      return KeyRing.read(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When all settings have been checked. */
  GatewayStore open(Clock clock) {
    return postgres.isPresent()
        ? GatewayStore.postgres(postgres.get(), keys.orElseThrow(), clock)
        : GatewayStore.embedded(directory.orElseThrow(), keys.orElseThrow(), clock);
  }

  Duration retention() {
    return retention;
  }

  /** Whether another one would be opened. */
  boolean differsFrom(StoreSettings other) {
    return !seen.equals(other.seen);
  }
}
