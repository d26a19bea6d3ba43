package dev.yizhan.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.http.Binding;
import dev.yizhan.vendor.Ability;
import dev.yizhan.vendor.Vendors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelSettingsTest {

  /** What a server's configuration says. */
  static SettingSources config(Map<String, String> values) {
    return new SettingSources() {
      @Override
      public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
      }

      @Override
      public Set<String> keys() {
        return values.keySet();
      }
    };
  }

  private static Map<String, String> channel(String vendor, String... keysAndValues) {
    Map<String, String> values = new HashMap<>();
    values.put("yizhan.channel.a.vendor", vendor);
    values.put("yizhan.channel.a.address", "https://192.0.2.1:8443");
    values.put("yizhan.channel.a.user", "demo");
    values.put("yizhan.channel.a.password", "secret");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put("yizhan.channel.a." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return values;
  }

  private static List<Channel> channels(Map<String, String> values) throws Exception {
    Settings settings = Settings.of(config(values));
    ChannelSettings channels = new ChannelSettings(settings, Vendors.installed());
    try {
      List<Channel> made = channels.channels().stream().map(ConfiguredChannel::channel).toList();
      settings.check();
      return made;
    } finally {
      for (AutoCloseable opened : channels.opened()) {
        opened.close();
      }
    }
  }

  @Test
  void makesAChannelWithEverythingSet() throws Exception {
    Map<String, String> values =
        channel(
            "winnerlook",
            "transport",
            "SOAP 1.2",
            "connect-timeout",
            "PT2S",
            "pin",
            "AB".repeat(32) + ", " + "cd".repeat(32),
            "proxy",
            "proxy.example:3128",
            "recipients-per-call",
            "20",
            "part-length",
            "60",
            "joined-part-length",
            "57",
            "separator-inside",
            "|~|",
            "separator-between",
            "|-|",
            "polls",
            "first");
    Channel made = channels(values).get(0);
    assertThat(made.transport()).isEqualTo(Binding.SOAP_1_2);
    assertThat(made.client().abilities().recipientsPerCall()).isEqualTo(20);
    assertThat(made.client().abilities().segmentLength().joined()).isEqualTo(57);
    assertThat(made.client().abilities().can()).contains(Ability.INDIVIDUAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "nobody # transport # HTTP POST # yizhan.channel.a.vendor must be changlong, linkws,",
        "changlong # transport # SOAP 1.1 # must be HTTP GET or HTTP POST",
        "linkws # address # ftp://192.0.2.1 # yizhan.channel.a.address must be http or https",
        "linkws # address # http://u:p@192.0.2.1 # yizhan.channel.a.address must be http or https",
        "linkws # address # http://192.0.2.1:99999 # yizhan.channel.a.address must be http or https",
        "linkws # pin # AB:CD # yizhan.channel.a.pin must be SHA-256 fingerprints",
        "linkws # trust-store # /nowhere # yizhan.channel.a.trust-store must be a readable PKCS",
        "linkws # trust-store-password # x # yizhan.channel.a.trust-store-password needs trust-store",
        "linkws # proxy # my proxy:3128 # yizhan.channel.a.proxy must be HOST:PORT",
        "linkws # proxy # http://proxy:3128 # yizhan.channel.a.proxy must be HOST:PORT",
        "linkws # connections # many # yizhan.channel.a.connections must be kept or one-a-req",
        "linkws # numbers # both # yizhan.channel.a.numbers must be domestic or international",
        "linkws # signature # 【驿站】 # yizhan.channel.a.signature must be a name without 【】",
        "winic-http # widened # 好 # yizhan.channel.a.widened must be characters from ! to ~",
        "winic-http # joined-part-length # 71 # yizhan.channel.a.joined-part-length must not be above",
        "winic-http # password # pässword # yizhan.channel.a.password cannot be used:",
        "winic-http # recipients-per-call # 0 # yizhan.channel.a.recipients-per-call must be a whole",
        "winnerlook # separator-inside # |~| # yizhan.channel.a.separator-inside and separator-betw",
        "winic-http # encryption # none # yizhan.channel.a.encryption is no setting: after yizhan.ch",
        "linkws # adress # http://x # .adress is no setting: after yizhan.channel.a. there may be [v",
        "linkws # password-file # /nowhere # yizhan.channel.a.password and password-file exclude each",
        "winnerlook # encryption # des # yizhan.channel.a.encryption must be none, refusing-"
      })
  void saysWhichKeyIsWrongAndWhatIsAllowed(
      String vendor, String key, String value, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> channels(channel(vendor, key, value)))
        .withMessageContaining(message.strip())
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret", "pässword"));
  }

  @Test
  void refusesAPinWithoutTls() {
    Map<String, String> values =
        channel("linkws", "address", "http://192.0.2.1", "pin", "ab".repeat(32));
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> channels(values))
        .withMessageContaining("yizhan.channel.a.pin needs an address that begins with https://");
  }

  @Test
  void reportsEveryErrorAtOnce() {
    Map<String, String> values =
        channel("winnerlook", "encryption", "des", "polls", "third", "message-type", "x");
    values.remove("yizhan.channel.a.user");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> channels(values))
        .withMessageContaining("a.encryption")
        .withMessageContaining("a.polls")
        .withMessageContaining("a.message-type")
        .withMessageContaining("a.user");
  }
}
