package dev.yizhan.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.door.Doors;
import dev.yizhan.gateway.security.Consumer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumerSettingsTest {

  private static Consumer consumer(String... keysAndValues) {
    Map<String, String> values =
        new HashMap<>(Map.of("yizhan.consumer.ops.password", "a password"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put("yizhan.consumer.ops." + keysAndValues[i], keysAndValues[i + 1]);
    }
    Settings settings = Settings.of(ChannelSettingsTest.config(values));
    Consumer consumer =
        new ConsumerSettings(settings, List.of(), Set.of(), List.of())
            .consumers(
                new LoginSettings(Doors.installed(), LoginSettings.Connected.NOTHING, List.of()))
            .get(0)
            .consumer();
    settings.check();
    return consumer;
  }

  @Test
  void showsTextsToAdminsThatAreNamed() {
    assertThat(consumer("role", "admin", "reads-texts", "true").readsTexts()).isTrue();
    assertThat(consumer("role", "admin").readsTexts()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"consumer", "viewer"})
  void showsTextsToNobodyElse(String role) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> consumer("role", role, "reads-texts", "true"))
        .withMessageContaining("yizhan.consumer.ops.reads-texts needs role=admin");
  }

  @Test
  void sendsForRealUnlessItIsATest() {
    assertThat(consumer("role", "consumer").sender().isTest()).isFalse();
    assertThat(consumer("test", "false").sender().isTest()).isFalse();
    assertThat(consumer("test", "true").sender().isTest()).isTrue();
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> consumer("test", "yes"))
        .withMessageContaining("yizhan.consumer.ops.test");
  }

  /** A store is backed up and restored where the secrets of vendors are not. */
  @Test
  void areNotNeededToReadTheSettingsOfTheStore() {
    StoreSettings store =
        StoreSettings.read(
            ChannelSettingsTest.config(
                Map.of(
                    "yizhan.data",
                    "/var/lib/yizhan",
                    "yizhan.store.keys",
                    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                    "yizhan.channel.winic.vendor",
                    "no vendor")));
    assertThat(store.location()).asString().contains("/var/lib/yizhan");
  }
}
