package dev.yizhan.vendor.setting;

import dev.yizhan.codec.FullWidth;

/** The setting of vendors that do not accept some ASCII characters as they are. */
public final class WidenedSetting {

  private WidenedSetting() {}

  /**
   * Makes the setting for one vendor.
   *
   * @param characters from ! to ~ that are sent in full width unless configured otherwise
   * @return the setting
   */
  public static Setting<FullWidth> withDefault(String characters) {
    return Setting.of(
            "widened",
            new SettingFormat<>("characters from ! to ~, without separators", FullWidth::of),
            "characters that are sent in full width")
        .withDefault(characters);
  }
}
