package dev.yizhan.vendor.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingFormatTest {

  private static void assertRefused(SettingFormat<?> format, String text) {
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> format.parser().apply(text));
  }

  @Test
  void acceptsNumbersUpToBothBounds() {
    SettingFormat<Integer> format = SettingFormat.number(-1, 10);
    assertThat(format.description()).isEqualTo("a whole number from -1 to 10");
    assertThat(format.parser().apply("-1")).isEqualTo(-1);
    assertThat(format.parser().apply("10")).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-2", "11", "", " ", "1.0", "1 ", "ten", "99999999999"})
  void refusesOtherNumbers(String text) {
    assertRefused(SettingFormat.number(-1, 10), text);
  }

  @ParameterizedTest
  @CsvSource({"1, PT1S", "90, PT1M30S", "PT1H30M, PT90M", "PT0.5S, PT0.5S", "3600, PT1H"})
  void readsSecondsAndIso8601Durations(String text, Duration duration) {
    assertThat(SettingFormat.duration(Duration.ofHours(2)).parser().apply(text))
        .isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "PT0S", "PT-1S", "7201", "PT2H1S", "1h", "", "0.5", "P"})
  void refusesOtherDurations(String text) {
    assertRefused(SettingFormat.duration(Duration.ofHours(2)), text);
  }

  @Test
  void acceptsDurationsUpToTenYears() {
    assertThat(SettingFormat.duration().parser().apply("P3650D")).isEqualTo(Duration.ofDays(3650));
    assertRefused(SettingFormat.duration(), "P3651D");
  }

  @ParameterizedTest
  @CsvSource({"PT1H, 60 minutes", "P2D, 2 days", "P3650D, 3650 days"})
  void statesTheLongestDuration(Duration longest, String stated) {
    assertThat(SettingFormat.duration(longest).description())
        .isEqualTo("seconds above 0, or a duration such as PT1H30M, up to " + stated);
  }

  @Test
  void matchesAPatternAsAWhole() {
    SettingFormat<String> format = SettingFormat.text("a name of small letters", "[a-z]+");
    assertThat(format.parser().apply("shop")).isEqualTo("shop");
    assertRefused(format, "shop1");
    assertRefused(format, "");
    assertRefused(format, "shop\n");
  }

  @Test
  void acceptsAnyTextWithoutAPattern() {
    assertThat(SettingFormat.text("a text").parser().apply(" ")).isEqualTo(" ");
  }

  @Test
  void acceptsOneOfSomeWords() {
    SettingFormat<Integer> format = SettingFormat.choice(Map.of("two", 2, "one", 1, "three", 3));
    assertThat(format.description()).isEqualTo("one, three or two");
    assertThat(format.parser().apply("two")).isEqualTo(2);
    assertRefused(format, "Two");
    assertRefused(format, "four");
    assertThat(SettingFormat.choice(Map.of("only", 1)).description()).isEqualTo("only");
  }
}
