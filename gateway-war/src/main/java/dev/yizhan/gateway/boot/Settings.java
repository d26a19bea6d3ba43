package dev.yizhan.gateway.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * Settings by key: what MicroProfile Config says (system properties, environment), else what stands
 * in the file that {@code yizhan.config} names. It collects mistakes, so that all are told at once.
 */
final class Settings {

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final Config config;
  private final Properties file = new Properties();
  private final List<String> mistakes = new ArrayList<>();

  private Settings(Config config) {
    this.config = config;
  }

  static Settings of(Config config) {
    Settings settings = new Settings(config);
    Optional<String> path = config.getOptionalValue("yizhan.config", String.class);
    if (path.isPresent()) {
      try (Reader reader = Files.newBufferedReader(Path.of(path.get()))) {
        BufferedReader lines = new BufferedReader(reader);
        lines.mark(1);
        if (lines.read() != BYTE_ORDER_MARK) {
          lines.reset();
        }
        settings.file.load(lines);
      } catch (IOException | IllegalArgumentException e) {
        settings.mistake("yizhan.config", "name a readable properties file in UTF-8");
      }
    }
    return settings;
  }

  Optional<String> find(String key) {
    return config
        .getOptionalValue(key, String.class)
        .or(() -> Optional.ofNullable(file.getProperty(key)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  String get(String key, String fallback) {
    return find(key).orElse(fallback);
  }

  /** A value that must be there; where it is not, that is a mistake and the value is empty. */
  String need(String key, String allowed) {
    return find(key)
        .orElseGet(
            () -> {
              mistake(key, "is missing: " + allowed);
              return "";
            });
  }

  /** A value of some form; where it has another, that is a mistake and the fallback is taken. */
  <T> T get(String key, T fallback, String allowed, Function<String, T> form) {
    Optional<String> value = find(key);
    if (value.isEmpty()) {
      return fallback;
    }
    try {
      return form.apply(value.get());
    } catch (RuntimeException e) {
      mistake(key, "must be " + allowed);
      return fallback;
    }
  }

  int number(String key, int fallback, int least, int most) {
    return get(
        key,
        fallback,
        "a whole number from " + least + " to " + most,
        text -> {
          int value = Integer.parseInt(text);
          if (value < least || value > most) {
            throw new IllegalArgumentException(key);
          }
          return value;
        });
  }

  Duration duration(String key, Duration fallback) {
    return get(
        key,
        fallback,
        "a number of seconds above 0, or a duration such as PT1H30M",
        text -> {
          Duration value =
              text.startsWith("P")
                  ? Duration.parse(text)
                  : Duration.ofSeconds(Long.parseLong(text));
          if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(key);
          }
          return value;
        });
  }

  /** The names that stand behind a prefix, as in {@code yizhan.channel.NAME.vendor}. */
  Set<String> names(String prefix) {
    Set<String> names = new TreeSet<>();
    for (String key : keys()) {
      if (key.startsWith(prefix)) {
        int end = key.indexOf('.', prefix.length());
        if (end > prefix.length()) {
          names.add(key.substring(prefix.length(), end));
        }
      }
    }
    return names;
  }

  private Set<String> keys() {
    Set<String> keys = new TreeSet<>(file.stringPropertyNames());
    config.getPropertyNames().forEach(keys::add);
    return keys;
  }

  /** The settings behind a prefix. */
  Group behind(String prefix) {
    return new Group(prefix);
  }

  /** Settings that share a prefix, by what stands behind it. */
  final class Group {

    private final String prefix;

    private Group(String prefix) {
      this.prefix = prefix;
    }

    Optional<String> find(String key) {
      return Settings.this.find(prefix + key);
    }

    String get(String key, String fallback) {
      return Settings.this.get(prefix + key, fallback);
    }

    /** What stands right behind a further prefix, up to the end of the key. */
    Set<String> names(String further) {
      Set<String> names = new TreeSet<>();
      for (String key : keys()) {
        if (key.startsWith(prefix + further)) {
          names.add(key.substring((prefix + further).length()));
        }
      }
      return names;
    }

    String need(String key, String allowed) {
      return Settings.this.need(prefix + key, allowed);
    }

    <T> T get(String key, T fallback, String allowed, Function<String, T> form) {
      return Settings.this.get(prefix + key, fallback, allowed, form);
    }

    /** A value of some form, or a mistake and nothing. */
    <T> Optional<T> parse(String key, String allowed, Function<String, T> form) {
      return Settings.this.get(
          prefix + key, Optional.empty(), allowed, text -> Optional.of(form.apply(text)));
    }

    <T> T choice(String key, T fallback, Map<String, T> choices) {
      return get(
          key,
          fallback,
          "one of " + choices.keySet().stream().sorted().toList(),
          text -> Objects.requireNonNull(choices.get(text)));
    }

    int number(String key, int fallback, int least, int most) {
      return Settings.this.number(prefix + key, fallback, least, most);
    }

    Duration duration(String key, Duration fallback) {
      return Settings.this.duration(prefix + key, fallback);
    }

    void mistake(String key, String what) {
      Settings.this.mistake(prefix + key, what);
    }
  }

  void mistake(String key, String what) {
    mistakes.add(key + " " + what);
  }

  void check() {
    if (!mistakes.isEmpty()) {
      throw new ConfigurationException(mistakes);
    }
  }
}
