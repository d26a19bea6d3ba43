package dev.yizhan.gateway.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Settings by key: what MicroProfile Config says (system properties, environment), else what stands
 * in the file that {@code yizhan.config} names. It collects mistakes, so that all are told at once.
 */
final class Settings {

  static final String ALL = "yizhan.";
  static final Key<String> CONFIG =
      Key.of(
          "config",
          Form.text("a readable properties file in UTF-8"),
          "the properties file. It is given as a system property or in the environment"
              + " (`YIZHAN_CONFIG`)");

  private static final String SANDBOX = "yizhan.sandbox.";
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  static final String NAME = "[\\p{L}\\p{N}_-]{1,64}";

  private final Config config;
  private final Map<String, String> file = new TreeMap<>();
  private final Set<String> mistakes = new LinkedHashSet<>();
  private final Map<Path, String> files = new LinkedHashMap<>();

  /** Each is read once, so that all who name it have the same. */
  private final Map<Path, String> contents = new HashMap<>();

  /** What there may be, behind the prefixes that were looked behind. */
  private final Map<String, List<Key<?>>> known = new TreeMap<>();

  private final Set<String> unknowable = new TreeSet<>();

  private Settings(Config config) {
    this.config = config;
  }

  static Settings of(Config config) {
    Settings settings = new Settings(config);
    config.getOptionalValue(ALL + CONFIG.name(), String.class).ifPresent(settings::load);
    settings.known.put(ALL, new ArrayList<>(List.of(CONFIG)));
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
                mistake(String.valueOf(key), "stands in the file twice: keep one of them");
              }
              return super.put(key, value);
            }
          };
      properties.load(
          new BufferedReader(
              new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)));
      properties.stringPropertyNames().forEach(key -> file.put(key, properties.getProperty(key)));
      file.forEach(Settings.this::refuseStrange);
    } catch (IOException | IllegalArgumentException e) {
      mistake(ALL + CONFIG.name(), "must be " + CONFIG.form().allowed());
    }
  }

  /** What is no setting of ours, or half of one; a password may stand in it. */
  private void refuseStrange(String key, String value) {
    if (!key.startsWith(ALL)) {
      mistakes.add("A line of the file is no setting: all of them begin with " + ALL);
    } else if (value.isBlank()) {
      mistake(
          key.replaceFirst("\\.[^.]*$", ".…"),
          "has a line without a value: write KEY=VALUE, or take it out");
    }
  }

  /** A file that a setting names; it is looked at again when it changes. */
  private String read(String name) throws IOException {
    Path path = Path.of(name);
    String known = contents.get(path);
    if (known == null) {
      files.put(path, stamp(path));
      known = Files.readString(path);
      contents.put(path, known);
    }
    return known;
  }

  /** All files that were read, or should have been, and as what they were found. */
  Map<Path, String> files() {
    return Map.copyOf(files);
  }

  /** Another one when the file has changed. */
  static String stamp(Path path) {
    try {
      BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class);
      return is.lastModifiedTime() + " " + is.size() + " " + is.fileKey();
    } catch (IOException e) {
      return "";
    }
  }

  private Optional<String> look(String key) {
    return config
        .getOptionalValue(key, String.class)
        .or(() -> Optional.ofNullable(file.get(key)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /**
   * The names that stand in the place of {@code NAME} in a section's prefix. One with a sign that
   * no name has is a mistake.
   */
  Set<String> names(Key.Section section) {
    String prefix = section.prefix().substring(0, section.prefix().indexOf("NAME."));
    Set<String> names = new TreeSet<>();
    for (String key : keys()) {
      if (key.startsWith(prefix)) {
        int end = key.indexOf('.', prefix.length());
        String name = end < 0 ? "" : key.substring(prefix.length(), end);
        if (name.matches(NAME)) {
          names.add(name);
        } else {
          known.putIfAbsent(prefix, List.of());
        }
      }
    }
    return names;
  }

  private Set<String> keys() {
    Set<String> keys = new TreeSet<>(file.keySet());
    Set<String> variables = System.getenv().keySet();
    for (String key : config.getPropertyNames()) {
      // Some servers list variables as keys that they may mean: names with - have got dots in them.
      if (System.getProperty(key) != null
          || !variables.contains(key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** The settings of a section. */
  Group of(Key.Section section) {
    return new Group(section, section.prefix());
  }

  /** The settings of one of those that a section is about. */
  Group of(Key.Section section, String name) {
    return new Group(section, section.prefix().replace("NAME", name));
  }

  /** Settings that share a prefix. */
  final class Group {

    private final String prefix;
    private final Map<String, String> seen = new LinkedHashMap<>();

    private Group(Key.Section section, String prefix) {
      this.prefix = prefix;
      knows(section.keys());
    }

    /** There may be these, too. */
    void knows(List<Key<?>> keys) {
      known.computeIfAbsent(prefix, each -> new ArrayList<>()).addAll(keys);
    }

    /** What there may be depends on a mistake: whatever stands here is none beside it. */
    void isUnknowable() {
      unknowable.add(prefix);
    }

    boolean has(Key<?> key) {
      return key.names().stream().anyMatch(name -> look(prefix + name).isPresent());
    }

    /** The value as it was written. */
    private Optional<String> written(Key<?> key) {
      Optional<String> value = look(prefix + key.name());
      if (key.isSecret()) {
        Optional<String> path = look(prefix + key.inFile());
        if (value.isPresent() && path.isPresent()) {
          mistake(key, "and " + key.inFile() + " exclude each other: give one of them");
        } else if (path.isPresent()) {
          value = content(key.inFile(), path.get()).map(String::strip);
        }
      }
      value.ifPresent(text -> seen.put(key.name(), text));
      return value;
    }

    private Optional<String> content(String name, String path) {
      try {
        return Optional.of(read(path)).filter(text -> !text.isBlank());
      } catch (IOException | IllegalArgumentException e) {
        mistake(name, "must be a readable file in UTF-8 with the value in it");
        return Optional.empty();
      }
    }

    /** What stands in a file that a value names. */
    String content(String path) {
      try {
        String text = read(path);
        seen.put(path, String.valueOf(files.get(Path.of(path))));
        return text;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** A file that a value names, and that another reads. */
    Path file(String name) {
      Path path = Path.of(name);
      seen.put(name, files.computeIfAbsent(path, Settings::stamp));
      return path;
    }

    /** Its value; nothing where there is none, or where it is a mistake. */
    <T> Optional<T> find(Key<T> key) {
      return find(key, key.form());
    }

    /** The same in a narrower form than the page can tell. */
    <T> Optional<T> find(Key<?> key, Form<T> form) {
      Optional<String> value = written(key).or(key::fallback);
      try {
        return value.map(form.reader());
      } catch (RuntimeException e) {
        mistake(key, "must be " + form.allowed());
        return Optional.empty();
      }
    }

    /** The value of a key that always has one; where it is a mistake, what would hold without. */
    <T> T get(Key<T> key) {
      return get(key, key.form().reader().apply(key.fallback().orElseThrow()));
    }

    <T> T get(Key<T> key, T otherwise) {
      return find(key).orElse(otherwise);
    }

    /** A value that must be there. */
    <T> Optional<T> need(Key<T> key) {
      if (!has(key)) {
        mistake(key, "is missing: " + key.form().allowed());
      }
      return find(key);
    }

    /** The endings that stand in the place of {@code KIND}; some of them are known words. */
    Set<String> kinds(Key<?> key, List<String> words) {
      String further = prefix + key.name().substring(0, key.name().indexOf("KIND"));
      // Variables have no names of their own: the words are asked for.
      return Stream.concat(
              keys().stream()
                  .filter(each -> each.startsWith(further))
                  .map(each -> each.substring(further.length())),
              words.stream().filter(word -> look(further + word).isPresent()))
          .collect(Collectors.toCollection(TreeSet::new));
    }

    /** One of those that a key stands for. */
    <T> Key<T> kind(Key<T> key, String kind) {
      return new Key<>(
          key.name().replace("KIND", kind),
          key.form(),
          key.fallback(),
          key.otherwise(),
          key.meaning(),
          key.isSecret());
    }

    void mistake(Key<?> key, String what) {
      mistake(key.name(), what);
    }

    private void mistake(String name, String what) {
      Settings.this.mistake(prefix + name, what);
    }

    /** All that was read of it. */
    Map<String, String> seen() {
      return Map.copyOf(seen);
    }
  }

  void mistake(String key, String what) {
    mistakes.add(key + " " + what);
  }

  /** Settings that nobody reads are mistakes: nothing is as dear as a limit with a typing error. */
  private void refuseUnknown() {
    Predicate<String> ours =
        key ->
            key.startsWith(ALL)
                && !key.startsWith(SANDBOX)
                && !file.getOrDefault(key, "x").isBlank()
                && unknowable.stream().noneMatch(key::startsWith);
    for (String key : keys().stream().filter(ours).toList()) {
      String prefix =
          known.keySet().stream()
              .filter(key::startsWith)
              .reduce(ALL, (one, other) -> one.length() < other.length() ? other : one);
      List<Key<?>> there = known.getOrDefault(prefix, List.of());
      String name = key.substring(prefix.length());
      if (there.stream().noneMatch(each -> each.isCalled(name))) {
        mistake(
            key,
            there.isEmpty()
                ? "is no setting: behind " + prefix + " comes a name of letters, digits, - and _"
                : "is no setting: behind "
                    + prefix
                    + " there may be "
                    + there.stream().flatMap(each -> each.names().stream()).distinct().toList());
      }
    }
  }

  /**
   * When all has been read.
   *
   * @throws ConfigurationException with all mistakes
   */
  void check() {
    refuseUnknown();
    if (!mistakes.isEmpty()) {
      throw new ConfigurationException(List.copyOf(mistakes));
    }
  }
}
