package dev.yizhan.vendor.setting;

import java.util.Map;
import java.util.Optional;

/**
 * The values that were given for settings. Errors are collected, so that whoever writes a
 * configuration sees all of them at once: a value with an error counts as not given.
 */
public interface SettingValues {

  /**
   * Whether a value was given.
   *
   * @param setting which
   * @return {@code false} also where only the default applies
   */
  boolean has(Setting<?> setting);

  /**
   * Finds a value in a format that depends on other values.
   *
   * @param setting which; its own format is not used
   * @param format what the value may be
   * @param <T> the type of the value
   * @return the given value, else the setting's default; empty if there is neither, or an error
   */
  <T> Optional<T> find(Setting<?> setting, SettingFormat<T> format);

  /**
   * Records an error.
   *
   * @param setting which
   * @param error words that follow the key: "must not be above part-length"
   */
  void error(Setting<?> setting, String error);

  /**
   * Finds a value.
   *
   * @param setting which
   * @param <T> the type of the value
   * @return the given value, else the setting's default; empty if there is neither, or an error
   */
  default <T> Optional<T> find(Setting<T> setting) {
    return find(setting, setting.format());
  }

  /**
   * Gets the value of a setting that has a default.
   *
   * @param setting which
   * @param <T> the type of the value
   * @return the given value, else the default
   */
  default <T> T get(Setting<T> setting) {
    return get(setting, setting.format().parser().apply(setting.fallback().orElseThrow()));
  }

  /**
   * Gets a value.
   *
   * @param setting which
   * @param otherwise the value where none was given, or one with an error
   * @param <T> the type of the value
   * @return the given value, else the other
   */
  default <T> T get(Setting<T> setting, T otherwise) {
    return find(setting).orElse(otherwise);
  }

  /**
   * Values from a map, for callers without a configuration file.
   *
   * @param values by the setting's name; names that no setting has are ignored
   * @return values whose first error is thrown as an {@link IllegalArgumentException} with the
   *     setting's name
   */
  static SettingValues of(Map<String, String> values) {
    Map<String, String> copy = Map.copyOf(values);
    return new SettingValues() {
      @Override
      public boolean has(Setting<?> setting) {
        return copy.containsKey(setting.name());
      }

      @Override
      public <T> Optional<T> find(Setting<?> setting, SettingFormat<T> format) {
        Optional<String> text = Optional.ofNullable(copy.get(setting.name())).or(setting::fallback);
        try {
          return text.map(format.parser());
        } catch (RuntimeException e) {
          error(setting, "must be " + format.description());
          return Optional.empty();
        }
      }

      @Override
      public void error(Setting<?> setting, String error) {
        throw new IllegalArgumentException(setting.name() + " " + error);
      }
    };
  }
}
