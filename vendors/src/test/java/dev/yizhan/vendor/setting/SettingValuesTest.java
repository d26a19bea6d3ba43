package dev.yizhan.vendor.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingValuesTest {

  private static final Setting<Integer> SIZE =
      Setting.of("size", SettingFormat.number(1, 9), "how many");
  private static final Setting<Integer> USUAL = SIZE.withDefault("5");

  @Test
  void givesWhatWasGiven() {
    SettingValues values = SettingValues.of(Map.of("size", "7", "nobodys", "x"));
    assertThat(values.has(USUAL)).isTrue();
    assertThat(values.find(USUAL)).contains(7);
    assertThat(values.get(USUAL)).isEqualTo(7);
    assertThat(values.get(SIZE, 3)).isEqualTo(7);
  }

  @Test
  void givesTheDefaultWhereNothingWasGiven() {
    SettingValues values = SettingValues.of(Map.of());
    assertThat(values.has(USUAL)).isFalse();
    assertThat(values.find(USUAL)).contains(5);
    assertThat(values.get(USUAL)).isEqualTo(5);
  }

  @Test
  void givesNothingWhereThereIsNoDefaultEither() {
    SettingValues values = SettingValues.of(Map.of());
    assertThat(values.find(SIZE)).isEmpty();
    assertThat(values.get(SIZE, 3)).isEqualTo(3);
  }

  @Test
  void readsAValueInAnotherFormat() {
    SettingValues values = SettingValues.of(Map.of("size", "70"));
    assertThat(values.find(SIZE, SettingFormat.number(10, 99))).contains(70);
    assertThat(values.find(SIZE, SettingFormat.text("a text"))).contains("70");
  }

  @Test
  void throwsTheFirstErrorWithTheSettingsName() {
    SettingValues values = SettingValues.of(Map.of("size", "70"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> values.find(SIZE))
        .withMessage("size must be a whole number from 1 to 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> values.get(SIZE, 3))
        .withMessage("size must be a whole number from 1 to 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> values.error(SIZE, "must not be above part-length"))
        .withMessage("size must not be above part-length");
  }

  @Test
  void keepsNoSecretInAnError() {
    Setting<Integer> secret = SIZE.secret();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingValues.of(Map.of("size", "hush")).find(secret))
        .matches(e -> !String.valueOf(e.getMessage()).contains("hush"));
  }

  @Test
  void isNotChangedWithTheMapThatItWasMadeOf() {
    Map<String, String> given = new HashMap<>(Map.of("size", "7"));
    SettingValues values = SettingValues.of(given);
    given.put("size", "8");
    assertThat(values.find(SIZE)).contains(7);
  }
}
