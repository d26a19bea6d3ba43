package dev.yizhan.gateway.config;

import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import dev.yizhan.vendor.setting.SettingValues;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings by key: from the server's sources (system properties, environment), else from the file
 * that {@code yizhan.config} names. Errors are collected, so that all are reported at once.
 */
final class Settings {

  static final String ALL = "yizhan.";
  static final Setting<String> CONFIG =
      Setting.of(
          "config",
          SettingFormat.text("a readable properties file in UTF-8"),
          "the properties file. It is given as a system property or in the environment"
              + " (`YIZHAN_CONFIG`)");

  private static final String SANDBOX = "yizhan.sandbox.";
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  static final String NAME = "[\\p{L}\\p{N}_-]{1,64}";

  private final SettingSources sources;
  private final Map<String, String> file = new TreeMap<>();
  private final Set<String> errors = new LinkedHashSet<>();
  private final Map<Path, String> files = new LinkedHashMap<>();

  /** Each file is read once, so that all settings that name it agree. */
  private final Map<Path, String> contents = new HashMap<>();

  /** By prefix. */
  private final Map<String, List<Setting<?>>> accepted = new TreeMap<>();

  /** Where a vendor is missing or wrong, its settings cannot be checked. */
  private final Set<String> unchecked = new TreeSet<>();

  private final Set<String> used = new HashSet<>();

  private Settings(SettingSources sources) {
    this.sources = sources;
  }

  static Settings of(SettingSources sources) {
    Settings settings = new Settings(sources);
    sources.value(ALL + CONFIG.name()).ifPresent(settings::load);
    settings.accepted.put(ALL, new ArrayList<>(List.of(CONFIG)));
    return settings;
  }

