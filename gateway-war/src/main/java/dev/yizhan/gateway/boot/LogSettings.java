package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.monitoring.LogOutput;
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
record LogSettings(LogOutput.Target output, boolean all) {

  private static final Key<LogOutput.Format> FORM =
      Key.of(
              "form",
              Form.choice(
                  Map.of(
                      "server", LogOutput.Format.SERVER,
                      "plain", LogOutput.Format.PLAIN,
                      "json", LogOutput.Format.JSON)),
              "`server`: the gateway's lines go where the server's go, in its form; `plain` and"
                  + " `json`: one line each, past the server")
          .by("server");
  private static final Key<Path> FILE =
      Key.of(
              "file",
              new Form<>("a file in a directory that there is", LogSettings::file),
              "where lines in a form of ours go; it is opened for each, so that it can be moved away"
                  + " at any time")
          .otherwise("standard output");
  private static final Key<Boolean> EVENTS =
      Key.of(
              "events",
              Form.choice(Map.of("unusual", false, "all", true)),
              "`all`: a line for each submission, call and question, also for those that went well")
          .by("unusual");

  static final Key.Section SECTION =
      new Key.Section("The log", "yizhan.log.", List.of(FORM, FILE, EVENTS));

  static LogSettings of(Settings settings) {
    Settings.Group group = settings.of(SECTION);
    if (group.has(FILE) && group.get(FORM) == LogOutput.Format.SERVER) {
      group.mistake(FILE, "needs yizhan.log.form to be plain or json");
    }
    return new LogSettings(
        new LogOutput.Target(group.get(FORM), group.find(FILE)), group.get(EVENTS));
  }

  private static Path file(String text) {
    Path path = Path.of(text).toAbsolutePath();
    Path directory = path.getParent();
    return Form.accepted(
        path, directory != null && Files.isDirectory(directory) && !Files.isDirectory(path));
  }
}
