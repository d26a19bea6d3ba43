package dev.yizhan.gateway.config;

import dev.yizhan.gateway.monitoring.LogOutput;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is written into the log, and how.
 *
 * @param output in which form, and where
 * @param all whether there is a line for what is as usual, too
 */
public record LogSettings(LogOutput.Target output, boolean all) {

  private static final Setting<LogOutput.Format> FORM =
      Setting.of(
              "form",
              SettingFormat.choice(
                  Map.of(
                      "server", LogOutput.Format.SERVER,
                      "plain", LogOutput.Format.PLAIN,
                      "json", LogOutput.Format.JSON)),
              "`server`: the gateway's lines go to the server's log, in its format; `plain` and"
                  + " `json`: one line for each, not through the server")
          .withDefault("server");
  private static final Setting<Path> FILE =
      Setting.of(
              "file",
              new SettingFormat<>("a file in an existing directory", LogSettings::file),
              "the file for `plain` and `json`; it is opened for every line, so that it can be moved"
                  + " away at any time")
          .withDefaultText("standard output");
  private static final Setting<Boolean> EVENTS =
      Setting.of(
              "events",
              SettingFormat.choice(Map.of("unusual", false, "all", true)),
              "`all`: a line for every submission, call and poll, also for successful ones")
          .withDefault("unusual");

  static final Section SECTION = new Section("The log", "yizhan.log.", List.of(FORM, FILE, EVENTS));

  static LogSettings of(Settings settings) {
    Settings.Group group = settings.of(SECTION);
    if (group.has(FILE) && group.get(FORM) == LogOutput.Format.SERVER) {
      group.error(FILE, "needs yizhan.log.form to be plain or json");
    }
    return new LogSettings(
        new LogOutput.Target(group.get(FORM), group.find(FILE)), group.get(EVENTS));
  }

  private static Path file(String text) {
    Path path = Path.of(text).toAbsolutePath();
    Path directory = path.getParent();
    return SettingFormat.require(
        path, directory != null && Files.isDirectory(directory) && !Files.isDirectory(path));
  }
}