  private void load(String path) {
    try {
      String text = read(path);
      Properties properties =
          new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
              if (containsKey(key)) {
                error(String.valueOf(key), "is in the file twice: keep one of them");
              }
              return super.put(key, value);
            }
          };
      properties.load(
          new BufferedReader(
              new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)));
      properties.stringPropertyNames().forEach(key -> file.put(key, properties.getProperty(key)));
      file.forEach(Settings.this::refuseForeignOrEmpty);
    } catch (IOException | IllegalArgumentException e) {
      error(ALL + CONFIG.name(), "must be " + CONFIG.format().description());
    }
  }

  /** Such a line is not quoted: it may hold a password. */
  private void refuseForeignOrEmpty(String key, String value) {
    if (!key.startsWith(ALL)) {
      errors.add("A line of the file is no setting: every setting begins with " + ALL);
    } else if (value.isBlank()) {
      error(
          key.replaceFirst("\\.[^.]*$", ".…"),
          "has a line without a value: write KEY=VALUE, or remove it");
    }
  }

  /** Reads a file that a setting names, and has it watched. */
  private String read(String name) throws IOException {
    Path path = Path.of(name);
    String content = contents.get(path);
    if (content == null) {
      files.put(path, stamp(path));
      content = Files.readString(path);
      contents.put(path, content);
    }
    return content;
  }

  /** The stamps of all files that were read, or could not be read. */
  Map<Path, String> files() {
    return Map.copyOf(files);
  }

  /** Differs when the file has changed; empty if there is none. */
  static String stamp(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
    } catch (IOException e) {
      return "";
    }
  }

  private Optional<String> value(String key) {
    return sources
        .value(key)
        .or(() -> Optional.ofNullable(file.get(key)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /**
   * The names in the place of {@code NAME} in a section's prefix. A name with other characters than
   * {@link #NAME} allows is an error.
   */
  Set<String> names(Section section) {
    String prefix = section.prefix().substring(0, section.prefix().indexOf("NAME."));
    Set<String> names = new TreeSet<>();
    for (String key : keys()) {
      if (key.startsWith(prefix)) {
        int end = key.indexOf('.', prefix.length());
        String name = end < 0 ? "" : key.substring(prefix.length(), end);
        if (name.matches(NAME)) {
          names.add(name);
        } else {
          accepted.putIfAbsent(prefix, List.of());
        }
      }
    }
    return names;
  }

  private Set<String> keys() {
    Set<String> keys = new TreeSet<>(file.keySet());
    keys.addAll(sources.keys());
    return keys;
  }

  /** The settings of a section. */
  Group of(Section section) {
    return new Group(section, section.prefix());
  }

  /** The settings of one channel, account or consumer. */
  Group of(Section section, String name) {
    return new Group(section, section.prefix().replace("NAME", name));
  }

  /** Settings that share a prefix. */
  final class Group implements SettingValues {

    private final String prefix;
    private final Map<String, String> written = new LinkedHashMap<>();

    private Group(Section section, String prefix) {
      this.prefix = prefix;
      accept(section.settings());
    }

    /** Adds settings to those of the section. */
    void accept(List<Setting<?>> more) {
      accepted.computeIfAbsent(prefix, each -> new ArrayList<>()).addAll(more);
    }

    /** After an error that decides which settings there are. */
    void acceptAnyKey() {
      unchecked.add(prefix);
    }

    @Override
    public boolean has(Setting<?> key) {
      return key.names().stream().anyMatch(name -> value(prefix + name).isPresent());
    }

    private Optional<String> text(Setting<?> key) {
      Optional<String> value = value(prefix + key.name());
      if (key.isSecret()) {
        Optional<String> path = value(prefix + key.fileName());
        if (value.isPresent() && path.isPresent()) {
          error(key, "and " + key.fileName() + " exclude each other: give one of them");
        } else if (path.isPresent()) {
          value = content(key.fileName(), path.get()).map(String::strip);
        }
      }
      value.ifPresent(text -> written.put(key.name(), text));
      return value;
    }

    private Optional<String> content(String name, String path) {
      try {
        return Optional.of(read(path)).filter(text -> !text.isBlank());
      } catch (IOException | IllegalArgumentException e) {
        error(name, "must be a readable file in UTF-8 with the value in it");
        return Optional.empty();
      }
    }

    /** Reads a file that a value names. */
    String content(String path) {
      try {
        String text = read(path);
        written.put(path, String.valueOf(files.get(Path.of(path))));
        return text;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Has a file watched that a value names and that another class reads. */
    Path file(String name) {
      Path path = Path.of(name);
      written.put(name, files.computeIfAbsent(path, Settings::stamp));
      return path;
    }

    @Override
    public <T> Optional<T> find(Setting<?> key, SettingFormat<T> format) {
      used.add(prefix + key.name());
      Optional<String> value = text(key).or(key::fallback);
      try {
        return value.map(format.parser());
      } catch (RuntimeException e) {
        error(key, "must be " + format.description());
        return Optional.empty();
      }
    }

    /** Finds a required value. */
    <T> Optional<T> need(Setting<T> key) {
      return need(key, key.format());
    }

    /** Finds a required value in a format that depends on others. */
    <T> Optional<T> need(Setting<?> key, SettingFormat<T> format) {
      if (!has(key)) {
        error(key, "is missing: " + format.description());
      }
      return find(key, format);
    }

    /** The endings in the place of {@code KIND}: those given, and which of some words are. */
    Set<String> kinds(Setting<?> key, List<String> words) {
      String further = prefix + key.name().substring(0, key.name().indexOf("KIND"));
      // Environment variables do not show the original key: the words are tried.
      return Stream.concat(
              keys().stream()
                  .filter(each -> each.startsWith(further))
                  .map(each -> each.substring(further.length())),
              words.stream().filter(word -> value(further + word).isPresent()))
          .collect(Collectors.toCollection(TreeSet::new));
    }

    /** One of the settings that a key with {@code KIND} stands for. */
    <T> Setting<T> kind(Setting<T> key, String kind) {
      return new Setting<>(
          key.name().replace("KIND", kind),
          key.format(),
          key.fallback(),
          key.fallbackText(),
          key.meaning(),
          key.isSecret());
    }

    @Override
    public void error(Setting<?> key, String error) {
      error(key.name(), error);
    }

    private void error(String name, String error) {
      Settings.this.error(prefix + name, error);
    }

    /** The values that were read, and the stamps of the files among them. */
    Map<String, String> written() {
      return Map.copyOf(written);
    }
  }

  void error(String key, String error) {
    errors.add(key + " " + error);
  }

  /** A typing error in the name of a limit must not go unnoticed. */
  private void checkKeys() {
    Predicate<String> ours =
        key ->
            key.startsWith(ALL)
                && !key.startsWith(SANDBOX)
                && !file.getOrDefault(key, "x").isBlank()
                && unchecked.stream().noneMatch(key::startsWith);
    for (String key : keys().stream().filter(ours).toList()) {
      String prefix =
          accepted.keySet().stream()
              .filter(key::startsWith)
              .reduce(ALL, (one, other) -> one.length() < other.length() ? other : one);
      List<Setting<?>> there = accepted.getOrDefault(prefix, List.of());
      String name = key.substring(prefix.length());
      Optional<Setting<?>> setting = there.stream().filter(each -> each.accepts(name)).findFirst();
      if (setting.isPresent()) {
        checkUnused(key, setting.get());
      } else {
        error(
            key,
            there.isEmpty()
                ? "is no setting: after " + prefix + " comes a name of letters, digits, - and _"
                : "is no setting: after "
                    + prefix
                    + " there may be "
                    + there.stream().flatMap(each -> each.names().stream()).distinct().toList());
      }
    }
  }

  /** A value that nothing has read must have its format too. */
  private void checkUnused(String key, Setting<?> setting) {
    if (!setting.isSecret()
        && !used.contains(key)
        && value(key).filter(text -> !isAccepted(text, setting.format())).isPresent()) {
      error(key, "must be " + setting.format().description());
    }
  }

  private static boolean isAccepted(String text, SettingFormat<?> format) {
    try {
      return format.parser().apply(text) != null;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigurationException with all errors, if there are any
   */
  void check() {
    checkKeys();
    checkRead();
  }

  /**
   * Ends the reading of a part of the settings.
   *
   * @throws ConfigurationException with the errors of that part, if there are any
   */
  void checkRead() {
    if (!errors.isEmpty()) {
      throw new ConfigurationException(List.copyOf(errors));
    }
  }
}
