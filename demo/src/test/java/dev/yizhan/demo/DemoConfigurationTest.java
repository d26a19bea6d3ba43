package dev.yizhan.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.door.Doors;
import dev.yizhan.sandbox.DemoSettings;
import dev.yizhan.sandbox.VendorSimulator;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DemoConfigurationTest {

  private static final int FIRST_PORT = 18081;

  private final String text = DemoConfiguration.of(FIRST_PORT);

  private Properties properties() throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    return properties;
  }

  @Test
  void hasTheChannelsOfEveryVendorAtItsPort() throws IOException {
    Properties properties = properties();
    List<VendorSimulator> simulators = VendorSimulator.installed();
    for (int i = 0; i < simulators.size(); i++) {
      DemoSettings settings = simulators.get(i).demoSettings();
      assertThat(settings.channels()).isNotEmpty();
      for (DemoSettings.Channel channel : settings.channels()) {
        String prefix = "yizhan.channel." + channel.name() + ".";
        assertThat(properties)
            .containsEntry(prefix + "vendor", simulators.get(i).name())
            .containsEntry(prefix + "account", settings.account())
            .containsEntry(prefix + "address", "http://127.0.0.1:" + (FIRST_PORT + i))
            .containsEntry("yizhan.account." + settings.account() + ".owner", "demo");
      }
    }
  }

  @Test
  void routesOnlyToItsOwnChannels() throws IOException {
    Properties properties = properties();
    for (String channel : properties.getProperty("yizhan.route").split(", ", -1)) {
      assertThat(properties).containsKey("yizhan.channel." + channel + ".vendor");
    }
  }

  @Test
  void sharesTheAccountOfACompany() throws IOException {
    assertThat(properties())
        .containsEntry("yizhan.channel.winic-http.account", "winic")
        .containsEntry("yizhan.channel.winic-asmx.account", "winic")
        .containsEntry("yizhan.account.winic.poll-least", "2");
  }

  @Test
  void opensEveryFrontDoor() throws IOException {
    Properties properties = properties();
    assertThat(Doors.installed().all())
        .isNotEmpty()
        .allSatisfy(
            door ->
                assertThat(properties)
                    .containsEntry("yizhan.door." + door.name() + ".served", "true")
                    .containsKey("yizhan.consumer.demo.login." + door.name() + ".user"));
  }

  @Test
  void givesNoKeyTwice() {
    assertThat(text.lines().filter(line -> line.contains("=")).map(line -> line.split("=", 2)[0]))
        .doesNotHaveDuplicates();
  }
}
