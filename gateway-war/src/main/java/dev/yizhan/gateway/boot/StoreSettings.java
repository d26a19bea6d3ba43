package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.KeyRing;
import dev.yizhan.gateway.store.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Which store, under which keys, and how long it keeps. */
final class StoreSettings {

  /** Six months, however long they are. */
  private static final Duration RETENTION = Duration.ofDays(184);

  private final Optional<PostgresSettings> postgres;
  private final Optional<Path> directory;
  private final Optional<KeyRing> keys;
  private final Duration retention;

  private StoreSettings(
      Optional<PostgresSettings> postgres,
      Optional<Path> directory,
      Optional<KeyRing> keys,
      Duration retention) {
    this.postgres = postgres;
    this.directory = directory;
    this.keys = keys;
    this.retention = retention;
  }

  static StoreSettings of(Settings settings) {
    Settings.Group group = settings.behind("yizhan.store.");
    Optional<String> url = group.find("url");
    Optional<PostgresSettings> postgres = Optional.empty();
    Optional<Path> directory = Optional.empty();
    if (url.isPresent()) {
      if (!url.get().startsWith("jdbc:postgresql:")) {
        group.mistake("url", "must begin with jdbc:postgresql: (without it the store is embedded)");
      }
      postgres =
          Optional.of(
              new PostgresSettings(
                  url.get(),
                  group.need("user", "the role that owns the tables"),
                  group.need("password", "the role's password")));
    } else {
      directory =
          Optional.of(
              Path.of(
                  settings.need(
                      "yizhan.data",
                      "the directory of the embedded store (or give yizhan.store.url)")));
    }
    return new StoreSettings(
        postgres, directory, keys(group), group.duration("retention", RETENTION));
  }

  private static Optional<KeyRing> keys(Settings.Group group) {
    if (group.find("keys").isPresent() == group.find("key-file").isPresent()) {
      group.mistake(
          "key-file",
          "is missing: a file with a key of 32 bytes in Base64 (openssl rand -base64 32), or the"
              + " same in yizhan.store.keys; not both");
      return Optional.empty();
    }
    String form = "one key or more, of 32 bytes in Base64, the one that encrypts first";
    return group.find("keys").isPresent()
        ? group.parse("keys", form, KeyRing::parse)
        : group.parse("key-file", "a readable file with " + form, StoreSettings::read);
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
}
