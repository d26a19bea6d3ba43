package dev.yizhan.gateway.boot;

import static java.util.Objects.requireNonNull;

import dev.yizhan.gateway.config.Configuration;
import dev.yizhan.gateway.security.Consumer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The line of the log that says what has started, and what is missing for a useful gateway. */
final class StartLine {

  private StartLine() {}

  static String of(Configuration configuration) {
    List<String> missing = missing(configuration);
    return "Yizhan "
        + version()
        + " has started: store "
        + configuration.store().summary()
        + "; "
        + configuration.summary()
        + (missing.isEmpty() ? "" : ". Missing: " + String.join("; ", missing));
  }

  private static List<String> missing(Configuration configuration) {
    List<String> missing = new ArrayList<>();
    if (configuration.channels().isEmpty()) {
      missing.add("a channel (yizhan.channel.NAME.vendor), so nothing can be sent");
    }
    if (configuration.admission().consumers().isEmpty()) {
      missing.add("a consumer (yizhan.consumer.NAME.password-file), so nobody can send");
    }
    if (configuration.admission().consumers().stream()
        .noneMatch(entry -> entry.consumer().role() == Consumer.Role.ADMIN)) {
      missing.add("an admin (yizhan.consumer.NAME.role=admin), so nobody can settle or suspend");
    }
    return missing;
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream file =
        requireNonNull(StartLine.class.getResourceAsStream("version.properties"))) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
