package dev.yizhan.gateway.boot;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One setting. The check, the page docs/configuration.md and the file docs/yizhan.properties are
 * made of it.
 *
 * @param name behind the prefix of its section; {@code route.KIND} stands for all that begin so
 * @param form what may stand there
 * @param fallback what holds without it, as it would be written; empty where nothing does, or
 *     something that is not one text
 * @param otherwise the same in words
 * @param meaning what it is for, in Markdown
 * @param isSecret whether it may stand in a file of its own, which the same name with {@code -file}
 *     names
 * @param <T> the value
 */
record Key<T>(
    String name,
    Form<T> form,
    Optional<String> fallback,
    String otherwise,
    String meaning,
    boolean isSecret) {

  static <T> Key<T> of(String name, Form<T> form, String meaning) {
    return new Key<>(name, form, Optional.empty(), "none", meaning, false);
  }

  /** With what holds without it. */
  Key<T> by(String written) {
    return new Key<>(name, form, Optional.of(written), written, meaning, isSecret);
  }

  /** With words for what holds without it. */
  Key<T> otherwise(String words) {
    return new Key<>(name, form, fallback, words, meaning, isSecret);
  }

  Key<T> secret() {
    return new Key<>(name, form, fallback, otherwise, meaning, true);
  }

  /** Under which names it may stand. */
  List<String> names() {
    return isSecret ? List.of(name, inFile()) : List.of(name);
  }

  String inFile() {
    return name + "-file";
  }

  /** Whether a name is one of its own. */
  boolean isCalled(String given) {
    return names().contains(given)
        || name.endsWith(".KIND") && given.startsWith(name.substring(0, name.length() - 4));
  }

  /**
   * Settings that share a prefix.
   *
   * @param title of their part of the page
   * @param prefix for example {@code yizhan.channel.NAME.}
   * @param keys in the order of the page
   */
  record Section(String title, String prefix, List<Key<?>> keys) {

    /** With further ones behind them. */
    Section with(List<Key<?>> more) {
      return new Section(title, prefix, Stream.concat(keys.stream(), more.stream()).toList());
    }
  }
}
