package dev.yizhan.gateway.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * System properties, then environment variables, read by the gateway itself. The names of variables
 * follow MicroProfile Config 3.1, section "Default ConfigSources". Values are taken as they are:
 * expressions ({@code ${…}}) are not evaluated.
 */
final class PlainSources implements SettingSources {

  private final Supplier<Properties> properties;
  private final Map<String, String> environment;

  private PlainSources(Supplier<Properties> properties, Map<String, String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  static SettingSources ofProcess() {
    return of(System::getProperties, System.getenv());
  }

  static SettingSources of(Supplier<Properties> properties, Map<String, String> environment) {
    return new PlainSources(properties, environment);
  }

  @Override
  public Optional<String> value(String key) {
    return Optional.ofNullable(properties.get().getProperty(key))
        .or(() -> variable(key))
        .filter(value -> !value.isEmpty());
  }

  /** The first that exists: the key itself, with {@code _} for other characters, in upper case. */
  private Optional<String> variable(String key) {
    String name = key.replaceAll("[^A-Za-z0-9_]", "_");
    return Stream.of(key, name, name.toUpperCase(Locale.ROOT))
        .filter(environment::containsKey)
        .findFirst()
        .map(environment::get);
  }

  @Override
  public Set<String> keys() {
    Set<String> keys = new TreeSet<>(properties.get().stringPropertyNames());
    keys.addAll(environment.keySet());
    return keys;
  }
}
