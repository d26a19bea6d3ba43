package dev.yizhan.demo;

import static java.util.stream.Collectors.joining;

import dev.yizhan.door.Door;
import dev.yizhan.door.Doors;
import dev.yizhan.sandbox.DemoSettings;
import dev.yizhan.sandbox.VendorSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The gateway's configuration in the demo, made from what each vendor simulator offers. */
public final class DemoConfiguration {

  private DemoConfiguration() {}

  /**
   * The configuration for the {@linkplain VendorSimulator#installed() installed} simulators.
   *
   * @param firstVendorPort the port of the first simulator; the others have the ports after it
   * @return a properties file
   */
  public static String of(int firstVendorPort) {
    List<VendorSimulator> simulators = VendorSimulator.installed();
    StringBuilder text = new StringBuilder(head());
    text.append("\n# The channels for messages that name none.\n");
    line(text, "route", route(simulators));
    text.append(
        """

        # The owner gets the reports and replies that belong to no submission. A vendor that can push
        # is polled too; the page of the simulated phones sets the address that it pushes to.
        """);
    accounts(simulators)
        .forEach(
            (name, settings) ->
                settings.forEach((key, value) -> line(text, "account." + name + "." + key, value)));
    for (int i = 0; i < simulators.size(); i++) {
      channels(text, simulators.get(i), "http://127.0.0.1:" + (firstVendorPort + i));
    }
    doors(text);
    return text.toString();
  }

  private static void doors(StringBuilder text) {
    text.append("\n# The front doors. Passwords in addresses are for a demo only.\n");
    for (Door door : Doors.installed().all()) {
      line(text, "door." + door.name() + ".served", "true");
      line(text, "door." + door.name() + ".secrets-in-url", "allowed");
      line(text, "consumer.demo.login." + door.name() + ".user", "demo");
      line(text, "consumer.demo.login." + door.name() + ".password", "demo");
    }
  }

  private static String head() {
    try (InputStream in = DemoConfiguration.class.getResourceAsStream("demo.properties")) {
      return new String(
          Objects.requireNonNull(in, "demo.properties").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String route(List<VendorSimulator> simulators) {
    return simulators.stream()
        .map(simulator -> simulator.demoSettings().defaultChannel())
        .flatMap(Optional::stream)
        .collect(joining(", "));
  }

  private static Map<String, Map<String, String>> accounts(List<VendorSimulator> simulators) {
    Map<String, Map<String, String>> accounts = new TreeMap<>();
    for (VendorSimulator simulator : simulators) {
      DemoSettings settings = simulator.demoSettings();
      Map<String, String> account =
          accounts.computeIfAbsent(settings.account(), name -> new TreeMap<>());
      account.put("owner", "demo");
      account.putAll(settings.accountSettings());
    }
    return accounts;
  }

  private static void channels(StringBuilder text, VendorSimulator simulator, String address) {
    DemoSettings settings = simulator.demoSettings();
    for (DemoSettings.Channel channel : settings.channels()) {
      text.append('\n');
      String prefix = "channel." + channel.name() + ".";
      line(text, prefix + "vendor", simulator.name());
      line(text, prefix + "account", settings.account());
      line(text, prefix + "transport", channel.transport());
      line(text, prefix + "address", address);
      line(text, prefix + "user", "demo");
      line(text, prefix + "password", "demo");
      channel.settings().forEach((key, value) -> line(text, prefix + key, value));
    }
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append("yizhan.").append(key).append('=').append(value).append('\n');
  }
}
