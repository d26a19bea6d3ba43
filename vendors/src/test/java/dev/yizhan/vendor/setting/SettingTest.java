package dev.yizhan.vendor.setting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {

  private static final Setting<Integer> PLAIN =
      Setting.of("recipients-per-call", SettingFormat.number(1, 9), "the most numbers");

  @Test
  void hasNoDefaultUntilOneIsGiven() {
    assertThat(PLAIN.fallback()).isEmpty();
    assertThat(PLAIN.fallbackText()).isEqualTo("none");
    assertThat(PLAIN.withDefault("5").fallback()).contains("5");
    assertThat(PLAIN.withDefault("5").fallbackText()).isEqualTo("5");
  }

  @Test
  void describesADefaultThatCannotBeWrittenAsText() {
    Setting<Integer> described = PLAIN.withDefaultText("the vendor's");
    assertThat(described.fallback()).isEmpty();
    assertThat(described.fallbackText()).isEqualTo("the vendor's");
  }

  @Test
  void changesNothingElseInACopy() {
    Setting<Integer> copy = PLAIN.withDefault("5").withDefaultText("five").secret();
    assertThat(copy)
        .isEqualTo(
            new Setting<>(
                PLAIN.name(), PLAIN.format(), copy.fallback(), "five", PLAIN.meaning(), true));
    assertThat(copy.fallback()).contains("5");
  }

  @Test
  void takesASecretFromAFileToo() {
    Setting<Integer> secret = PLAIN.secret();
    assertThat(secret.names()).containsExactly("recipients-per-call", "recipients-per-call-file");
    assertThat(secret.accepts("recipients-per-call-file")).isTrue();
    assertThat(PLAIN.names()).containsExactly("recipients-per-call");
    assertThat(PLAIN.accepts("recipients-per-call-file")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "route.mobile, true",
    "route.+852, true",
    "route, false",
    "routes.mobile, false",
    "a.route.mobile, false"
  })
  void standsForEveryKeyOfItsKind(String key, boolean accepted) {
    Setting<String> kinds = Setting.of("route.KIND", SettingFormat.text("channels"), "a route");
    assertThat(kinds.accepts(key)).isEqualTo(accepted);
  }
}
