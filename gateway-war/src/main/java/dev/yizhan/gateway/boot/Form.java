package dev.yizhan.gateway.boot;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What may stand in a setting.
 *
 * @param allowed in words that fit behind "must be"
 * @param reader makes the value of the text, or throws where it has another form
 * @param <T> the value
 */
record Form<T>(String allowed, Function<String, T> reader) {

  static Form<String> text(String allowed) {
    return new Form<>(allowed, text -> text);
  }

  /** Text of one pattern. */
  static Form<String> text(String allowed, String pattern) {
    return new Form<>(allowed, text -> accepted(text, text.matches(pattern)));
  }

  static Form<Integer> number(int least, int most) {
    return new Form<>(
        "a whole number from " + least + " to " + most,
        text -> {
          int value = Integer.parseInt(text);
          return accepted(value, value >= least && value <= most);
        });
  }

  static Form<Duration> duration() {
    return duration(Duration.ofDays(3650));
  }

  static Form<Duration> duration(Duration most) {
    return new Form<>(
        "seconds above 0, or a duration such as PT1H30M, up to "
            + (most.toDays() > 1 ? most.toDays() + " days" : most.toMinutes() + " minutes"),
        text -> {
          Duration value =
              text.startsWith("P")
                  ? Duration.parse(text)
                  : Duration.ofSeconds(Long.parseLong(text));
          return accepted(
              value, !value.isNegative() && !value.isZero() && value.compareTo(most) <= 0);
        });
  }

  static <T> Form<T> choice(Map<String, T> choices) {
    List<String> names = choices.keySet().stream().sorted().toList();
    return new Form<>(
        names.size() == 1
            ? names.get(0)
            : String.join(", ", names.subList(0, names.size() - 1))
                + " or "
                + names.get(names.size() - 1),
        text -> Objects.requireNonNull(choices.get(text)));
  }

  static <T> T accepted(T value, boolean isAllowed) {
    if (!isAllowed) {
      throw new IllegalArgumentException("not allowed here");
    }
    return value;
  }
}
