package dev.yizhan.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.http.Binding;
import dev.yizhan.vendor.Limits;
import dev.yizhan.vendor.Vendor;
import dev.yizhan.vendor.Vendors;
import dev.yizhan.vendor.setting.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tables of docs/configuration.md and all of docs/yizhan.properties are made of the keys that
 * the check goes by: {@code mvn -Pquick -pl gateway-war -am test -Dtest=ConfigurationPageTest
 * -Dyizhan.write-pages=true} writes them anew.
 */
class ConfigurationPageTest {

  private static final Path DOCS = Path.of("../docs");
  private static final Path PAGE = DOCS.resolve("configuration.md");
  private static final Path FILE = DOCS.resolve("yizhan.properties");
  private static final int WIDTH = 100;

  private static final Map<String, List<Setting<?>>> TABLES = tables();

  @TempDir private Path directory;

  private static Map<String, List<Setting<?>>> tables() {
    Map<String, List<Setting<?>>> tables = new LinkedHashMap<>();
    List<Setting<?>> house = new ArrayList<>(GlobalSettings.SECTION.settings());
    house.addAll(1, StoreSettings.DIRECTORY.settings());
    tables.put("yizhan.", house);
    tables.put("yizhan.store.", StoreSettings.SECTION.settings());
    tables.put("yizhan.log.", LogSettings.SECTION.settings());
    tables.put("yizhan.server.", ServerSettings.SECTION.settings());
    tables.put(
        "yizhan.consumer.NAME.", ConsumerSettings.SECTION.with(LoginSettings.ALL).settings());
    tables.put("yizhan.door.NAME.", DoorSettings.SECTION.settings());
    tables.put("yizhan.channel.NAME.", ChannelSettings.SECTION.settings());
    tables.put("yizhan.account.NAME.", AccountSettings.SECTION.settings());
    return tables;
  }

  /** What some vendors' channels have, with whose they are. */
  private static Map<Setting<?>, List<String>> vendors() {
    Map<Setting<?>, List<String>> vendors = new LinkedHashMap<>();
    for (Vendor vendor : Vendors.installed().all()) {
      for (Setting<?> setting : vendor.settings()) {
        vendors.computeIfAbsent(setting, each -> new ArrayList<>()).add(vendor.name());
      }
    }
    return vendors;
  }

  private static String table(List<Setting<?>> keys) {
    StringBuilder table = new StringBuilder("| key | default | may be | is |\n|---|---|---|---|\n");
    keys.forEach(key -> table.append("| ").append(cells(key)).append('\n'));
    return table.toString();
  }

  private static String vendorTable() {
    StringBuilder table =
        new StringBuilder("| only for | key | default | may be | is |\n|---|---|---|---|---|\n");
    vendors()
        .forEach(
            (key, vendors) ->
                table
                    .append("| ")
                    .append(String.join(", ", vendors))
                    .append(" | ")
                    .append(cells(key))
                    .append('\n'));
    return table.toString();
  }

  /** The vendors, their transports and the limits of their documents. */
  private static String limitsTable() {
    StringBuilder table =
        new StringBuilder(
            "| vendor | transports | `recipients-per-call` | by GET | `part-length` |"
                + " `joined-part-length` |\n|---|---|---|---|---|---|\n");
    for (Vendor vendor : Vendors.installed().all()) {
      Limits limits = vendor.limits(Binding.HTTP_POST);
      table
          .append("| `")
          .append(vendor.name())
          .append("` | ")
          .append(
              vendor.transports().stream()
                  .map(Binding::label)
                  .sorted()
                  .collect(Collectors.joining(", ")))
          .append(" | ")
          .append(limits.recipientsPerCall())
          .append(" | ")
          .append(vendor.limits(Binding.HTTP_GET).recipientsPerCall())
          .append(" | ")
          .append(limits.segmentLength().single())
          .append(" | ")
          .append(limits.segmentLength().joined())
          .append(" |\n");
    }
    return table.toString();
  }

  private static String cells(Setting<?> key) {
    String fallback =
        key.fallback().isPresent()
            ? "`" + key.fallbackText() + "`"
            : key.fallbackText().matches("[0-9]+")
                ? "`" + key.fallbackText() + "`"
                : key.fallbackText();
    String names = "`" + String.join("`, `", key.names()) + "`";
    return String.join(" | ", names, fallback, key.format().description(), key.meaning()) + " |";
  }

  private static String page(String before) {
    String page = before;
    for (Map.Entry<String, List<Setting<?>>> each : TABLES.entrySet()) {
      page = filled(page, each.getKey(), table(each.getValue()));
    }
    return filled(filled(page, "limits", limitsTable()), "vendors", vendorTable());
  }

