package dev.yizhan.vendor.setting;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One setting: its key, what it accepts, its default, and its documentation. Checks, reference
 * pages and example files are made from it.
 *
 * @param name the key after the prefix of its section; {@code route.KIND} stands for every key that
 *     begins with {@code route.}
 * @param format what the value may be
 * @param fallback the default as it would be written; empty where there is none, or where it cannot
 *     be written as one text
 * @param fallbackText the default in words
 * @param meaning what the setting does, in Markdown
 * @param isSecret whether the value may also come from a file that the same key with {@code -file}
 *     names
 * @param <T> the type of the value
 */
public record Setting<T>(
    String name,
    SettingFormat<T> format,
    Optional<String> fallback,
    String fallbackText,
    String meaning,
    boolean isSecret) {

  private static final String ANY_KIND = ".KIND";

  /** Checks that nothing is {@code null}. */
  public Setting {
    requireNonNull(name, "name");
    requireNonNull(format, "format");
    requireNonNull(fallback, "fallback");
    requireNonNull(fallbackText, "fallbackText");
    requireNonNull(meaning, "meaning");
  }

  /**
   * A setting without a default.
   *
   * @param name the key after its prefix
   * @param format what the value may be
   * @param meaning what the setting does, in Markdown
   * @param <T> the type of the value
   * @return the setting
   */
  public static <T> Setting<T> of(String name, SettingFormat<T> format, String meaning) {
    return new Setting<>(name, format, Optional.empty(), "none", meaning, false);
  }

  /**
   * Adds a default.
   *
   * @param written the default as it would be written
   * @return a copy
   */
  public Setting<T> withDefault(String written) {
    return new Setting<>(name, format, Optional.of(written), written, meaning, isSecret);
  }

  /**
   * Describes a default that cannot be written as one text.
   *
   * @param words the default in words
   * @return a copy
   */
  public Setting<T> withDefaultText(String words) {
    return new Setting<>(name, format, fallback, words, meaning, isSecret);
  }

  /**
   * Marks the value as a secret.
   *
   * @return a copy
   */
  public Setting<T> secret() {
    return new Setting<>(name, format, fallback, fallbackText, meaning, true);
  }

  /**
   * All keys under which the value may be given.
   *
   * @return the name, and for a secret the key that names a file
   */
  public List<String> names() {
    return isSecret ? List.of(name, fileName()) : List.of(name);
  }

  /**
   * The key that names a file with the value.
   *
   * @return the name with {@code -file} at its end
   */
  public String fileName() {
    return name + "-file";
  }

  /**
   * Whether a key belongs to this setting.
   *
   * @param given a key after the section's prefix
   * @return whether it is one of {@link #names}, or of the kind that the name stands for
   */
  public boolean accepts(String given) {
    return names().contains(given)
        || name.endsWith(ANY_KIND)
            && given.startsWith(name.substring(0, name.length() - ANY_KIND.length() + 1));
  }
}
