package dev.yizhan.vendor.setting;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a setting accepts.
 *
 * @param description words that follow "must be"
 * @param parser makes the value from the text; throws any runtime exception for other texts
 * @param <T> the type of the value
 */
public record SettingFormat<T>(String description, Function<String, T> parser) {

  private static final Duration LONGEST_DURATION = Duration.ofDays(3650);

  /** Checks that nothing is {@code null}. */
  public SettingFormat {
    requireNonNull(description, "description");
    requireNonNull(parser, "parser");
  }

  /**
   * Any text.
   *
   * @param description words that follow "must be"
   * @return the format
   */
  public static SettingFormat<String> text(String description) {
    return new SettingFormat<>(description, text -> text);
  }

  /**
   * Text that matches a pattern as a whole.
   *
   * @param description words that follow "must be"
   * @param pattern a regular expression
   * @return the format
   */
  public static SettingFormat<String> text(String description, String pattern) {
    return new SettingFormat<>(description, text -> require(text, text.matches(pattern)));
  }

  /**
   * A whole number.
   *
   * @param least the smallest allowed
   * @param most the largest allowed
   * @return the format
   */
  public static SettingFormat<Integer> number(int least, int most) {
    return new SettingFormat<>(
        "a whole number from " + least + " to " + most,
        text -> {
          int value = Integer.parseInt(text);
          return require(value, value >= least && value <= most);
        });
  }

  /**
   * A duration of up to ten years.
   *
   * @return the format: seconds, or ISO 8601 such as {@code PT1H30M}
   */
  public static SettingFormat<Duration> duration() {
    return duration(LONGEST_DURATION);
  }

  /**
   * A duration above zero.
   *
   * @param most the longest allowed
   * @return the format: seconds, or ISO 8601 such as {@code PT1H30M}
   */
  public static SettingFormat<Duration> duration(Duration most) {
    return new SettingFormat<>(
        "seconds above 0, or a duration such as PT1H30M, up to "
            + (most.toDays() > 1 ? most.toDays() + " days" : most.toMinutes() + " minutes"),
        text -> {
          Duration value =
              text.startsWith("P")
                  ? Duration.parse(text)
                  : Duration.ofSeconds(Long.parseLong(text));
          return require(
              value, !value.isNegative() && !value.isZero() && value.compareTo(most) <= 0);
        });
  }

  /**
   * One of some words.
   *
   * @param choices the value of each word
   * @param <T> the type of the value
   * @return the format
   */
  public static <T> SettingFormat<T> choice(Map<String, T> choices) {
    List<String> names = choices.keySet().stream().sorted().toList();
    return new SettingFormat<>(
        names.size() == 1
            ? names.get(0)
            : String.join(", ", names.subList(0, names.size() - 1))
                + " or "
                + names.get(names.size() - 1),
        text -> requireNonNull(choices.get(text), "choice"));
  }

  /**
   * For parsers: refuses a value.
   *
   * @param value a parsed value
   * @param isAllowed whether the setting accepts it
   * @param <T> the type of the value
   * @return the value
   * @throws IllegalArgumentException if it is not allowed
   */
  public static <T> T require(T value, boolean isAllowed) {
    if (!isAllowed) {
      throw new IllegalArgumentException("not allowed here");
    }
    return value;
  }
}