  private static String filled(String page, String name, String table) {
    String begin = "<!-- " + name + " -->\n";
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf("<!-- end -->", from);
    assertThat(from).as(name).isGreaterThan(begin.length());
    return page.substring(0, from) + table + page.substring(to);
  }

  /** What the file has without its remarks. */
  private static final Map<String, String> EXAMPLE = new TreeMap<>();

  static {
    EXAMPLE.put("yizhan.data", "/var/lib/yizhan");
    EXAMPLE.put("yizhan.route", "winic");
    EXAMPLE.put("yizhan.store.key-file", "/etc/yizhan/store.key");
    EXAMPLE.put("yizhan.consumer.shop.password-file", "/etc/yizhan/shop.password");
    EXAMPLE.put("yizhan.consumer.operator.password-file", "/etc/yizhan/operator.password");
    EXAMPLE.put("yizhan.consumer.operator.role", "admin");
    EXAMPLE.put("yizhan.channel.winic.vendor", "winic-http");
    EXAMPLE.put("yizhan.channel.winic.address", "http://service.winic.org:8009");
    EXAMPLE.put("yizhan.channel.winic.user", "the account's name");
    EXAMPLE.put("yizhan.channel.winic.password-file", "/etc/yizhan/winic.password");
    EXAMPLE.put("yizhan.account.winic.owner", "shop");
  }

  private static String file() {
    StringBuilder file =
        new StringBuilder(
            """
            # Yizhan's configuration: every setting there is. After # is what a setting may be.
            # The lines without # are an example with one consumer, one admin, one channel and its account.
            # docs/configuration.md says more. Made by ConfigurationPageTest.
            """);
    TABLES.forEach(
        (prefix, keys) -> {
          String name =
              prefix.contains("consumer")
                  ? "shop"
                  : prefix.contains("door") ? "winic-http" : "winic";
          file.append("\n\n#### ").append(prefix).append("\n");
          keys.forEach(key -> entry(file, prefix.replace("NAME", name), key, ""));
          if (prefix.contains("channel")) {
            vendors()
                .forEach(
                    (key, vendors) ->
                        entry(
                            file,
                            prefix.replace("NAME", name),
                            key,
                            String.join(", ", vendors) + " only. "));
          }
          if (prefix.contains("consumer")) {
            file.append("\n# An admin.\n");
            EXAMPLE.forEach(
                (key, value) -> {
                  if (key.startsWith("yizhan.consumer.operator.")) {
                    file.append(key).append('=').append(value).append('\n');
                  }
                });
          }
        });
    return file.toString();
  }

  private static void entry(StringBuilder file, String prefix, Setting<?> key, String before) {
    String text =
        before
            + key.meaning().replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").replace("`", "")
            + ". May be: "
            + key.format().description()
            + (key.fallbackText().equals("none") ? "" : ". Default: " + key.fallbackText());
    file.append('\n');
    StringBuilder line = new StringBuilder("#");
    for (String word : text.replace("`", "").split(" ", -1)) {
      if (line.length() + word.length() >= WIDTH) {
        file.append(line).append('\n');
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    file.append(line).append('\n');
    for (String name : key.names()) {
      String example = EXAMPLE.get(prefix + name);
      file.append(example == null ? "#" : "")
          .append(prefix)
          .append(name)
          .append('=')
          .append(example == null ? key.fallback().orElse("") : example)
          .append('\n');
    }
  }

  @Test
  void thePageSaysWhatTheCheckGoesBy() throws IOException {
    String there = Files.readString(PAGE);
    if (Boolean.getBoolean("yizhan.write-pages")) {
      Files.writeString(PAGE, page(there));
      Files.writeString(FILE, file());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page(there));
    assertThat(Files.readString(FILE)).isEqualTo(file());
  }

  @Test
  void theFileIsAConfiguration() throws IOException {
    for (String secret : List.of("shop.password", "operator.password", "winic.password")) {
      Files.writeString(directory.resolve(secret), secret + "\n");
    }
    Files.writeString(
        directory.resolve("store.key"), "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n");
    Path copy =
        Files.writeString(
            directory.resolve("yizhan.properties"),
            Files.readString(FILE)
                .replace("/etc/yizhan", directory.toString())
                .replace("/var/lib/yizhan", directory.toString()));
    Settings settings =
        Settings.of(ChannelSettingsTest.config(Map.of("yizhan.config", copy.toString())));
    Configuration configured =
        Configuration.of(settings, VendorJars.open(Optional.empty()), Optional.empty());
    try {
      assertThat(configured.summary())
          .isEqualTo("channels winic; accounts winic; consumers operator, shop");
      assertThat(configured.channels().get(0).credentials().password()).isEqualTo("winic.password");
      assertThat(settings.files().keySet()).hasSize(4);
    } finally {
      configured.channels().forEach(made -> Configuration.close(made.opened()));
    }
  }
}
