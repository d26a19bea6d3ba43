package dev.yizhan.it;

import dev.yizhan.demo.DemoConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The properties file that a gateway is configured with. */
record ConfigurationFile(Path path) {

  /** The demo's settings, for servers that the demo does not start. */
  static List<String> demo(int vendorPort, Path data) {
    return Stream.concat(DemoConfiguration.of(vendorPort).lines(), Stream.of("yizhan.data=" + data))
        .filter(line -> line.contains("=") && !line.startsWith("#"))
        .toList();
  }

  /**
   * Writes settings, each {@code key=value}. Unless they replace these, there are a store key,
   * plain HTTP, and the consumers demo and admin.
   */
  void write(List<String> settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("yizhan.store.keys", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    all.put("yizhan.plain-http", "allowed");
    all.put("yizhan.consumer.demo.password", "demo");
    all.put("yizhan.consumer.admin.password", "admin");
    all.put("yizhan.consumer.admin.role", "admin");
    settings.forEach(line -> all.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    try {
      Files.write(
          path,
          all.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
