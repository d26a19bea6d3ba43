package dev.yizhan.gateway.config;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Setting<Integer> DEPTH =
      Setting.of("depth", SettingFormat.number(1, 9), "how deep");
  private static final Section SECTION =
      new Section("A section", "yizhan.section.", List.of(DEPTH));

  private static Settings settings(String value) {
    return Settings.of(ChannelSettingsTest.config(Map.of("yizhan.section.depth", value)));
  }

  @Test
  void checksAValueThatNothingReads() {
    Settings settings = settings("10");
    settings.of(SECTION);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(settings::check)
        .withMessageContaining("yizhan.section.depth must be a whole number from 1 to 9");
  }

  @Test
  void acceptsAValueThatNothingReads() {
    Settings settings = settings("9");
    settings.of(SECTION);
    assertThatNoException().isThrownBy(settings::check);
  }

  @Test
  void leavesAValueToTheFormatByWhichItWasRead() {
    Settings settings = settings("10");
    settings.of(SECTION).find(DEPTH, SettingFormat.number(10, 99));
    assertThatNoException().isThrownBy(settings::check);
  }
}
