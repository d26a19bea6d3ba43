package dev.yizhan.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreSettingsTest {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir private Path directory;

  private static StoreSettings settings(Map<String, String> values) {
    Settings settings = Settings.of(ChannelSettingsTest.config(values));
    StoreSettings store = StoreSettings.of(settings);
    settings.check();
    return store;
  }

  private Map<String, String> embedded(String... keysAndValues) {
    Map<String, String> values = new HashMap<>();
    values.put("yizhan.data", directory.toString());
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put("yizhan.store." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return values;
  }

  @Test
  void keepsSixMonthsWhereNothingElseIsSaid() {
    assertThat(settings(embedded("keys", KEY)).kept().submissions())
        .isEqualTo(Duration.ofDays(184));
    assertThat(settings(embedded("keys", KEY, "retention", "P400D")).kept().submissions())
        .isEqualTo(Duration.ofDays(400));
  }

  @Test
  void opensTheEmbeddedStoreWithAKeyFromAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("key"), "# the key\n" + KEY + "\n");
    StoreSettings settings = settings(embedded("key-file", file.toString()));
    assertThatCode(() -> settings.open(Clock.systemUTC()).close()).doesNotThrowAnyException();
    assertThat(directory.resolve("gateway.db")).exists();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keys=|yizhan.store.key-file is missing",
        "keys=" + KEY + ";key-file=/nowhere|not both",
        "keys=c2hvcnQ=|yizhan.store.keys must be one key or more",
        "key-file=/nowhere/at/all|yizhan.store.key-file must be a readable file",
        "keys="
            + KEY
            + ";url=jdbc:mysql://x;user=a;password=b|must be an address that begins with jdbc:postgresql:",
        "keys=" + KEY + ";url=jdbc:postgresql://x/y;user=a|yizhan.store.password is missing",
        "keys=" + KEY + ";retention=soon|yizhan.store.retention must be",
      })
  void saysWhatIsWrong(String given, String message) {
    Map<String, String> values = embedded();
    for (String pair : given.split(";", -1)) {
      values.put("yizhan.store." + pair.split("=", 2)[0], pair.split("=", 2)[1]);
    }
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> settings(values))
        .withMessageContaining(message)
        .withMessageNotContaining("c2hvcnQ")
        .withMessageNotContaining(KEY);
  }

  @Test
  void needsADirectoryOrADatabase() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> settings(Map.of("yizhan.store.keys", KEY)))
        .withMessageContaining("yizhan.data is missing");
  }
}
